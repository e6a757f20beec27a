import { describe, expect, it } from "vitest";

import type { Lease } from "../api/records.ts";
import { Draft } from "./draft.svelte.ts";

function lease(changes: Partial<Lease> = {}): Lease {
  const word = (text: string, concealed: string | null = null): Lease["words"][number] => ({
    text,
    startMilliseconds: 0,
    endMilliseconds: 100,
    posterior: 0.9,
    concealed,
    alternatives: [],
  });
  return {
    leaseId: "one",
    expiresAt: new Date(),
    language: "en",
    region: "GB",
    dayPart: "morning",
    wakeWord: "okay nabu",
    words: [word("call"), word("x", "given_name"), word("now")],
    prefill: true,
    verify: false,
    disguise: { profile: "warped", strength: "cosmetic", wrongInHundred: 6 },
    playedMilliseconds: 0,
    distressing: false,
    warnings: [],
    answer: null,
    draft: null,
    soundAddress: "/api/sounds/abc",
    soundKey: null,
    durationMilliseconds: 2000,
    ...changes,
  };
}

describe("Draft", () => {
  it("starts with the recogniser's text only where the server allows it, and never with what was concealed", () => {
    expect(new Draft(lease()).transcript).toBe("call _ now");
    expect(new Draft(lease({ prefill: false })).transcript).toBe("");
  });

  it("asks whether the words are right only where the server says so, and until they are changed", () => {
    expect(new Draft(lease()).verifying).toBe(false);
    const draft = new Draft(lease({ verify: true }));
    expect(draft.verifying).toBe(true);
    draft.confirm();
    expect(draft.verdict).toBe("said");
    expect(draft.toLabel().transcript).toBe("call _ now");
    draft.write("call _ later");
    expect(draft.verifying).toBe(false);
    const begun = { verdict: null, transcript: "call", intent: "", slots: [], unclear: [], entities: [], answer: null };
    expect(new Draft(lease({ verify: true, draft: begun })).verifying).toBe(false);
  });

  it("asks for listening, verdict and content before it can be sent", () => {
    const draft = new Draft(lease({ prefill: false }));
    expect(draft.missing(false)).toEqual(["listen", "verdict", "content"]);
    draft.verdict = "said";
    draft.intent = "call_somebody";
    expect(draft.missing(true)).toEqual([]);
  });

  it("asks for no verdict where a button was pressed", () => {
    expect(new Draft(lease({ wakeWord: null })).missing(true)).toEqual([]);
  });

  it("sends nothing but the verdict where the wake word was not said", () => {
    const draft = new Draft(lease());
    draft.verdict = "not_said";
    draft.intent = "call_somebody";
    expect(draft.missing(true)).toEqual([]);
    expect(draft.toLabel()).toEqual({ wakeWordVerdict: "not_said", transcript: null, unclearWords: [], intent: null, slots: [], entities: [], answer: null });
  });

  it("wants an intent with its slots, and leaves empty slots out", () => {
    const draft = new Draft(lease());
    draft.verdict = "said";
    draft.slots = [
      { name: "size", value: " small " },
      { name: "roast", value: "" },
    ];
    expect(draft.missing(true)).toEqual(["intent_for_slots"]);
    draft.intent = "order";
    expect(draft.toLabel().slots).toEqual([{ name: "size", value: "small" }]);
  });

  it("writes single spaces and keeps marks on their words", () => {
    const draft = new Draft(lease());
    draft.verdict = "said";
    draft.toggleUnclear(2, 2);
    draft.write("please  call _ now ");
    expect(draft.toLabel().transcript).toBe("please call _ now");
    expect(draft.toLabel().unclearWords).toEqual([3]);
    draft.toggleUnclear(3, 3);
    expect(draft.toLabel().unclearWords).toEqual([]);
  });
});

describe("undoing", () => {
  it("takes a mark away and leaves the text that was typed before it", () => {
    const draft = new Draft(lease({ prefill: false }));
    draft.write("play taylor");
    draft.note();
    draft.markEntity({ firstWord: 1, lastWord: 1, type: "musical artist", link: null });
    draft.note();
    expect(draft.undo()).toBe(true);
    expect([draft.transcript, draft.entities]).toEqual(["play taylor", []]);
    draft.redo();
    expect(draft.entities).toHaveLength(1);
  });

  it("also takes back what was just written and not noted yet", () => {
    const draft = new Draft(lease({ prefill: false }));
    draft.intent = "order";
    expect(draft.undo()).toBe(true);
    expect(draft.intent).toBe("");
    expect(draft.undo()).toBe(false);
  });
});

describe("a kept draft", () => {
  const kept = { verdict: "said", transcript: "one  latte", intent: "ord", slots: [{ name: "", value: "large" }], unclear: [1], entities: [], answer: { grade: "wrong", fault: "misheard" } } as const;

  it("stands there as it was left, and cannot be undone away", () => {
    const draft = new Draft(lease({ draft: kept }));
    expect(draft.written).toEqual(kept);
    expect(draft.undo()).toBe(false);
  });

  it("fills the detail of an entity's name once, and never over what stands there", () => {
    const draft = new Draft(lease({ prefill: false }));
    draft.write("play taylor swift in the kitchen");
    const artist = { firstWord: 1, lastWord: 2, type: "musical artist", link: null };
    draft.fillSlot(artist, ["room"]);
    expect(draft.slots).toEqual([]);
    draft.fillSlot(artist, ["artist", "room"]);
    draft.fillSlot(artist, ["artist", "room"]);
    expect(draft.slots).toEqual([{ name: "artist", value: "taylor swift" }]);
    draft.slots = [{ name: "place", value: "hall" }];
    draft.fillSlot({ firstWord: 5, lastWord: 5, type: "place", link: null }, ["place"]);
    expect(draft.slots).toEqual([{ name: "place", value: "hall" }]);
  });
});
