import { describe, expect, it } from "vitest";

import { History, type Written, placeOfChange } from "./history.ts";

const EMPTY: Written = { verdict: null, transcript: "", intent: "", slots: [], unclear: [], entities: [], answer: null };
const artist = { firstWord: 0, lastWord: 0, type: "musical artist", link: null };

/** Type into the transcript one letter each 50 ms, from a moment on. */
function type(history: History, from: Written, text: string, at: number): Written {
  let written = from;
  Array.from(text).forEach((letter, index) => {
    written = { ...written, transcript: written.transcript + letter };
    history.note(written, at + index * 50);
  });
  return written;
}

describe("History", () => {
  it("undoes a mark and leaves the text that was typed before it", () => {
    const history = new History(EMPTY);
    const typed = type(history, EMPTY, "taylor", 0);
    history.note({ ...typed, entities: [artist] }, 400);
    expect(history.undo()).toEqual(typed);
    expect(history.redo()).toEqual({ ...typed, entities: [artist] });
  });

  it("undoes word by word what was typed in one go", () => {
    const history = new History(EMPTY);
    type(history, EMPTY, "play taylor", 0);
    expect(history.undo()?.transcript).toBe("play ");
    expect(history.undo()?.transcript).toBe("");
    expect(history.undo()).toBeNull();
  });

  it("takes a pause for the end of a step", () => {
    const history = new History(EMPTY);
    const first = type(history, EMPTY, "pla", 0);
    type(history, first, "y", 5_000);
    expect(history.undo()?.transcript).toBe("pla");
  });

  it("holds verdict, intent, details and unclear words on the same stack, in the order of doing", () => {
    const history = new History(EMPTY);
    const steps: readonly Partial<Written>[] = [
      { verdict: "said" },
      { transcript: "one large latte" },
      { unclear: [1] },
      { intent: "order" },
      { slots: [{ name: "size", value: "large" }] },
      { entities: [artist] },
    ];
    const states = steps.reduce<Written[]>((done, step) => [...done, { ...(done.at(-1) ?? EMPTY), ...step }], []);
    states.forEach((state, index) => history.note(state, index * 10));
    for (const state of [...states].reverse().slice(1)) expect(history.undo()).toEqual(state);
    expect(history.undo()).toEqual(EMPTY);
    for (const state of states) expect(history.redo()).toEqual(state);
  });

  it("forgets what was undone once something else is written", () => {
    const history = new History(EMPTY);
    history.note({ ...EMPTY, intent: "order" }, 0);
    history.undo();
    history.note({ ...EMPTY, verdict: "said" }, 10);
    expect(history.redo()).toBeNull();
  });

  it("takes no step where nothing changed", () => {
    const history = new History(EMPTY);
    history.note({ ...EMPTY }, 0);
    expect(history.undo()).toBeNull();
  });
});

describe("placeOfChange", () => {
  it("is behind what differs", () => {
    expect(placeOfChange("turn off please", "turn please")).toBe(5);
    expect(placeOfChange("turn please", "turn off please")).toBe(9);
    expect(placeOfChange("turn offf", "turn off")).toBe(8);
    expect(placeOfChange("", "")).toBe(0);
  });
});
