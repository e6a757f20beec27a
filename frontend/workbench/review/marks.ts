/** Marks on the words of a transcript, kept on the right words while the text is edited. */
import type { Entity } from "../api/records.ts";

export function wordsOf(transcript: string): readonly string[] {
  const trimmed = transcript.trim();
  return trimmed === "" ? [] : trimmed.split(/\s+/u);
}

/** First and last word that a selection in the text touches; null where it touches none. */
export function wordsTouched(transcript: string, start: number, end: number): { first: number; last: number } | null {
  let first: number | null = null;
  let last: number | null = null;
  let index = 0;
  for (const match of transcript.matchAll(/\S+/gu)) {
    const begins = match.index;
    const ends = begins + match[0].length;
    const touched = start === end ? start >= begins && start <= ends : begins < end && ends > start;
    if (touched && (first === null || start !== end)) {
      first ??= index;
      last = index;
    }
    index += 1;
  }
  return first === null || last === null ? null : { first, last };
}

export interface Marks {
  readonly unclear: ReadonlySet<number>;
  readonly entities: readonly Entity[];
}

/**
 * Move marks from the old words to the new ones: what stands before and after the edited part keeps its marks; a word that
 * was edited keeps its own where as many words stand there as before; else its marks go.
 */
export function carryMarks(marks: Marks, before: readonly string[], after: readonly string[]): Marks {
  const place = placesAfter(before, after);
  const unclear = new Set<number>();
  for (const position of marks.unclear) {
    const moved = place(position);
    if (moved !== null) unclear.add(moved);
  }
  const entities = marks.entities.flatMap((entity) => {
    const firstWord = place(entity.firstWord);
    const lastWord = place(entity.lastWord);
    return firstWord === null || lastWord === null || lastWord < firstWord ? [] : [{ ...entity, firstWord, lastWord }];
  });
  return { unclear, entities };
}

function placesAfter(before: readonly string[], after: readonly string[]): (position: number) => number | null {
  const shortest = Math.min(before.length, after.length);
  let same = 0;
  while (same < shortest && before[same] === after[same]) same += 1;
  let sameAtEnd = 0;
  while (sameAtEnd < shortest - same && before[before.length - 1 - sameAtEnd] === after[after.length - 1 - sameAtEnd]) sameAtEnd += 1;
  const shift = after.length - before.length;
  return (position) => {
    if (position < 0 || position >= before.length) return null;
    if (position < same) return position;
    if (position >= before.length - sameAtEnd) return position + shift;
    return shift === 0 ? position : null;
  };
}

/** Add an entity; those that it overlaps give way, since one word names one thing. */
export function withEntity(entities: readonly Entity[], entity: Entity): readonly Entity[] {
  const apart = entities.filter((other) => other.lastWord < entity.firstWord || other.firstWord > entity.lastWord);
  return [...apart, entity].sort((one, other) => one.firstWord - other.firstWord);
}

export function entityAt(entities: readonly Entity[], position: number): Entity | null {
  return entities.find((entity) => entity.firstWord <= position && position <= entity.lastWord) ?? null;
}
