import { describe, expect, it } from "vitest";

import { actionFor, chordOf, printed, remapped, typesCharacter, undoing } from "./keys.ts";

function press(code: string, held: Partial<Record<"ctrlKey" | "altKey" | "shiftKey" | "metaKey", boolean>> = {}): Parameters<typeof chordOf>[0] {
  return { code, key: "", ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...held };
}

describe("chords", () => {
  it("name the place of the key, whatever the layout prints there", () => {
    expect(chordOf(press("KeyR", { altKey: true }))).toBe("Alt+R");
    expect(chordOf(press("Enter", { ctrlKey: true, shiftKey: true }))).toBe("Ctrl+Shift+Enter");
    expect(chordOf(press("NumpadEnter", { ctrlKey: true }))).toBe("Ctrl+Enter");
    expect(chordOf(press("AltLeft", { altKey: true }))).toBeNull();
  });

  it("know which of them type", () => {
    expect(typesCharacter("Space")).toBe(true);
    expect(typesCharacter("Shift+Slash")).toBe(true);
    expect(typesCharacter("Alt+R")).toBe(false);
    expect(typesCharacter("F1")).toBe(false);
  });

  it("are printed as on the keyboard", () => {
    expect(printed("Alt+Comma")).toEqual(["Alt", ","]);
    expect(printed("Ctrl+Space", "de")).toEqual(["Strg", "Leertaste"]);
    expect(printed("Alt+Equal", "nl")).toEqual(["Alt", "="]);
  });

  it("stand in other places on a German keyboard, but for what goes by its letter", () => {
    expect(printed("Alt+Z", "de")).toEqual(["Alt", "Y"]);
    expect(printed("Alt+BracketRight", "de")).toEqual(["Alt", "+"]);
    expect(printed("Ctrl+Z", "de", true)).toEqual(["Strg", "Z"]);
  });

  it("undo by the letter that is printed, so that Ctrl+Z is Ctrl+Z on a German keyboard too", () => {
    expect(undoing({ ...press("KeyY", { ctrlKey: true }), key: "z" })).toBe("undo");
    expect(undoing({ ...press("KeyZ", { ctrlKey: true, shiftKey: true }), key: "Z" })).toBe("redo");
    expect(undoing({ ...press("KeyZ", { ctrlKey: true }), key: "y" })).toBe("redo");
    expect(undoing({ ...press("KeyZ"), key: "z" })).toBeNull();
  });
});

describe("remapped", () => {
  const keymap = { play: "Ctrl+Space", back: "Ctrl+B" } as const;

  it("moves an action to a free chord", () => {
    const next = remapped<"play" | "back">(keymap, "play", "F2");
    expect(actionFor(next, "F2")).toBe("play");
    expect(actionFor(next, "Ctrl+Space")).toBeNull();
  });

  it("changes places instead of losing an action", () => {
    expect(remapped<"play" | "back">(keymap, "play", "Ctrl+B")).toEqual({ play: "Ctrl+B", back: "Ctrl+Space" });
  });
});
