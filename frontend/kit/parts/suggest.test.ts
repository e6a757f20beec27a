import { describe, expect, it } from "vitest";

import { suggest } from "./suggest.ts";

describe("suggest", () => {
  const choices = ["play_music", "order_coffee", "stop_music", "coffee_status"];

  it("offers everything before anything is typed", () => {
    expect(suggest("", choices)).toEqual(choices);
  });

  it("puts beginnings first, then words inside", () => {
    expect(suggest("coffee", choices)).toEqual(["coffee_status", "order_coffee"]);
    expect(suggest("order c", choices)).toEqual(["order_coffee"]);
  });

  it("offers nothing where nothing fits", () => {
    expect(suggest("weather", choices)).toEqual([]);
  });
});
