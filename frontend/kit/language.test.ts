import { describe, expect, it } from "vitest";

import { chooseLanguage } from "./language.ts";

describe("chooseLanguage", () => {
  it("takes the first wish that we can write in", () => {
    expect(chooseLanguage(["fr", "de-AT", "en"])).toBe("de");
    expect(chooseLanguage(["en-GB", "de"])).toBe("en");
  });

  it("falls back to English", () => {
    expect(chooseLanguage(["nl"])).toBe("en");
    expect(chooseLanguage([])).toBe("en");
  });
});
