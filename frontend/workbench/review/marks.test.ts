import { describe, expect, it } from "vitest";

import { carryMarks, entityAt, withEntity, wordsOf, wordsTouched } from "./marks.ts";

const artist = { firstWord: 1, lastWord: 2, type: "musical_artist", link: "Q26876" };

describe("wordsTouched", () => {
  const text = "play taylor swift  now";

  it("finds the word under the caret", () => {
    expect(wordsTouched(text, 6, 6)).toEqual({ first: 1, last: 1 });
    expect(wordsTouched(text, 0, 0)).toEqual({ first: 0, last: 0 });
    expect(wordsTouched(text, 18, 18)).toBeNull();
  });

  it("finds every word of a selection", () => {
    expect(wordsTouched(text, 5, 17)).toEqual({ first: 1, last: 2 });
    expect(wordsTouched(text, 7, 14)).toEqual({ first: 1, last: 2 });
  });
});

describe("carryMarks", () => {
  const before = wordsOf("play taylor swift now");
  const marks = { unclear: new Set([3]), entities: [artist] };

  it("moves marks with their words", () => {
    const moved = carryMarks(marks, before, wordsOf("please play taylor swift now"));
    expect([...moved.unclear]).toEqual([4]);
    expect(moved.entities).toEqual([{ ...artist, firstWord: 2, lastWord: 3 }]);
  });

  it("keeps the mark of a word whose spelling was changed", () => {
    expect(carryMarks(marks, before, wordsOf("play tailor swift now")).entities).toEqual([artist]);
  });

  it("drops the mark of a word that is gone", () => {
    const moved = carryMarks(marks, before, wordsOf("play now"));
    expect(moved.entities).toEqual([]);
    expect([...moved.unclear]).toEqual([1]);
  });

  it("never leaves a mark outside the text", () => {
    const moved = carryMarks({ unclear: new Set([0, 1, 2, 3]), entities: [artist] }, before, []);
    expect(moved.unclear.size + moved.entities.length).toBe(0);
  });
});

describe("withEntity", () => {
  it("lets a new span replace those that it overlaps", () => {
    const entities = withEntity([artist], { firstWord: 2, lastWord: 3, type: "place", link: null });
    expect(entities).toHaveLength(1);
    expect(entityAt(entities, 3)?.type).toBe("place");
    expect(entityAt(entities, 1)).toBeNull();
  });
});
