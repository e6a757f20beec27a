import { describe, expect, it } from "vitest";

import { NotAWav, durationSeconds, peaksOf, readWav } from "./wav.ts";
import { writeWav } from "../../dev/sound.ts";

describe("readWav", () => {
  it("gives back the samples and the length", () => {
    const wav = readWav(writeWav(Int16Array.from([0, 100, -32768, 32767]), 16000));
    expect([...wav.samples]).toEqual([0, 100, -32768, 32767]);
    expect(durationSeconds(wav)).toBeCloseTo(4 / 16000, 9);
  });

  it("skips chunks that it does not know", () => {
    const plain = new Uint8Array(writeWav(Int16Array.from([7]), 16000));
    const extra = [...new TextEncoder().encode("LIST"), 3, 0, 0, 0, 1, 2, 3, 0];
    const bytes = Uint8Array.from([...plain.slice(0, 36), ...extra, ...plain.slice(36)]);
    expect([...readWav(bytes.buffer).samples]).toEqual([7]);
  });

  it("refuses what is not WAV and what is cut off", () => {
    expect(() => readWav(new ArrayBuffer(0))).toThrow(NotAWav);
    expect(() => readWav(new TextEncoder().encode("not a sound at all, just text").buffer)).toThrow(NotAWav);
    expect(() => readWav(writeWav(Int16Array.from([1, 2, 3]), 16000).slice(0, 47))).toThrow(NotAWav);
  });
});

describe("peaksOf", () => {
  it("keeps the loudest of each stretch", () => {
    const peaks = peaksOf(Int16Array.from([0, 16384, -32768, 0]), 2);
    expect([...peaks]).toEqual([0.5, 1]);
  });

  it("fills every stretch where there are fewer samples than stretches", () => {
    expect([...peaksOf(Int16Array.from([16384]), 4)]).toEqual([0.5, 0.5, 0.5, 0.5]);
  });
});
