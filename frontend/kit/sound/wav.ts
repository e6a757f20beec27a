/** Reads 16-bit PCM WAV in memory, so that the drawing never depends on the browser's decoders (sample-exact). */

export class NotAWav extends Error {
  constructor() {
    super("The sound is not 16-bit PCM WAV.");
    this.name = "NotAWav";
  }
}

export interface Wav {
  readonly samplingRateHertz: number;
  /** Mono samples; several channels are averaged. Full scale is ±32768. */
  readonly samples: Int16Array;
}

const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;

/** @throws NotAWav where the bytes are anything else, or shorter than they say. */
export function readWav(bytes: ArrayBuffer): Wav {
  const view = new DataView(bytes);
  if (bytes.byteLength < HEADER_BYTES || tag(view, 0) !== "RIFF" || tag(view, 8) !== "WAVE") throw new NotAWav();
  let format: { channels: number; samplingRateHertz: number } | null = null;
  for (let offset = HEADER_BYTES; offset + CHUNK_HEADER_BYTES <= bytes.byteLength; ) {
    const length = view.getUint32(offset + 4, true);
    const start = offset + CHUNK_HEADER_BYTES;
    if (tag(view, offset) === "fmt " && start + 16 <= bytes.byteLength) {
      if (view.getUint16(start + 14, true) !== 16) throw new NotAWav();
      format = { channels: view.getUint16(start + 2, true), samplingRateHertz: view.getUint32(start + 4, true) };
    }
    if (tag(view, offset) === "data" && format !== null) {
      if (format.channels < 1 || format.samplingRateHertz < 1 || start + length > bytes.byteLength) throw new NotAWav();
      return { samplingRateHertz: format.samplingRateHertz, samples: mono(view, start, length, format.channels) };
    }
    offset = start + length + (length % 2);
  }
  throw new NotAWav();
}

export function durationSeconds(wav: Wav): number {
  return wav.samples.length / wav.samplingRateHertz;
}

/** Loudest magnitude in each of `count` equal stretches, 0 to 1. */
export function peaksOf(samples: Int16Array, count: number): Float32Array<ArrayBuffer> {
  const peaks = new Float32Array(count);
  for (let index = 0; index < count; index += 1) {
    const first = Math.floor((index * samples.length) / count);
    const end = Math.max(first + 1, Math.floor(((index + 1) * samples.length) / count));
    let loudest = 0;
    for (let sample = first; sample < end && sample < samples.length; sample += 1) {
      loudest = Math.max(loudest, Math.abs(samples[sample] ?? 0));
    }
    peaks[index] = loudest / 32768;
  }
  return peaks;
}

function mono(view: DataView, start: number, length: number, channels: number): Int16Array {
  const samples = new Int16Array(Math.floor(length / (2 * channels)));
  for (let index = 0; index < samples.length; index += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += view.getInt16(start + 2 * (index * channels + channel), true);
    samples[index] = Math.round(sum / channels);
  }
  return samples;
}

function tag(view: DataView, offset: number): string {
  return String.fromCharCode(view.getUint8(offset), view.getUint8(offset + 1), view.getUint8(offset + 2), view.getUint8(offset + 3));
}
