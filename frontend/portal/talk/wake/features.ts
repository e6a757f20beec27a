/**
 * Features of micro-wake-word: 40 numbers for every hundredth of a second. A port of the audio front end of TensorFlow Lite (Apache-2.0,
 * `tensorflow/lite/experimental/microfrontend`) with the settings of `pymicro-features`, in the same whole numbers, so that the models hear
 * here what they were trained on: window of 30 ms, filterbank of mel bands, noise reduction, gain control (PCAN), logarithm.
 */
import { FFT_SIZE, FixedPointFft } from "./fixed_point_fft.ts";

/** Samples between two rows of features; 10 ms of 16 kHz. */
export const STEP = 160;
/** Numbers in a row. */
export const CHANNELS = 40;
const RATE_HERTZ = 16_000;
/** 30 ms. */
const WINDOW = 480;
const WINDOW_BITS = 12;
const WEIGHT_BITS = 12;
const LOWEST_HERTZ = 125;
const HIGHEST_HERTZ = 7500;
/** Fraction bits of the noise estimate. */
const SMOOTHING_BITS = 10;
const NOISE_BITS = 14;
const NOISE_SCALE = 1 << NOISE_BITS;
const EVEN_SMOOTHING = Math.trunc(Math.fround(0.025) * NOISE_SCALE);
const ODD_SMOOTHING = Math.trunc(Math.fround(0.06) * NOISE_SCALE);
const REMAINING = Math.trunc(Math.fround(0.05) * NOISE_SCALE);
const GAIN_STRENGTH = Math.fround(0.95);
const GAIN_OFFSET = 80;
const GAIN_BITS = 21;
const RATIO_BITS = 12;
const OUTPUT_BITS = 6;
/** What the size of the transform adds to a level, less half of what the weights add; bits. */
const CORRECTION_BITS = bitLength(FFT_SIZE) - 1 - WEIGHT_BITS / 2;
const LOG_BITS = 16;
const LOG_SEGMENT_BITS = 7;
/** The natural logarithm of 2, times 65,536. */
const LOG_OF_TWO = 45_426;
const LOG_SCALE_BITS = 6;
/**
 * Frequencies (by band) whose weight the C library's `log1pf` rounds up: its last place is not always the nearest. The other 234 weights
 * come out the same with an exact logarithm. Found by computing all with glibc 2.36.
 */
const ROUNDED_UP: Readonly<Record<number, number>> = { 33: 149, 39: 221 };
/** What a row is scaled by at its end. */
const OUTPUT_SCALE = 0.039_062_5;

export class WakeFeatures {
  readonly #fft = new FixedPointFft();
  readonly #window = windowCoefficients();
  readonly #bands = melBands();
  readonly #gains = gainTable();
  readonly #logarithms = logarithmTable();
  readonly #input = new Int16Array(WINDOW);
  readonly #windowed = new Int16Array(FFT_SIZE);
  readonly #work = new Float64Array(CHANNELS + 1);
  readonly #noise = new Float64Array(CHANNELS);
  #filled = 0;

  /** Take one step of sound in. @param samples `STEP` of them, 16 kHz. @returns a row, or null before a window is full. */
  step(samples: Int16Array): Float64Array | null {
    this.#input.set(samples, this.#filled);
    this.#filled += STEP;
    if (this.#filled < WINDOW) return null;
    const shift = this.#applyWindow();
    this.#fft.transform(this.#windowed);
    this.#gatherBands();
    return Float64Array.from({ length: CHANNELS }, (_, channel) => this.#feature(channel, shift));
  }

  reset(): void {
    this.#filled = 0;
    this.#noise.fill(0);
  }

  /** Overwrite the sound that is held. */
  wipe(): void {
    this.reset();
    this.#input.fill(0);
    this.#windowed.fill(0);
    this.#fft.output.fill(0);
  }

  /** Weigh the window and scale it up to 15 bits. @returns by how many bits. */
  #applyWindow(): number {
    let largest = 0;
    for (let index = 0; index < WINDOW; index += 1) {
      const value = ((this.#input[index] ?? 0) * (this.#window[index] ?? 0)) >> WINDOW_BITS;
      this.#windowed[index] = value;
      // 16 bits hold no 32,768.
      if (value !== -32_768) largest = Math.max(largest, Math.abs(value));
    }
    const shift = 15 - bitLength(largest);
    for (let index = 0; index < WINDOW; index += 1) this.#windowed[index] = (this.#windowed[index] ?? 0) << shift;
    this.#input.copyWithin(0, STEP);
    this.#filled -= STEP;
    return shift;
  }

  /** Energies into mel bands; every frequency is shared between two neighbours. */
  #gatherBands(): void {
    const spectrum = this.#fft.output;
    let carried = 0;
    this.#bands.forEach((band, channel) => {
      let sum = carried;
      carried = 0;
      band.weights.forEach((weight, index) => {
        const place = 2 * (band.start + index);
        const energy = (spectrum[place] ?? 0) ** 2 + (spectrum[place + 1] ?? 0) ** 2;
        sum += weight * energy;
        carried += (band.others[index] ?? 0) * energy;
      });
      this.#work[channel] = sum;
    });
  }

