/** Brings sound from the rate of the browser's audio to the 16 kHz and 16 bits that the wake-word models hear, piece by piece. */

export const HEARD_RATE_HERTZ = 16_000;
/** Half of the filter, in zero crossings of its sinc. */
const CROSSINGS = 12;
/** Cut-off as a share of the lower of the two rates: a little under one half, so that little folds over. */
const CUT_OFF = 0.46;
const FULL_SCALE = 32_767;

export class Resampler {
  /** One filter for each place that an output sample can have between two input samples. */
  readonly #filters: readonly Float32Array[];
  readonly #reach: number;
  readonly #step: number;
  readonly #phases: number;
  #held: Float32Array;
  /** Place of the next output sample, in parts of an input sample from the start of what is held. */
  #next: number;

  /** @param rateHertz of what is taken in, e.g. 48,000. */
  constructor(rateHertz: number) {
    const rate = Math.round(rateHertz);
    const common = greatestCommonDivisor(rate, HEARD_RATE_HERTZ);
    this.#phases = HEARD_RATE_HERTZ / common;
    this.#step = rate / common;
    const cutOff = (CUT_OFF * Math.min(rate, HEARD_RATE_HERTZ)) / rate;
    this.#reach = Math.ceil(CROSSINGS / (2 * cutOff));
    this.#filters = Array.from({ length: this.#phases }, (_, phase) => filterOf(cutOff, this.#reach, phase / this.#phases));
    this.#held = new Float32Array(this.#reach);
    this.#next = this.#reach * this.#phases;
  }

  /** @param frames −1 to 1. @returns what can be given already; the rest comes with the next frames. */
  take(frames: Float32Array): Int16Array {
    const sound = new Float32Array(this.#held.length + frames.length);
    sound.set(this.#held);
    sound.set(frames, this.#held.length);
    const last = (sound.length - this.#reach - 1) * this.#phases;
    const count = Math.max(0, Math.floor((last - this.#next) / this.#step) + 1);
    const given = Int16Array.from({ length: count }, () => {
      const place = Math.floor(this.#next / this.#phases);
      const value = this.#filtered(sound, place, this.#next % this.#phases);
      this.#next += this.#step;
      return Math.round(FULL_SCALE * Math.max(-1, Math.min(1, value)));
    });
    const over = Math.max(0, Math.min(sound.length, Math.floor(this.#next / this.#phases) - this.#reach));
    this.#held = sound.slice(over);
    this.#next -= over * this.#phases;
    return given;
  }

  /** Overwrite the sound that is held. */
  wipe(): void {
    this.#held.fill(0);
  }

  #filtered(sound: Float32Array, place: number, phase: number): number {
    const filter = this.#filters[phase];
    if (filter === undefined) return 0;
    let sum = 0;
    for (let tap = 0; tap < filter.length; tap += 1) sum += (filter[tap] ?? 0) * (sound[place - this.#reach + tap] ?? 0);
    return sum;
  }
}

/** A sinc under a Hann window, of which the values sum to 1. */
function filterOf(cutOff: number, reach: number, offset: number): Float32Array {
  const values = Float32Array.from({ length: 2 * reach + 2 }, (_, tap) => {
    const away = tap - reach - offset;
    const turn = 2 * Math.PI * cutOff * away;
    const sinc = turn === 0 ? 1 : Math.sin(turn) / turn;
    return Math.abs(away) > reach ? 0 : sinc * (0.5 + 0.5 * Math.cos((Math.PI * away) / reach));
  });
  const sum = values.reduce((whole, value) => whole + value, 0);
  return values.map((value) => value / sum);
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
