import { describe, expect, it } from "vitest";

import { Fields, parseText } from "./fields.ts";
import { UnexpectedAnswer } from "./problem.ts";

describe("Fields", () => {
  const fields = new Fields({ text: "a", number: 2, flag: true, nothing: null, list: ["x"], slots: { size: "small" }, rows: [{ name: "size", value: "small" }], at: "2025-03-01T10:00:00Z" });

  it("gives what is promised", () => {
    expect(fields.text("text")).toBe("a");
    expect(fields.number("number")).toBe(2);
    expect(fields.flag("flag")).toBe(true);
    expect(fields.textOr("nothing", null)).toBeNull();
    expect(fields.list("list", parseText)).toEqual(["x"]);
    expect(fields.slots("slots")).toEqual([{ name: "size", value: "small" }]);
    expect(fields.slots("rows")).toEqual(fields.slots("slots"));
    expect(fields.instant("at").getTime()).toBe(Date.UTC(2025, 2, 1, 10));
  });

  it("refuses what is not, and names the field, never its value", () => {
    expect(() => fields.text("number")).toThrow(UnexpectedAnswer);
    expect(() => fields.number("absent")).toThrow("absent");
    expect(() => fields.list("text", parseText)).toThrow(UnexpectedAnswer);
    expect(() => fields.instant("text")).toThrow(UnexpectedAnswer);
    expect(() => new Fields([])).toThrow(UnexpectedAnswer);
  });
});