  #feature(channel: number, shift: number): number {
    const signal = Math.floor(root(this.#work[channel + 1] ?? 0) / 2 ** shift);
    const quiet = this.#reduceNoise(channel, signal);
    const gain = this.#gain(this.#noise[channel] ?? 0);
    const ratio = Math.floor((quiet * gain) / 2 ** (GAIN_BITS - CORRECTION_BITS - RATIO_BITS)) >>> 0;
    const level = (shrink(ratio) << CORRECTION_BITS) >>> 0;
    return Math.min(0xffff, level > 1 ? this.#logarithm(level) : 0) * OUTPUT_SCALE;
  }

  #reduceNoise(channel: number, signal: number): number {
    const smoothing = channel % 2 === 0 ? EVEN_SMOOTHING : ODD_SMOOTHING;
    const scaled = (signal << SMOOTHING_BITS) >>> 0;
    const mixed = scaled * smoothing + (this.#noise[channel] ?? 0) * (NOISE_SCALE - smoothing);
    const estimate = Math.floor(mixed / NOISE_SCALE) >>> 0;
    this.#noise[channel] = estimate;
    const subtracted = (scaled - Math.min(estimate, scaled)) >>> SMOOTHING_BITS;
    return Math.max(subtracted, Math.floor((signal * REMAINING) / NOISE_SCALE));
  }

  /** The gain for a level of noise: a table for powers of two, and a parabola between them. */
  #gain(noise: number): number {
    if (noise <= 2) return noise === 2 ? (this.#gains[8] ?? 0) : (this.#gains[noise] ?? 0);
    const interval = bitLength(noise);
    const fraction = (interval < 11 ? noise << (11 - interval) : noise >>> (interval - 11)) & 0x3ff;
    const square = ((this.#gains[4 * interval + 2] ?? 0) * fraction) >> 5;
    const slope = Math.imul(square + ((this.#gains[4 * interval + 1] ?? 0) << 5), fraction);
    const value = ((slope + (1 << 14)) >> 15) + (this.#gains[4 * interval] ?? 0);
    return ((value << 16) >> 16) >>> 0;
  }

  /** The natural logarithm in steps of a 64th. @param value 2 to 2³² − 1. */
  #logarithm(value: number): number {
    const integer = bitLength(value) - 1;
    const fraction = Math.floor((value - 2 ** integer) * 2 ** (LOG_BITS - integer));
    const segment = fraction >> (LOG_BITS - LOG_SEGMENT_BITS);
    const low = this.#logarithms[segment] ?? 0;
    const high = this.#logarithms[segment + 1] ?? 0;
    const within = fraction - (segment << (LOG_BITS - LOG_SEGMENT_BITS));
    const toBaseTwo = integer * 2 ** LOG_BITS + fraction + low + (((high - low) * within) >> LOG_BITS);
    const natural = Math.floor((LOG_OF_TWO * toBaseTwo + 2 ** (LOG_BITS - 1)) / 2 ** LOG_BITS);
    return ((natural << LOG_SCALE_BITS) + (1 << (LOG_BITS - 1))) >>> LOG_BITS;
  }
}

/** What goes into one mel band. */
interface Band {
  /** Its first frequency, as a place in the spectrum. */
  readonly start: number;
  readonly weights: Int16Array;
  /** What of each frequency goes into the next band. */
  readonly others: Int16Array;
}

function windowCoefficients(): Int16Array {
  const step = Math.fround((Math.fround(Math.PI) * 2) / WINDOW);
  return Int16Array.from({ length: WINDOW }, (_, index) => {
    const cosine = Math.fround(Math.cos(Math.fround(step * (index + 0.5))));
    const value = Math.fround(0.5 - Math.fround(0.5 * cosine));
    return Math.floor(Math.fround(Math.fround(value * (1 << WINDOW_BITS)) + 0.5));
  });
}

/** The bands, and one before them whose rest the first takes. */
function melBands(): readonly Band[] {
  const hertz = RATE_HERTZ / FFT_SIZE;
  const low = mel(LOWEST_HERTZ);
  const spacing = Math.fround(Math.fround(mel(HIGHEST_HERTZ) - low) / (CHANNELS + 1));
  const centre = (band: number): number => (band < 0 ? low : Math.fround(low + Math.fround(spacing * (band + 1))));
  let place = Math.trunc(1.5 + LOWEST_HERTZ / hertz);
  return Array.from({ length: CHANNELS + 1 }, (_, band) => {
    const start = place;
    while (mel(place * hertz) <= centre(band)) place += 1;
    const width = Math.fround(centre(band) - centre(band - 1));
    const shares = Array.from({ length: place - start }, (_unused, index) =>
      Math.fround(Math.fround(centre(band) - mel((start + index) * hertz)) / width),
    );
    const weights = Int16Array.from(shares, inWeightBits);
    const others = Int16Array.from(shares, (share) => inWeightBits(Math.fround(1 - share)));
    const odd = ROUNDED_UP[band];
    if (odd !== undefined) {
      weights[odd - start] = (weights[odd - start] ?? 0) + 1;
      others[odd - start] = (others[odd - start] ?? 0) - 1;
    }
    return { start, weights, others };
  });
}

function inWeightBits(share: number): number {
  return Math.floor(Math.fround(Math.fround(share * (1 << WEIGHT_BITS)) + 0.5));
}

function mel(hertz: number): number {
  return Math.fround(1127 * Math.fround(Math.log1p(Math.fround(hertz / 700))));
}

/** Gains in fours from the second power of two on: the value there, its slope, its bend. */
function gainTable(): Int16Array {
  const table = new Int16Array(4 * 33);
  table[0] = gainOf(0);
  table[1] = gainOf(1);
  for (let interval = 2; interval <= 32; interval += 1) {
    const begin = 2 ** (interval - 1);
    const value = gainOf(begin);
    const toMiddle = gainOf(begin + Math.floor(begin / 2)) - value;
    const toEnd = gainOf(interval === 32 ? 2 * begin - 1 : 2 * begin) - value;
    const slope = 4 * toMiddle - toEnd;
    table.set([value, slope, toEnd - slope], 4 * interval);
  }
  return table;
}

function gainOf(noise: number): number {
  const level = Math.fround(Math.fround(noise) / 2 ** (SMOOTHING_BITS - CORRECTION_BITS));
  const gain = Math.fround(2 ** GAIN_BITS * Math.fround(Math.pow(Math.fround(level + GAIN_OFFSET), -GAIN_STRENGTH)));
  return gain > 32_767 ? 32_767 : Math.trunc(Math.fround(gain + 0.5));
}

/** By how much the logarithm to base 2 of 1 + x is over x, in 65,536ths, at every 128th. */
function logarithmTable(): Uint16Array {
  const count = 2 ** LOG_SEGMENT_BITS;
  return Uint16Array.from({ length: count + 2 }, (_, index) => Math.round(2 ** LOG_BITS * Math.max(0, Math.log2(1 + index / count) - index / count)));
}

function shrink(ratio: number): number {
  if (ratio < 2 << RATIO_BITS) return (ratio * ratio) >>> (2 + 2 * RATIO_BITS - OUTPUT_BITS);
  return (ratio >>> (RATIO_BITS - OUTPUT_BITS)) - (1 << OUTPUT_BITS);
}

/** The square root, rounded; a result of 16 bits stays one. */
function root(value: number): number {
  const whole = Math.floor(Math.sqrt(value));
  const rest = value - whole * whole;
  return rest > whole && !(value < 2 ** 32 && whole === 0xffff) ? whole + 1 : whole;
}

/** Bits that a whole number takes; 0 for 0. */
function bitLength(value: number): number {
  return 32 - Math.clz32(value);
}
