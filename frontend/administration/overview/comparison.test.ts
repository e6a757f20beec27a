import { describe, expect, it } from "vitest";

import { FEWEST, compare } from "./comparison.ts";

describe("a count beside that of the days before", () => {
  it("is fewer, more or the same by a share of the count before", () => {
    expect(compare(88, 100)).toEqual({ how: "fewer", share: 0.12 });
    expect(compare(150, 100)).toEqual({ how: "more", share: 0.5 });
    expect(compare(0, 100)).toEqual({ how: "fewer", share: 1 });
    expect(compare(100, 100)).toEqual({ how: "same" });
  });

  it("is not compared with too few, and nothing with nothing is said as such", () => {
    expect(compare(500, FEWEST - 1)).toEqual({ how: "few" });
    expect(compare(3, 0)).toEqual({ how: "few" });
    expect(compare(0, 0)).toEqual({ how: "none" });
    expect(compare(0, 0, 7)).toEqual({ how: "today" });
    expect(compare(FEWEST, FEWEST)).toEqual({ how: "same" });
  });
});
