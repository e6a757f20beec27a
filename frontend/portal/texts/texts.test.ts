import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { LANGUAGES } from "../../kit/language.ts";
import { faultsOf } from "../../kit/texts/catalogues.ts";
import { COMMON_PROBLEMS } from "../../kit/texts/problems.ts";
import { LESSONS } from "../api/records.ts";
import { TEXTS as OF_DISCLOSURES } from "../disclosures/texts.ts";
import { TEXTS as OF_HISTORY } from "../history/texts.ts";
import { TEXTS as OF_PANEL } from "../panel/texts.ts";
import { TEXTS as OF_WHEREABOUTS } from "../whereabouts/texts.ts";
import { TEXTS } from "./texts.ts";

/** Rightly the same as in English: names, and a word that German shares. */
const SAME: Readonly<Record<string, ReadonlySet<string>>> = {
  de: new Set(["sign_in.login", "household.placeholder", "details.pause", "slots.name"]),
  nl: new Set(["household.placeholder"]),
};
const OTHERS = LANGUAGES.filter((language) => language !== "en");

function source(path: string): string {
  return readFileSync(new URL(`../../../src/earnest/${path}`, import.meta.url), "utf8");
}

/** Values of an enumeration of the server's. */
function valuesOf(path: string, name: string): readonly string[] {
  const body = source(path).split(`class ${name}(StrEnum)`)[1]?.split("\n\n\n")[0] ?? "";
  return [...body.matchAll(/^ {4}[A-Z_]+ = "([\w ]+)"/gm)].map((match) => match[1] ?? "");
}

function codesOf(path: string): readonly string[] {
  return [...source(path).matchAll(/^ {4}code = "(\w+)"/gm)].map((match) => match[1] ?? "");
}

describe("texts of the portal", () => {
  it.each(OTHERS)("are all there in %s, none empty and none left in English", (language) => {
    expect(faultsOf(TEXTS.en, TEXTS[language], SAME[language] ?? new Set())).toEqual([]);
    expect(faultsOf(OF_DISCLOSURES.en, OF_DISCLOSURES[language], new Set())).toEqual([]);
    expect(faultsOf(OF_PANEL.en, OF_PANEL[language], new Set())).toEqual([]);
    expect(faultsOf(OF_WHEREABOUTS.en, OF_WHEREABOUTS[language], new Set(["employer"]))).toEqual([]);
    expect(faultsOf(OF_HISTORY.en, OF_HISTORY[language], new Set())).toEqual([]);
  });

  it("are there for every refusal of the server", () => {
    const paths = ["transparency", "consent", "customers", "household", "vault"].map((name) => `personal/${name}/errors.py`);
    const codes = [...paths, "handover/errors.py", "services/sign_in/errors.py"].flatMap(codesOf);
    expect(codes.length).toBeGreaterThan(15);
    for (const code of codes) expect({ ...COMMON_PROBLEMS.en, ...TEXTS.en.problems }).toHaveProperty(code);
  });

  it.each(LANGUAGES)("are there in %s for every code that the history shows, and no code is shown itself", (language) => {
    const { details, lesson } = TEXTS[language];
    const shown: readonly (readonly [readonly string[], (code: string) => string])[] = [
      [valuesOf("personal/sampling/rules.py", "GateReason"), details.reason],
      [valuesOf("personal/vault/records.py", "ReviewState"), details.state],
      [valuesOf("personal/consent/purposes.py", "Purpose"), details.purposes],
      [["personal/deidentification", "speech/privacy/recording"].flatMap((name) => codesOf(`${name}/errors.py`)), details.withheld],
    ];
    for (const [codes, words] of shown) {
      expect(codes.length).toBeGreaterThan(3);
      const other = words("an_unexpected_code");
      expect(other).not.toMatch(/unexpected_code|_/);
      const without = codes.filter((code) => words(code) === other && code !== "unexpected");
      expect(without).toEqual([]);
      for (const code of codes) expect(words(code)).not.toContain("_");
    }
    expect(Object.keys(lesson)).toEqual([...LESSONS]);
  });
});
