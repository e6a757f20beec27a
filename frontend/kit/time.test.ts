import { describe, expect, it } from "vitest";

import { Clockface } from "./time.ts";

describe("Clockface", () => {
  const instant = new Date("2025-03-01T23:30:00Z");

  it("shows the viewer's zone, not the server's", () => {
    expect(new Clockface("en-GB", "Europe/Berlin").moment(instant)).toBe("2 March 2025 at 00:30");
    expect(new Clockface("en-GB", "America/New_York").time(instant)).toBe("18:30");
    expect(new Clockface("de", "Europe/Berlin").date(instant)).toBe("2. März 2025");
    expect(new Clockface("en-GB", "Europe/Berlin").shortDate(instant)).toBe("2 Mar");
  });

  it("writes lengths with the language's own sign", () => {
    expect(new Clockface("en-GB").seconds(3420)).toBe("3.4 s");
    expect(new Clockface("de").seconds(3420)).toBe("3,4 s");
  });

  it("writes longer lengths in the largest unit of which there are two", () => {
    const clockface = new Clockface("en-GB");
    expect([1, 119, 120, 3_600, 7_200].map((seconds) => clockface.duration(seconds))).toEqual(["1 second", "119 seconds", "2 minutes", "60 minutes", "2 hours"]);
    expect(new Clockface("nl").duration(900)).toBe("15 minuten");
  });
});
