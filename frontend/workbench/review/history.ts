/** One stack of undoing for everything that is written about a clip: text, marks, intent, details and verdict. */
import type { Grade } from "../answer/grade.ts";
import type { Entity, Slot } from "../api/records.ts";
import { wordsOf } from "./marks.ts";

/** Everything that was written, at one moment. */
export interface Written {
  readonly verdict: string | null;
  readonly transcript: string;
  readonly intent: string;
  readonly slots: readonly Slot[];
  readonly unclear: readonly number[];
  readonly entities: readonly Entity[];
  readonly answer: Grade | null;
}

/** A shorter pause than this does not part what was typed into one field. */
const PAUSE_MILLISECONDS = 1_000;
const MOST_STEPS = 500;

export class History {
  #present: Written;
  #before: readonly Written[] = [];
  #after: readonly Written[] = [];
  #typedIn: string | null = null;
  #typedAt = Number.NEGATIVE_INFINITY;

  constructor(beginning: Written) {
    this.#present = beginning;
  }

  /** Tell what is written now, after every change; what was typed without a pause is one step for each word. @param at milliseconds. */
  note(written: Written, at: number): void {
    if (sameWriting(written, this.#present)) return;
    const field = typedField(this.#present, written);
    const sameWord = wordsOf(written.transcript).length === wordsOf(this.#present.transcript).length;
    const goesOn = field !== null && field === this.#typedIn && sameWord && at - this.#typedAt < PAUSE_MILLISECONDS;
    if (!goesOn) this.#before = [...this.#before, this.#present].slice(-MOST_STEPS);
    this.#present = written;
    this.#after = [];
    this.#typedIn = field;
    this.#typedAt = at;
  }

  /** What was written one step before; null where there is none. */
  undo(): Written | null {
    const earlier = this.#before.at(-1);
    if (earlier === undefined) return null;
    this.#after = [this.#present, ...this.#after];
    this.#before = this.#before.slice(0, -1);
    return this.#stand(earlier);
  }

  /** What was written before the last undoing; null where nothing was undone, or something was written since. */
  redo(): Written | null {
    const [later, ...rest] = this.#after;
    if (later === undefined) return null;
    this.#before = [...this.#before, this.#present];
    this.#after = rest;
    return this.#stand(later);
  }

  #stand(written: Written): Written {
    this.#present = written;
    this.#typedIn = null;
    return written;
  }
}

export function sameWriting(one: Written, other: Written): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Where the text of two transcripts parts, as a place for the cursor in the second. */
export function placeOfChange(before: string, after: string): number {
  const shortest = Math.min(before.length, after.length);
  let same = 0;
  while (same < shortest && before[same] === after[same]) same += 1;
  let sameAtEnd = 0;
  while (sameAtEnd < shortest - same && before[before.length - 1 - sameAtEnd] === after[after.length - 1 - sameAtEnd]) sameAtEnd += 1;
  return after.length - sameAtEnd;
}

/** The one field in which letters were typed; null where something else happened. */
function typedField(before: Written, after: Written): string | null {
  if (before.verdict !== after.verdict || JSON.stringify(before.answer) !== JSON.stringify(after.answer)) return null;
  if (before.transcript !== after.transcript) {
    return before.intent === after.intent ? "transcript" : null;
  }
  if (before.intent !== after.intent) return JSON.stringify(before.slots) === JSON.stringify(after.slots) ? "intent" : null;
  if (before.slots.length !== after.slots.length) return null;
  const changed = after.slots.flatMap((slot, index) => {
    const earlier = before.slots[index];
    return [...(slot.name === earlier?.name ? [] : [`name ${index}`]), ...(slot.value === earlier?.value ? [] : [`value ${index}`])];
  });
  return changed.length === 1 ? (changed[0] ?? null) : null;
}
