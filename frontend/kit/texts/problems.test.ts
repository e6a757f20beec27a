import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { Problem } from "../api/problem.ts";
import { LANGUAGES } from "../language.ts";
import { faultsOf, textsOf } from "./catalogues.ts";
import { COMMON_PROBLEMS, explain } from "./problems.ts";

describe("texts of problems", () => {
  it.each(LANGUAGES.filter((language) => language !== "en"))("are all there in %s", (language) => {
    expect(faultsOf(COMMON_PROBLEMS.en, COMMON_PROBLEMS[language], new Set())).toEqual([]);
  });

  it("name every code that the web layer of the services sends", () => {
    const source = readFileSync(new URL("../../../src/earnest/services/web/errors.py", import.meta.url), "utf8");
    const codes = [...source.matchAll(/^ {4}code = "(\w+)"/gm)].map((match) => match[1] ?? "");
    expect(codes.length).toBeGreaterThan(2);
    for (const code of codes) expect(Object.keys(COMMON_PROBLEMS.en)).toContain(code);
  });

  it("are in the reader's language also for an unexpected code", () => {
    const problem = new Problem(500, "never_heard_of", "English message.", "English remedy.");
    expect(LANGUAGES.map((language) => explain(problem, language)).filter((text) => text.includes("English"))).toEqual([]);
    expect(explain(problem, "de", { never_heard_of: "Doch." })).toBe("Doch.");
  });
});

describe("faultsOf", () => {
  const english = { page: "Page", count: (n: number) => `${n} waiting`, inner: { yes: "Yes" } };

  it("finds what is missing, empty, superfluous and left in English", () => {
    expect(faultsOf(english, { page: "Page", count: () => " ", more: "x" }, new Set())).toEqual([
      "inner.yes: missing",
      "more: not in the English texts",
      "count: empty",
      "page: still English",
    ]);
  });

  it("lets names stand", () => {
    expect(faultsOf(english, { page: "Page", count: (n: number) => `${n} warten`, inner: { yes: "Ja" } }, new Set(["page"]))).toEqual([]);
  });

  it("looks at what functions build", () => {
    expect(textsOf(english).get("count")).toBe("7 waiting");
  });
});
