import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { LANGUAGES, type Language } from "../kit/language.ts";
import { faultsOf } from "../kit/texts/catalogues.ts";
import { COMMON_PROBLEMS } from "../kit/texts/problems.ts";
import { PROBLEMS } from "./problems.ts";

interface Part {
  readonly TEXTS: Readonly<Record<Language, unknown>>;
  readonly ROLES?: Readonly<Record<Language, unknown>>;
  /** Paths that are rightly the same as in English. */
  readonly SAME?: Readonly<Partial<Record<Language, readonly string[]>>>;
}

/** The texts of each page, which lie in its folder, and those of signing in. */
const PARTS = import.meta.glob<Part>(["./texts.ts", "./*/texts.ts", "../account/texts.ts", "../account/*/texts.ts"], { eager: true });
const OTHERS = LANGUAGES.filter((language) => language !== "en");

describe("texts of the administration", () => {
  it("are all there for each page, none empty and none left in English", () => {
    expect(Object.keys(PARTS).length).toBeGreaterThan(2);
    const faults = Object.entries(PARTS).flatMap(([path, part]) =>
      OTHERS.flatMap((language) => faultsOf(part.TEXTS.en, part.TEXTS[language], new Set(part.SAME?.[language])).map((fault) => `${path} ${language} ${fault}`)),
    );
    expect(faults).toEqual([]);
  });

  it("are there for every refusal of the server", () => {
    const sources = ["organisation/staff/errors.py", "organisation/oversight/errors.py", "organisation/accountability/errors.py", "handover/escalation_errors.py", "handover/stop_errors.py", "handover/request_errors.py", "handover/processors.py", "services/sign_in/errors.py", "services/sign_in/provider_errors.py", "handover/two_person_errors.py"];
    const codes = sources.flatMap((source) => {
      const text = readFileSync(new URL(`../../src/earnest/${source}`, import.meta.url), "utf8");
      return [...text.matchAll(/^ {4}code = "(\w+)"/gm)].map((match) => match[1] ?? "");
    });
    expect(codes.length).toBeGreaterThan(20);
    for (const code of codes) expect({ ...COMMON_PROBLEMS.en, ...PROBLEMS.en }).toHaveProperty(code);
    for (const language of OTHERS) expect(faultsOf(PROBLEMS.en, PROBLEMS[language], new Set())).toEqual([]);
  });
});
