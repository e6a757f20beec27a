import { expect, test } from "vitest";

import { editOf, isEmpty } from "./names.ts";

test("only what was changed is sent", () => {
  expect(editOf(["Anna", "Ben"], "Ben\nCarla\n")).toEqual({ added: ["Carla"], removed: ["Anna"] });
  expect(editOf(["Anna", "Ben"], "")).toEqual({ added: [], removed: ["Anna", "Ben"] });
});

test("blank lines, needless spaces and another order are no change", () => {
  expect(isEmpty(editOf(["Anna Maria", "Zoë"], "\n  Zoe\u0308 \n Anna   Maria\n"))).toBe(true);
  expect(isEmpty(editOf(["Anna"], "anna"))).toBe(false);
});
