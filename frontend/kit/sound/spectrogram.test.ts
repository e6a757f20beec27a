import { describe, expect, it } from "vitest";

import { spectrogramOf } from "./spectrogram.ts";

const RATE = 16_000;

function tone(hertz: number, samples: number): Int16Array {
  return Int16Array.from({ length: samples }, (_, index) => Math.round(16_000 * Math.sin((2 * Math.PI * hertz * index) / RATE)));
}

function strongestRow(values: Uint8Array, column: number, rows: number): number {
  const part = values.subarray(column * rows, (column + 1) * rows);
  return part.indexOf(Math.max(...part));
}

describe("spectrogramOf", () => {
  it("has its strongest row at the frequency of a tone", () => {
    for (const hertz of [500, 1000, 4000]) {
      const { values, rows, columns } = spectrogramOf(tone(hertz, RATE), 10);
      expect(columns).toBe(10);
      for (let column = 1; column < 9; column += 1) expect(Math.abs(strongestRow(values, column, rows) - (hertz / (RATE / 2)) * rows)).toBeLessThanOrEqual(1);
    }
  });

  it("shows when a tone changes, and nothing where there is silence", () => {
    const samples = new Int16Array(3 * RATE);
    samples.set(tone(500, RATE), 0);
    samples.set(tone(3000, RATE), 2 * RATE);
    const { values, rows } = spectrogramOf(samples, 30);
    expect(strongestRow(values, 4, rows)).toBe(8);
    expect(strongestRow(values, 25, rows)).toBe(48);
    expect(Math.max(...values.subarray(15 * rows, 16 * rows))).toBe(0);
  });
});
