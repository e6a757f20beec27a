/** Writes WAV files for trials: never part of a page. */

const HEADER_BYTES = 44;

/** @param samples mono, 16 bits. */
export function writeWav(samples: Int16Array, samplingRateHertz: number): ArrayBuffer {
  const bytes = new ArrayBuffer(HEADER_BYTES + samples.length * 2);
  const view = new DataView(bytes);
  const text = (offset: number, letters: string): void =>
    new TextEncoder().encode(letters).forEach((byte, index) => view.setUint8(offset + index, byte));
  text(0, "RIFF");
  view.setUint32(4, bytes.byteLength - 8, true);
  text(8, "WAVE");
  text(12, "fmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, samplingRateHertz, true);
  view.setUint32(28, samplingRateHertz * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, index) => view.setInt16(HEADER_BYTES + 2 * index, sample, true));
  return bytes;
}

/** A hum with the rhythm of speech: one swell for each word. */
export function hum(words: readonly { start: number; end: number; beep: boolean }[], durationMilliseconds: number): ArrayBuffer {
  const samplingRateHertz = 16000;
  const samples = new Int16Array(Math.round((durationMilliseconds / 1000) * samplingRateHertz));
  for (const { start, end, beep } of words) {
    const first = Math.round((start / 1000) * samplingRateHertz);
    const length = Math.round(((end - start) / 1000) * samplingRateHertz);
    for (let index = 0; index < length; index += 1) {
      const time = index / samplingRateHertz;
      const swell = Math.sin((Math.PI * index) / length) * (0.55 + 0.45 * Math.sin(2 * Math.PI * 7 * time));
      const voice = [1, 2, 3, 4, 5].reduce((sum, harmonic) => sum + Math.sin(2 * Math.PI * 130 * harmonic * time) / harmonic, 0) / 2;
      samples[first + index] = Math.round(9000 * (beep ? Math.sin(2 * Math.PI * 1000 * time) * 0.5 : swell * voice));
    }
  }
  return writeWav(samples, samplingRateHertz);
}
