import { describe, expect, it } from "vitest";

import { LANGUAGES, LANGUAGE_NAMES, chooseLanguage, dataSize, languageCookie, quoted, rememberedLanguage } from "./language.ts";

describe("chooseLanguage", () => {
  it("takes the first wish that we can write in", () => {
    expect(chooseLanguage(["fr", "de-AT", "en"])).toBe("de");
    expect(chooseLanguage(["en-GB", "de"])).toBe("en");
    expect(chooseLanguage(["nl-BE"])).toBe("nl");
  });

  it("falls back to English", () => {
    expect(chooseLanguage(["fr"])).toBe("en");
    expect(chooseLanguage([])).toBe("en");
  });

  it("offers only what a page is written in", () => {
    expect(chooseLanguage(["nl", "de"], ["en", "de"])).toBe("de");
  });
});

describe("the chosen language", () => {
  it("is found again among other cookies", () => {
    for (const language of LANGUAGES) {
      const [pair] = languageCookie(language, true).split(";");
      expect(rememberedLanguage(`other=1; ${pair ?? ""}; more=de`)).toBe(language);
    }
  });

  it("is nothing where none was chosen, or where the cookie holds something else", () => {
    expect(rememberedLanguage("")).toBeNull();
    expect(rememberedLanguage("earnest_language=xx")).toBeNull();
    expect(rememberedLanguage("not_earnest_language=de")).toBeNull();
  });

  it("is named in its own words", () => {
    expect(new Set(Object.values(LANGUAGE_NAMES)).size).toBe(LANGUAGES.length);
  });
});

describe("what is shown in the language of the page", () => {
  it("puts what was said between its quotation marks", () => {
    expect([quoted("ja", "en"), quoted("ja", "de"), quoted("ja", "nl")]).toEqual(["“ja”", "„ja“", "“ja”"]);
  });

  it("never says of what is there that it is nothing", () => {
    expect([0, 1, 96_400, 1_250_000, 12_400_000].map((bytes) => dataSize(bytes, "de"))).toEqual(["0 kB", "1 kB", "96 kB", "1,3 MB", "12 MB"]);
  });
});
