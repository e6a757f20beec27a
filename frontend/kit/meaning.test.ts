import { describe, expect, it } from "vitest";

import { filledRows, inWords, rowsFor } from "./meaning.ts";

const order = {
  name: "order",
  slots: [
    { name: "size", values: ["small"] },
    { name: "drink", values: [] },
  ],
};

describe("rowsFor", () => {
  it("offers the details of a known intent and keeps what was filled in", () => {
    expect(rowsFor(order, [{ name: "size", value: "large" }])).toEqual([
      { name: "size", value: "large" },
      { name: "drink", value: "" },
    ]);
  });

  it("takes empty offers back where the intent is another", () => {
    expect(rowsFor(undefined, [{ name: "drink", value: " " }])).toEqual([]);
  });

  it("leaves a row alone that was just added by hand", () => {
    expect(rowsFor(undefined, [{ name: "", value: "" }])).toEqual([{ name: "", value: "" }]);
  });
});

describe("filledRows", () => {
  it("leaves out what says nothing", () => {
    expect(
      filledRows([
        { name: " size ", value: " small " },
        { name: "drink", value: "" },
        { name: "", value: "tea" },
      ]),
    ).toEqual([{ name: "size", value: "small" }]);
  });
});

describe("inWords", () => {
  it("reads names of intents as people do", () => {
    expect(inWords("play_music")).toBe("play music");
  });
});
