import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { LANGUAGES, type Language } from "../../kit/language.ts";
import { faultsOf } from "../../kit/texts/catalogues.ts";
import { COMMON_PROBLEMS } from "../../kit/texts/problems.ts";
import { TEXTS } from "./texts.ts";

interface Part {
  readonly TEXTS: Readonly<Record<Language, unknown>>;
  /** Paths that are rightly the same as in English. */
  readonly SAME?: Readonly<Partial<Record<Language, readonly string[]>>>;
}

/** The texts of each page, which lie in its folder. */
const PARTS = import.meta.glob<Part>(["../*/texts.ts", "!./texts.ts"], { eager: true });

/** Rightly the same as in English. */
const SAME: Readonly<Record<string, ReadonlySet<string>>> = {
  de: new Set(["sign_in.name", "transcript.entity", "transcript.summary_entity", "transport.pause"]),
  nl: new Set(["transcript.summary_entity"]),
};

describe("texts of the workbench", () => {
  it.each(LANGUAGES.filter((language) => language !== "en"))("are all there in %s, none empty and none left in English", (language) => {
    expect(TEXTS[language].language).toBe(language);
    expect(faultsOf(TEXTS.en, TEXTS[language], SAME[language] ?? new Set())).toEqual([]);
  });

  it("are all there for each page, none empty and none left in English", () => {
    const faults = Object.entries(PARTS).flatMap(([path, part]) =>
      LANGUAGES.filter((language) => language !== "en").flatMap((language) =>
        faultsOf(part.TEXTS.en, part.TEXTS[language], new Set(part.SAME?.[language])).map((fault) => `${path} ${language} ${fault}`),
      ),
    );
    expect(faults).toEqual([]);
  });

  it("are there for every refusal of the server", () => {
    const sources = ["deidentified/review", "deidentified/guideline", "deidentified/campaigns", "deidentified/quality", "deidentified/quality/qualification", "deidentified/care", "deidentified/help", "deidentified/talk", "services/sign_in", "handover"].map((path) => new URL(`../../../src/earnest/${path}/errors.py`, import.meta.url));
    const codes = sources.flatMap((source) => [...readFileSync(source, "utf8").matchAll(/^ {4}code = "(\w+)"/gm)].map((match) => match[1] ?? ""));
    expect(codes.length).toBeGreaterThan(10);
    for (const code of codes) expect({ ...COMMON_PROBLEMS.en, ...TEXTS.en.problems }).toHaveProperty(code);
  });
});
