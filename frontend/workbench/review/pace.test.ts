import { describe, expect, it } from "vitest";

import { Pace } from "./pace.ts";

const SECOND = 1_000;

/** So many clips, one after another, each taking so long. @returns when the last was done. */
function work(pace: Pace, clips: number, milliseconds: number, from = 0): number {
  pace.go(from);
  for (let clip = 1; clip <= clips; clip += 1) pace.done(from + clip * milliseconds);
  return from + clips * milliseconds;
}

describe("Pace", () => {
  it("says nothing of a few short clips", () => {
    const pace = new Pace();
    work(pace, 9, 40 * SECOND);
    expect(pace.clipsAnHour).toBeNull();
    const quick = new Pace();
    work(quick, 12, 3 * SECOND);
    expect(quick.clipsAnHour).toBeNull();
  });

  it("counts clips an hour once there are enough", () => {
    const pace = new Pace();
    work(pace, 20, 18 * SECOND);
    expect(pace.clipsAnHour).toBe(200);
  });

  it("leaves out when nothing waited or the page was hidden, and counts a long pause as a short one", () => {
    const pace = new Pace();
    const end = work(pace, 20, 18 * SECOND);
    pace.rest(end);
    const again = work(pace, 20, 18 * SECOND, end + 10_000 * SECOND);
    expect(pace.clipsAnHour).toBe(200);
    pace.done(again + 10_000 * SECOND);
    expect(pace.clipsAnHour).toBe(Math.round((41 * 3_600) / (40 * 18 + 180)));
  });
});
