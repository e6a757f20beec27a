/**
 * The Fourier transform of 512 real samples in 16-bit fixed point, with the roundings of KISS FFT (`FIXED_POINT=16`, radix 4; Mark Borgerding, see NOTICE), which
 * the audio front end of TensorFlow Lite uses. Every value is cut to 16 bits where C cuts it: `Int16Array` does that on storing.
 */

/** Samples that go in. */
export const FFT_SIZE = 512;
/** Complex values that the transform computes inside: two real samples are packed into one. */
const INNER = FFT_SIZE / 2;
const FRACTION_BITS = 15;
const LARGEST = 32_767;
const HALF = LARGEST >> 1;
const QUARTER = LARGEST >> 2;

export class FixedPointFft {
  /** Real and imaginary parts in turn, for the frequencies 0 to `FFT_SIZE / 2`. */
  readonly output = new Int16Array(2 * (INNER + 1));
  readonly #twiddles = new Int16Array(2 * INNER);
  readonly #outerTwiddles = new Int16Array(INNER);
  readonly #inner = new Int16Array(2 * INNER);

  constructor() {
    for (let index = 0; index < INNER; index += 1) setUnit(this.#twiddles, index, (-2 * Math.PI * index) / INNER);
    for (let index = 0; index < INNER / 2; index += 1) setUnit(this.#outerTwiddles, index, -Math.PI * ((index + 1) / INNER + 0.5));
  }

  /** @param input `FFT_SIZE` samples. */
  transform(input: Int16Array): void {
    const inner = this.#inner;
    this.#work(inner, 0, input, 0, 1, INNER);
    const output = this.output;
    const real = rounded(at(inner, 0) * HALF);
    const imaginary = rounded(at(inner, 1) * HALF);
    output[0] = real + imaginary;
    output[1] = 0;
    output[2 * INNER] = real - imaginary;
    output[2 * INNER + 1] = 0;
    for (let low = 1; low <= INNER / 2; low += 1) {
      const high = INNER - low;
      const lowReal = rounded(at(inner, 2 * low) * HALF);
      const lowImaginary = rounded(at(inner, 2 * low + 1) * HALF);
      const highReal = rounded(at(inner, 2 * high) * HALF);
      const highImaginary = rounded(cut(-at(inner, 2 * high + 1)) * HALF);
      const sumReal = cut(lowReal + highReal);
      const sumImaginary = cut(lowImaginary + highImaginary);
      const differenceReal = cut(lowReal - highReal);
      const differenceImaginary = cut(lowImaginary - highImaginary);
      const turnReal = at(this.#outerTwiddles, 2 * low - 2);
      const turnImaginary = at(this.#outerTwiddles, 2 * low - 1);
      const turnedReal = rounded(differenceReal * turnReal - differenceImaginary * turnImaginary);
      const turnedImaginary = rounded(differenceReal * turnImaginary + differenceImaginary * turnReal);
      output[2 * low] = (sumReal + turnedReal) >> 1;
      output[2 * low + 1] = (sumImaginary + turnedImaginary) >> 1;
      output[2 * high] = (sumReal - turnedReal) >> 1;
      output[2 * high + 1] = (turnedImaginary - sumImaginary) >> 1;
    }
  }

  /** One level of the recursion: four transforms of a quarter, then the butterflies that join them. */
  #work(into: Int16Array, place: number, from: Int16Array, first: number, stride: number, size: number): void {
    const quarter = size / 4;
    for (let part = 0; part < 4; part += 1) {
      const start = place + part * quarter;
      const source = first + part * stride;
      if (quarter > 1) {
        this.#work(into, start, from, source, 4 * stride, quarter);
      } else {
        into[2 * start] = at(from, 2 * source);
        into[2 * start + 1] = at(from, 2 * source + 1);
      }
    }
    for (let index = 0; index < quarter; index += 1) this.#butterfly(into, place + index, quarter, index * stride);
  }

  #butterfly(values: Int16Array, place: number, quarter: number, twiddle: number): void {
    const turns = this.#twiddles;
    const [zero, one, two, three] = [2 * place, 2 * (place + quarter), 2 * (place + 2 * quarter), 2 * (place + 3 * quarter)];
    const baseReal = rounded(at(values, zero) * QUARTER);
    const baseImaginary = rounded(at(values, zero + 1) * QUARTER);
    const turned = (from: number, times: number): [number, number] => {
      const valueReal = rounded(at(values, from) * QUARTER);
      const valueImaginary = rounded(at(values, from + 1) * QUARTER);
      const turnReal = at(turns, 2 * twiddle * times);
      const turnImaginary = at(turns, 2 * twiddle * times + 1);
      return [rounded(valueReal * turnReal - valueImaginary * turnImaginary), rounded(valueReal * turnImaginary + valueImaginary * turnReal)];
    };
    const [firstReal, firstImaginary] = turned(one, 1);
    const [secondReal, secondImaginary] = turned(two, 2);
    const [thirdReal, thirdImaginary] = turned(three, 3);
    const evenReal = cut(baseReal - secondReal);
    const evenImaginary = cut(baseImaginary - secondImaginary);
    const wholeReal = cut(baseReal + secondReal);
    const wholeImaginary = cut(baseImaginary + secondImaginary);
    const sumReal = cut(firstReal + thirdReal);
    const sumImaginary = cut(firstImaginary + thirdImaginary);
    const differenceReal = cut(firstReal - thirdReal);
    const differenceImaginary = cut(firstImaginary - thirdImaginary);
    values[two] = wholeReal - sumReal;
    values[two + 1] = wholeImaginary - sumImaginary;
    values[zero] = wholeReal + sumReal;
    values[zero + 1] = wholeImaginary + sumImaginary;
    values[one] = evenReal + differenceImaginary;
    values[one + 1] = evenImaginary - differenceReal;
    values[three] = evenReal - differenceImaginary;
    values[three + 1] = evenImaginary + differenceReal;
  }
}

function setUnit(values: Int16Array, index: number, phase: number): void {
  values[2 * index] = Math.floor(0.5 + LARGEST * Math.cos(phase));
  values[2 * index + 1] = Math.floor(0.5 + LARGEST * Math.sin(phase));
}

/** A product of two 15-bit fractions, rounded to one. */
function rounded(product: number): number {
  return cut((product + (1 << (FRACTION_BITS - 1))) >> FRACTION_BITS);
}

/** As 16 bits hold it. */
function cut(value: number): number {
  return (value << 16) >> 16;
}

function at(values: Int16Array, index: number): number {
  return values[index] ?? 0;
}
