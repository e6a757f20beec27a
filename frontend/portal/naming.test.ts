import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { LANGUAGES } from "../kit/language.ts";
import { Naming, titleOf } from "./naming.ts";
import { TEXTS } from "./texts/texts.ts";

const KNOWN = [
  { name: "orderDrink", slots: [{ name: "milkKind", values: ["oat"] }] },
  { name: "order_drink", slots: [] },
  { name: "cancel_timers", slots: [] },
  { name: "set_timer", slots: [{ name: "minutes", values: [] }] },
];

/** Names of requests that the assistant understands before it has learned anything. */
function builtIn(): readonly string[] {
  const source = (path: string): string => readFileSync(new URL(`../../src/earnest/${path}`, import.meta.url), "utf8");
  const grammar = source("personal/assistant/requests.py").split("class Request(StrEnum)")[1]?.split("\n\n\n")[0] ?? "";
  const sentences = ["first", "fallback"].map((name) => source(`speech/meaning/requests/en/${name}.txt`)).join("\n");
  return [
    ...[...grammar.matchAll(/^ {4}[A-Z_]+ = "(\w+)"/gm)].map((match) => match[1] ?? ""),
    ...[...sentences.matchAll(/^\[(\w+)\]$/gm)].map((match) => match[1] ?? "").filter((name) => !name.startsWith("polite_")),
  ];
}

describe.each(LANGUAGES)("titles in %s", (language) => {
  const texts = TEXTS[language];

  it("are there for every built-in request, and none is its internal name", () => {
    expect(builtIn().length).toBeGreaterThan(15);
    for (const name of builtIn()) {
      expect(texts.intents).toHaveProperty(name);
      expect(texts.intents[name]).not.toMatch(/_|[a-z][A-Z]/);
    }
  });

  it("lead back to the very names, also where two read the same", () => {
    const naming = new Naming(KNOWN, texts.intents, texts.slots);
    const shown = naming.known.map((item) => item.name);
    expect(new Set(shown).size).toBe(KNOWN.length);
    expect(shown.map((title) => naming.intentCode(title))).toEqual(KNOWN.map((item) => item.name));
    expect(shown.join(" ")).not.toMatch(/_|orderDrink/);
    const rows = [{ name: "milkKind", value: "oat" }, { name: "minutes", value: "5" }];
    expect(naming.slotsShown(rows)[0]?.name).toBe("milk kind");
    expect(naming.slotsKept(naming.slotsShown(rows))).toEqual(rows);
  });
});

describe("names", () => {
  it("that were learned are split into words", () => {
    expect(titleOf("orderDrink", {})).toBe("order drink");
    expect(titleOf("iot_hue_lightchange", {})).toBe("iot hue lightchange");
    expect(titleOf("playTVShow2", {})).toBe("play TV show2");
  });

  it("that are new stay as they were typed", () => {
    const naming = new Naming(KNOWN, TEXTS.en.intents, TEXTS.en.slots);
    expect(naming.intentCode(" open_window ")).toBe("open_window");
    expect(naming.intentCode("CANCEL timers")).toBe("cancel_timers");
    expect(naming.intentTitle("")).toBe("");
  });
});
