import { expect, test } from "vitest";

import { countriesIn } from "./countries.ts";

test("countries have their names in the language of the page, in the order of the names, each once", () => {
  const german = countriesIn("de");
  expect(german.find((one) => one.code === "NL")?.name).toBe("Niederlande");
  expect(german.findIndex((one) => one.code === "AT")).toBeLessThan(german.findIndex((one) => one.code === "ZW"));
  expect(german.findIndex((one) => one.code === "AT")).toBeGreaterThan(german.findIndex((one) => one.code === "EG"));
  expect(new Set(german.map((one) => one.name)).size).toBe(german.length);
});

test("unions, the unknown region and codes of countries that are no more are none", () => {
  const codes = countriesIn("en").map((one) => one.code);
  for (const code of ["EU", "UN", "ZZ", "DD", "YU"]) expect(codes).not.toContain(code);
  expect(codes.length).toBeGreaterThan(240);
});
