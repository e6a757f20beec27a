import { describe, expect, it } from "vitest";

import type { ShownWord } from "../api/records.ts";
import { alternativesOf, around, timesOf } from "./word_times.ts";

const word = (text: string, start: number, end: number, concealed: string | null = null): ShownWord => ({
  text,
  startMilliseconds: start,
  endMilliseconds: end,
  posterior: 0.9,
  concealed,
    alternatives: [],
});
const HEARD = [word("play", 100, 400), word("tailor", 500, 900), word("swift", 1000, 1400), word("[name]", 1500, 2000, "given_name"), word("please", 2100, 2500)];

describe("timesOf", () => {
  it("gives words that were heard the time at which they were heard, whatever their case", () => {
    expect(timesOf(["Play", "tailor", "swift,", "_", "please"], HEARD, 3)[2]).toEqual({ start: 1, end: 1.4 });
  });

  it("gives a corrected word the time between its neighbours", () => {
    expect(timesOf(["play", "taylor", "swift", "_", "please"], HEARD, 3)[1]).toEqual({ start: 0.4, end: 1 });
  });

  it("shares the time between two words that were heard among those between them, by length", () => {
    const times = timesOf(["play", "aa", "aaaa", "swift"], HEARD, 3);
    expect(times[1]?.start).toBeCloseTo(0.4);
    expect(times[1]?.end).toBeCloseTo(0.6);
    expect(times[2]?.end).toBeCloseTo(1);
  });

  it("shares the whole sound where nothing was heard, and finds the beep where only that is known", () => {
    expect(timesOf(["a", "b"], [], 2)).toEqual([
      { start: 0, end: 1 },
      { start: 1, end: 2 },
    ]);
    expect(timesOf(["call", "_"], [word("[name]", 1500, 2000, "given_name")], 3)[1]).toEqual({ start: 1.5, end: 2 });
  });
});

describe("around", () => {
  it("reaches a little before and after, and never outside the sound", () => {
    const times = timesOf(["play", "tailor"], HEARD, 1);
    expect(around(times, 0, 0, 1)?.start).toBe(0);
    expect(around(times, 0, 1, 1)?.end).toBe(1);
    expect(around(times, 5, 5, 1)).toBeNull();
  });
});

describe("alternativesOf", () => {
  const heard = [word("play", 100, 400), { ...word("tailor", 500, 900), alternatives: ["taylor", "Tailor"] }, word("swift", 1000, 1400)];

  it("gives what the recogniser thought of, without the word itself", () => {
    expect(alternativesOf(["play", "tailor", "swift"], 1, heard)).toEqual(["taylor"]);
    expect(alternativesOf(["play", "tyler", "swift"], 1, heard)).toEqual(["taylor", "Tailor"]);
  });

  it("finds the word by its letters where others were added before it, and gives nothing for a word of one's own", () => {
    expect(alternativesOf(["please", "play", "tailor", "swift"], 2, heard)).toEqual(["taylor"]);
    expect(alternativesOf(["please", "play", "tailor", "swift"], 0, heard)).toEqual([]);
    expect(alternativesOf([], 0, heard)).toEqual([]);
  });
});
