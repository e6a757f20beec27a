/** Runs where the browser processes sound: hands on what the microphone gives, one channel, and keeps nothing. */

/** About a hundredth of a second of 48 kHz; the messages are few, and little is lost when listening ends. */
const FRAMES_PER_MESSAGE = 512;

declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

class Capture extends AudioWorkletProcessor {
  #chunk = new Float32Array(FRAMES_PER_MESSAGE);
  #filled = 0;

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    const channel = inputs[0]?.[0];
    if (channel === undefined) return true;
    for (const sample of channel) {
      this.#chunk[this.#filled] = sample;
      this.#filled += 1;
      if (this.#filled === FRAMES_PER_MESSAGE) {
        this.port.postMessage(this.#chunk, [this.#chunk.buffer]);
        this.#chunk = new Float32Array(FRAMES_PER_MESSAGE);
        this.#filled = 0;
      }
    }
    return true;
  }
}

registerProcessor("capture", Capture);
