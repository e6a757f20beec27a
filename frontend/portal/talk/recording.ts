/** What was recorded: gathered while a person speaks, sent as a WAV file of 16 kHz, 16 bits and one channel. */

export const SENT_RATE_HERTZ = 16_000;
const HEADER_BYTES = 44;
/** Under this, as a share of full scale, a microphone gives nothing at all: switched off at its side, or unplugged. */
const SILENCE = 1e-4;

export class Recording {
  readonly rateHertz: number;
  readonly #longest: number;
  readonly #chunks: Float32Array[] = [];
  #frames = 0;
  #loudest = 0;

  /** @param rateHertz of the frames. @param longestSeconds at which it is full. */
  constructor(rateHertz: number, longestSeconds: number) {
    this.rateHertz = rateHertz;
    this.#longest = Math.floor(longestSeconds * rateHertz);
  }

  get seconds(): number {
    return this.#frames / this.rateHertz;
  }

  get full(): boolean {
    return this.#frames >= this.#longest;
  }

  /** Whether there was no sound at all, not even that of a quiet room. */
  get silent(): boolean {
    return this.#loudest < SILENCE;
  }

  /** Take frames in; what is over the limit is left out. */
  add(frames: Float32Array): void {
    const taken = frames.subarray(0, Math.max(0, this.#longest - this.#frames));
    if (taken.length === 0) return;
    this.#chunks.push(taken);
    this.#frames += taken.length;
    for (const sample of taken) this.#loudest = Math.max(this.#loudest, Math.abs(sample));
  }

  /** All frames in one piece. */
  whole(): Float32Array<ArrayBuffer> {
    const whole = new Float32Array(this.#frames);
    let filled = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, filled);
      filled += chunk.length;
    }
    return whole;
  }

  /** Overwrite what was recorded, so that nothing of it is left in the page. */
  wipe(): void {
    for (const chunk of this.#chunks) chunk.fill(0);
    this.#chunks.length = 0;
    this.#frames = 0;
  }
}

/** The recording as a file; the browser's own resampler brings it to 16 kHz. */
export async function encode(recording: Recording): Promise<Blob> {
  const whole = recording.whole();
  const length = Math.max(1, Math.ceil((whole.length * SENT_RATE_HERTZ) / recording.rateHertz));
  const offline = new OfflineAudioContext(1, length, SENT_RATE_HERTZ);
  const buffer = offline.createBuffer(1, Math.max(1, whole.length), recording.rateHertz);
  buffer.copyToChannel(whole, 0);
  const source = new AudioBufferSourceNode(offline, { buffer });
  source.connect(offline.destination);
  source.start();
  const rendered = await offline.startRendering();
  return new Blob([wavOf(rendered.getChannelData(0))], { type: "audio/wav" });
}

/** @param samples −1 to 1, 16 kHz; what is louder is cut. */
export function wavOf(samples: Float32Array): ArrayBuffer {
  const bytes = new ArrayBuffer(HEADER_BYTES + 2 * samples.length);
  const view = new DataView(bytes);
  tag(view, 0, "RIFF");
  view.setUint32(4, bytes.byteLength - 8, true);
  tag(view, 8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SENT_RATE_HERTZ, true);
  view.setUint32(28, 2 * SENT_RATE_HERTZ, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  tag(view, 36, "data");
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, index) => {
    const cut = Math.max(-1, Math.min(1, sample));
    view.setInt16(HEADER_BYTES + 2 * index, Math.round(cut * 32_767), true);
  });
  return bytes;
}

function tag(view: DataView, offset: number, text: string): void {
  for (let index = 0; index < text.length; index += 1) view.setUint8(offset + index, text.charCodeAt(index));
}
