import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { LANGUAGES } from "../../kit/language.ts";
import { TEXTS } from "./texts.ts";

describe("the answer to an authority", () => {
  it("names each place of storing in the language of the page", () => {
    const source = readFileSync(new URL("../../../src/earnest/organisation/accountability/authority.py", import.meta.url), "utf8");
    const stores = [...(/_STORES = \{([^}]+)\}/.exec(source)?.[1] ?? "").matchAll(/": "([^"]+)"/g)].map((match) => match[1] ?? "");
    const others = [/_STORES\.get\([^"]*"([^"]+)"/, /database="([^"]+)"/, /database=.* else "([^"]+)"/].map((pattern) => pattern.exec(source)?.[1] ?? "");
    const said = [...stores, ...others];
    expect(said).toHaveLength(7);
    for (const language of LANGUAGES) for (const place of said) expect(TEXTS[language].places).toHaveProperty([place]);
  });
});
