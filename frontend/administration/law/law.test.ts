import { describe, expect, it } from "vitest";

import { type Law, type Obligation, beginsSoon } from "./law.ts";

function law(today: string, ...obligations: (Pick<Obligation, "name" | "appliesFrom"> & Partial<Obligation>)[]): Law {
  const rest = { article: "", asks: "", later: [], note: "", source: "", shownBy: [], organisation: "", statement: null };
  return { knownOn: new Date(today), today: new Date(today), answerable: {}, obligations: obligations.map((one) => ({ ...rest, ...one })) };
}

describe("beginsSoon", () => {
  it("tells a later day of an obligation that applies already, and whom it is for", () => {
    const mark = { name: "mark", appliesFrom: new Date("2026-08-02"), later: [{ day: new Date("2026-12-02"), whom: "older systems" }] };
    const next = { name: "next", appliesFrom: new Date("2026-12-01") };
    const far = { name: "far", appliesFrom: new Date("2027-08-02") };
    const unknown = { name: "unknown", appliesFrom: null };
    const soon = beginsSoon(law("2026-11-30", mark, far, unknown, next), 180);
    expect(soon.map((one) => [one.name, one.whom])).toEqual([
      ["next", ""],
      ["mark", "older systems"],
    ]);
  });

  it("tells nothing of a day that has come", () => {
    expect(beginsSoon(law("2026-12-02", { name: "mark", appliesFrom: new Date("2026-12-02") }), 180)).toEqual([]);
  });
});
