/**
 * Listens for the wake word in this browser: frames of the microphone go in, and a yes comes out. Nothing here has a way to the server.
 * The last second is held, so that the word itself can go along with what is asked: the gateway checks it.
 */
import { WakeDetector, type WakeModel } from "./detector.ts";
import { Resampler } from "./resampling.ts";

/**
 * What is held of the time before the word was heard. The gateway's check said “meant” for 90 of 90 recordings of a wake word with a
 * second, and for 89 with 0.8 s.
 */
const HELD_SECONDS = 1;

export class WakeHearing {
  readonly #detector: WakeDetector;
  readonly #rateHertz: number;
  #resampler: Resampler;
  #chunks: Float32Array[] = [];
  #held = 0;

  /** @param rateHertz of the frames. @throws ModelUnusable */
  constructor(model: WakeModel, rateHertz: number) {
    this.#detector = new WakeDetector(model);
    this.#rateHertz = rateHertz;
    this.#resampler = new Resampler(rateHertz);
  }

  /** Take frames in. @returns whether the word is complete with them. */
  hears(frames: Float32Array): boolean {
    this.#chunks.push(frames);
    this.#held += frames.length;
    for (let first = this.#chunks[0]; first !== undefined && this.#held - first.length >= HELD_SECONDS * this.#rateHertz; first = this.#chunks[0]) {
      first.fill(0);
      this.#chunks.shift();
      this.#held -= first.length;
    }
    return this.#detector.hears(this.#resampler.take(frames));
  }

  /** The last second; it is held no longer. */
  takeHeld(): readonly Float32Array[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#held = 0;
    return chunks;
  }

  /** Forget everything that was heard, and overwrite it. */
  reset(): void {
    for (const chunk of this.takeHeld()) chunk.fill(0);
    this.#detector.reset();
    this.#resampler.wipe();
    this.#resampler = new Resampler(this.#rateHertz);
  }
}
