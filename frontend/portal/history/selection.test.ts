import { describe, expect, it } from "vitest";

import { Selection } from "./selection.svelte.ts";

const ORDER = ["a", "b", "c", "d", "e"];

describe("selection", () => {
  it("goes from the last one touched to this one, in both directions", () => {
    const selection = new Selection();
    selection.toggle("d");
    selection.extend("b", ORDER);
    expect(selection.all.toSorted()).toEqual(["b", "c", "d"]);
    selection.toggle("e");
    expect(selection.all.toSorted()).toEqual(["b", "c", "d", "e"]);
  });

  it("leaves a row of them out where the first of it was left out", () => {
    const selection = new Selection();
    selection.setAll(ORDER, true);
    selection.toggle("b");
    selection.extend("d", ORDER);
    expect(selection.all).toEqual(["a", "e"]);
  });

  it("takes only this one where nothing was touched, or what was touched is not shown any more", () => {
    const selection = new Selection();
    selection.extend("c", ORDER);
    expect(selection.all).toEqual(["c"]);
    selection.extend("e", ["d", "e"]);
    expect(selection.all).toEqual(["c", "e"]);
  });

  it("forgets what is gone", () => {
    const selection = new Selection();
    selection.setAll(["a", "b"], true);
    selection.keepOnly(new Set(["b", "c"]));
    expect(selection.all).toEqual(["b"]);
  });
});
