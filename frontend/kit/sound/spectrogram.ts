/** How strong each frequency is at each moment, from samples in memory: no decoder of the browser, and nothing more than the sound leaves the server. */

/** Samples of one look: 16 ms at 16 kHz, short enough to part two sounds that follow each other. */
const WINDOW = 256;
/** Under this nothing is drawn; dB under the strongest. */
const RANGE_DECIBELS = 60;

export interface Spectrogram {
  /** Moments. */
  readonly columns: number;
  /** Frequencies from 0 to half the sampling rate; row 0 is the lowest. */
  readonly rows: number;
  /** Strength, 0 to 255, column by column. */
  readonly values: Uint8Array;
}

/**
 * @param samples full scale is ±32768.
 * @param columns how many moments, ≥ 1; they lie at equal distances.
 */
export function spectrogramOf(samples: Int16Array, columns: number): Spectrogram {
  const rows = WINDOW / 2;
  const powers = new Float32Array(columns * rows);
  const real = new Float32Array(WINDOW);
  const imaginary = new Float32Array(WINDOW);
  let strongest = 1e-9;
  for (let column = 0; column < columns; column += 1) {
    const middle = Math.floor(((column + 0.5) * samples.length) / columns);
    for (let index = 0; index < WINDOW; index += 1) {
      const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / (WINDOW - 1));
      real[index] = ((samples[middle - WINDOW / 2 + index] ?? 0) / 32768) * hann;
      imaginary[index] = 0;
    }
    transform(real, imaginary);
    for (let row = 0; row < rows; row += 1) {
      const power = (real[row] ?? 0) ** 2 + (imaginary[row] ?? 0) ** 2;
      powers[column * rows + row] = power;
      strongest = Math.max(strongest, power);
    }
  }
  real.fill(0);
  imaginary.fill(0);
  const values = new Uint8Array(columns * rows);
  powers.forEach((power, index) => {
    const decibels = 10 * Math.log10(Math.max(power, 1e-12) / strongest);
    values[index] = Math.round(Math.max(0, 1 + decibels / RANGE_DECIBELS) * 255);
  });
  return { columns, rows, values };
}

/** Fast Fourier transform in place; the length is a power of two. Source: Cooley and Tukey (1965), radix 2. */
function transform(real: Float32Array, imaginary: Float32Array): void {
  const length = real.length;
  for (let index = 1, mirrored = 0; index < length; index += 1) {
    let bit = length >> 1;
    for (; mirrored & bit; bit >>= 1) mirrored ^= bit;
    mirrored ^= bit;
    if (index < mirrored) {
      swap(real, index, mirrored);
      swap(imaginary, index, mirrored);
    }
  }
  for (let size = 2; size <= length; size <<= 1) {
    const angle = (-2 * Math.PI) / size;
    for (let start = 0; start < length; start += size) {
      for (let step = 0; step < size / 2; step += 1) {
        const even = start + step;
        const odd = even + size / 2;
        const cosine = Math.cos(angle * step);
        const sine = Math.sin(angle * step);
        const turnedReal = (real[odd] ?? 0) * cosine - (imaginary[odd] ?? 0) * sine;
        const turnedImaginary = (real[odd] ?? 0) * sine + (imaginary[odd] ?? 0) * cosine;
        real[odd] = (real[even] ?? 0) - turnedReal;
        imaginary[odd] = (imaginary[even] ?? 0) - turnedImaginary;
        real[even] = (real[even] ?? 0) + turnedReal;
        imaginary[even] = (imaginary[even] ?? 0) + turnedImaginary;
      }
    }
  }
}

function swap(values: Float32Array, one: number, other: number): void {
  const kept = values[one] ?? 0;
  values[one] = values[other] ?? 0;
  values[other] = kept;
}
