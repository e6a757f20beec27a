import { describe, expect, it } from "vitest";

import { Pace } from "./pace.ts";

describe("Pace", () => {
  const at = (seconds: number): Date => new Date(seconds * 1000);

  it("says nothing before it can tell", () => {
    const pace = new Pace();
    pace.done(at(0), at(18));
    expect(pace.clipsAnHour).toBeNull();
  });

  it("counts clips an hour and forgives a pause", () => {
    const pace = new Pace();
    pace.done(at(0), at(18));
    pace.done(at(18), at(36));
    pace.done(at(36), at(54));
    expect(pace.clipsAnHour).toBe(200);
    pace.done(at(54), at(10_000));
    expect(pace.clipsAnHour).toBe(Math.round((4 * 3600) / (54 + 180)));
  });
});
