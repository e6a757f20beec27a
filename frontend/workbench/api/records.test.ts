import { describe, expect, it } from "vitest";

import { parseLease } from "./records.ts";

function strengthOf(strength: unknown): string {
  const lease = {
    lease_id: "one",
    expires_at: "2026-01-01T00:00:00Z",
    language: "en",
    region: "GB",
    day_part: "morning",
    wake_word: null,
    words: [],
    prefill: true,
    verify: false,
    disguise: { profile: "warped", strength, wrong_in_hundred: null },
    duration_milliseconds: 2000,
    played_milliseconds: 0,
    distressing: false,
    warnings: [],
    draft: null,
    sound_address: "/api/sounds/abc_-1",
  };
  return parseLease(lease).disguise.strength;
}

describe("parseLease", () => {
  it("takes the strength as measured, and anything unknown for cosmetic (AU2)", () => {
    expect(["cosmetic", "intermediate", "strong"].map(strengthOf)).toEqual(["cosmetic", "intermediate", "strong"]);
    expect(["very strong", "", "STRONG"].map(strengthOf)).toEqual(["cosmetic", "cosmetic", "cosmetic"]);
  });
});
