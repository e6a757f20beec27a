import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

type Colours = ReadonlyMap<string, string>;

const source = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");
const [lightSource = "", darkSource = ""] = source.split("@media (prefers-color-scheme: dark)");
const light = coloursOf(lightSource);
const dark: Colours = new Map([...light, ...coloursOf(darkSource)]);

function coloursOf(css: string): Colours {
  return new Map([...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}

/** Relative luminance (WCAG 2.2), 0 to 1. */
function luminance(colour: string): number {
  const parts = [1, 3, 5].map((start) => {
    const part = parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0);
}

function contrast(colours: Colours, one: string, other: string): number {
  const [darker = 0, lighter = 0] = [one, other].map((name) => luminance(colours.get(name) ?? "#000000")).sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const GROUNDS = ["paper", "surface", "sunken"] as const;
const TEXT_ON: readonly (readonly [string, readonly string[]])[] = [
  ["ink", [...GROUNDS, "accent-wash", "warn-wash", "danger-wash"]],
  ["ink-soft", [...GROUNDS, "accent-wash", "warn-wash", "danger-wash"]],
  ["accent", [...GROUNDS, "accent-wash"]],
  ["accent-strong", [...GROUNDS, "accent-wash"]],
  ["warn", [...GROUNDS, "warn-wash"]],
  ["danger", [...GROUNDS, "danger-wash"]],
  ["on-accent", ["accent", "accent-strong"]],
  ["on-danger", ["danger", "danger-strong"]],
  ["paper", ["ink"]],
];
/** Borders of what can be used, and pictures that carry meaning (WCAG 1.4.11). */
const SHAPE_ON: readonly (readonly [string, readonly string[]])[] = [
  ["line-strong", GROUNDS],
  ["wave", GROUNDS],
  ["wave-heard", GROUNDS],
  ["accent", GROUNDS],
];

describe.each([
  ["light", light],
  ["dark", dark],
])("WK5: contrast of colours (%s)", (_name, colours) => {
  it.each(TEXT_ON.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))("text %s on %s is at least 4.5 : 1", (text, ground) => {
    expect(colours.has(text) && colours.has(ground)).toBe(true);
    expect(contrast(colours, text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SHAPE_ON.flatMap(([shape, grounds]) => grounds.map((ground) => [shape, ground] as const)))("%s on %s is at least 3 : 1", (shape, ground) => {
    expect(colours.has(shape) && colours.has(ground)).toBe(true);
    expect(contrast(colours, shape, ground)).toBeGreaterThanOrEqual(3);
  });
});
