/** Hears one wake word in a stream of sound, as `pymicro-wakeword` does: the mean of the last probabilities passes a threshold. */
import { CHANNELS, STEP, WakeFeatures } from "./features.ts";
import { Interpreter } from "./interpreter.ts";
import { ModelUnusable, withinFile } from "./model_file.ts";

/** A wake word as it is offered. */
export interface WakeModel {
  readonly file: ArrayBuffer;
  /** From 0 to 1; by its maker. */
  readonly threshold: number;
  /** How many probabilities are averaged. */
  readonly window: number;
}

export class WakeDetector {
  readonly #features = new WakeFeatures();
  readonly #interpreter: Interpreter;
  readonly #threshold: number;
  readonly #window: number;
  readonly #input: Int8Array;
  readonly #probabilities: number[] = [];
  readonly #step = new Int16Array(STEP);
  #filled = 0;
  #rows = 0;

  /** @throws ModelUnusable */
  constructor({ file, threshold, window }: WakeModel) {
    this.#interpreter = withinFile(() => new Interpreter(file));
    const [batch = 0, rows = 0, channels = 0] = this.#interpreter.inputShape;
    if (batch !== 1 || rows < 1 || channels !== CHANNELS) throw new ModelUnusable("it hears other features");
    this.#input = new Int8Array(rows * channels);
    this.#threshold = threshold;
    this.#window = window;
  }

  /** Take sound in. @param samples 16 kHz. @returns whether the word was heard in it. */
  hears(samples: Int16Array): boolean {
    return this.course(samples).some((probability) => probability > this.#threshold);
  }

  /** Take sound in. @param samples 16 kHz. @returns the averaged probability wherever the model gives one. */
  course(samples: Int16Array): readonly number[] {
    const found: number[] = [];
    for (const sample of samples) {
      this.#step[this.#filled] = sample;
      this.#filled += 1;
      if (this.#filled < STEP) continue;
      this.#filled = 0;
      const row = this.#features.step(this.#step);
      const probability = row === null ? null : this.#take(row);
      if (probability !== null) found.push(probability);
    }
    return found;
  }

  /** Forget what was heard, and overwrite what is held of it. */
  reset(): void {
    this.#features.wipe();
    this.#interpreter.reset();
    this.#probabilities.length = 0;
    this.#step.fill(0);
    this.#filled = 0;
    this.#rows = 0;
  }

  #take(row: Float64Array): number | null {
    const { inputScale, inputZeroPoint } = this.#interpreter;
    row.forEach((value, channel) => {
      this.#input[this.#rows * CHANNELS + channel] = Math.max(-128, Math.min(127, Math.round(value / inputScale + inputZeroPoint)));
    });
    this.#rows += 1;
    if (this.#rows * CHANNELS < this.#input.length) return null;
    this.#rows = 0;
    this.#probabilities.push(this.#interpreter.run(this.#input));
    if (this.#probabilities.length < this.#window) return 0;
    if (this.#probabilities.length > this.#window) this.#probabilities.shift();
    return this.#probabilities.reduce((sum, probability) => sum + probability, 0) / this.#window;
  }
}
