/** What the reviewer has written about the clip so far. */
import { type SlotRow, filledRows } from "../../kit/meaning.ts";
import type { Grade } from "../answer/grade.ts";
import type { Choice, Entity, Label, Lease } from "../api/records.ts";
import { History, type Written } from "./history.ts";
import { carryMarks, withEntity, wordsOf } from "./marks.ts";

/** The verdict where a button was pressed instead of a wake word said. */
export const NO_WAKE_WORD = "not_applicable";
export const NOT_SAID = "not_said";
export const SAID = "said";
/** Verdicts under which nothing was said to the device, so that there need be nothing to write. */
const NOTHING_FOR_US: ReadonlySet<string> = new Set([NOT_SAID, "not_addressed", "device_sound"]);
/** Stands for a beep in a transcript (guideline). */
export const BEEP = "_";

export type Missing = "listen" | "verdict" | "content" | "intent_for_slots" | "slot_name";

export class Draft {
  transcript = $state("");
  verdict = $state<string | null>(null);
  intent = $state("");
  slots = $state<SlotRow[]>([]);
  unclear = $state<ReadonlySet<number>>(new Set());
  entities = $state<readonly Entity[]>([]);
  /** Of the assistant's answer. */
  grade = $state.raw<Grade | null>(null);
  /** Whether it is still asked if the recogniser's words are right; the first change of them answers that. */
  verifying = $state(false);
  readonly words = $derived(wordsOf(this.transcript));

  #writtenWords: readonly string[];
  readonly #history: History;

  constructor(lease: Lease) {
    if (lease.wakeWord === null) this.verdict = NO_WAKE_WORD;
    if (lease.prefill) this.transcript = lease.words.map((word) => (word.concealed === null ? word.text : BEEP)).join(" ");
    this.#writtenWords = wordsOf(this.transcript);
    this.verifying = lease.verify && lease.draft === null;
    if (lease.draft !== null) this.restore(lease.draft);
    this.#history = new History(this.written);
  }

  /** Everything that was written, as it stands. */
  get written(): Written {
    return {
      verdict: this.verdict,
      transcript: this.transcript,
      intent: this.intent,
      slots: this.slots.map((slot) => ({ name: slot.name, value: slot.value })),
      unclear: [...this.unclear].sort((one, other) => one - other),
      entities: this.entities.map((entity) => ({ ...entity })),
      answer: this.grade,
    };
  }

  /** The words are right, and so is the wake word where one was heard. */
  confirm(): void {
    this.verdict ??= SAID;
  }

  restore(written: Written): void {
    if (written.transcript !== this.transcript) this.verifying = false;
    this.verdict = written.verdict;
    this.transcript = written.transcript;
    this.intent = written.intent;
    this.slots = written.slots.map((slot) => ({ ...slot }));
    this.unclear = new Set(written.unclear);
    this.entities = written.entities;
    this.grade = written.answer;
    this.#writtenWords = wordsOf(written.transcript);
  }

  /** Remember what is written now as a step that can be undone; call it after every change. */
  note(): void {
    this.#history.note(this.written, Date.now());
  }

  /** Take one step back. @returns whether there was one. */
  undo(): boolean {
    this.note();
    return this.#go(this.#history.undo());
  }

  /** Take one undone step again. @returns whether there was one. */
  redo(): boolean {
    this.note();
    return this.#go(this.#history.redo());
  }

  write(transcript: string): void {
    this.verifying = false;
    this.transcript = transcript;
    const words = wordsOf(transcript);
    const marks = carryMarks({ unclear: this.unclear, entities: this.entities }, this.#writtenWords, words);
    this.unclear = marks.unclear;
    this.entities = marks.entities;
    this.#writtenWords = words;
  }

  /** Put another word in the place of one; what is marked about it stays. */
  replaceWord(position: number, word: string): void {
    let place = -1;
    this.write(this.transcript.replaceAll(/\S+/gu, (text) => {
      place += 1;
      return place === position ? word : text;
    }));
  }

  toggleUnclear(first: number, last: number): void {
    const positions = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const marked = positions.every((position) => this.unclear.has(position));
    const unclear = new Set(this.unclear);
    for (const position of positions) {
      if (marked) unclear.delete(position);
      else unclear.add(position);
    }
    this.unclear = unclear;
  }

  markEntity(entity: Entity): void {
    this.entities = withEntity(this.entities, entity);
  }

  /**
   * Let the words of an entity fill the detail of the same name, where the intent has one and nothing stands there yet.
   *
   * @param known names of the details that the intent has.
   */
  fillSlot(entity: Entity, known: readonly string[]): void {
    const value = this.words.slice(entity.firstWord, entity.lastWord + 1).join(" ");
    if (this.slots.some((slot) => slot.value.trim() === value)) return;
    const at = this.slots.findIndex((slot) => isNamed(slot.name, entity.type));
    if (at >= 0) {
      this.slots = this.slots.map((slot, index) => (index === at && slot.value.trim() === "" ? { ...slot, value } : slot));
      return;
    }
    const name = known.find((one) => isNamed(one, entity.type));
    if (name !== undefined) this.slots = [...this.slots, { name, value }];
  }

  removeEntity(entity: Entity): void {
    this.entities = this.entities.filter((other) => other.firstWord !== entity.firstWord);
  }

  /** Why it cannot be sent yet, the most pressing first. */
  missing(heardToTheEnd: boolean): readonly Missing[] {
    const filled = this.slots.filter((slot) => slot.value.trim() !== "");
    const empty = this.words.length === 0 && this.intent.trim() === "";
    const checks: readonly (readonly [Missing, boolean])[] = [
      ["listen", !heardToTheEnd],
      ["verdict", this.verdict === null],
      ["content", empty && !NOTHING_FOR_US.has(this.verdict ?? "")],
      ["intent_for_slots", filled.length > 0 && this.intent.trim() === ""],
      ["slot_name", filled.some((slot) => slot.name.trim() === "")],
    ];
    return checks.filter(([, lacks]) => lacks).map(([name]) => name);
  }

  /** Where the wake word was not said nothing else is sent: the server erases, and there is nothing to keep. */
  toLabel(): Label {
    const verdict = this.verdict ?? NO_WAKE_WORD;
    if (verdict === NOT_SAID) {
      return { wakeWordVerdict: verdict, transcript: null, unclearWords: [], intent: null, slots: [], entities: [], answer: null };
    }
    const intent = this.intent.trim();
    return {
      wakeWordVerdict: verdict,
      transcript: this.words.length === 0 ? null : this.words.join(" "),
      unclearWords: [...this.unclear].sort((one, other) => one - other),
      intent: intent === "" ? null : intent,
      slots: filledRows(this.slots),
      entities: this.entities,
      answer: this.grade,
    };
  }

  #go(written: Written | null): boolean {
    if (written !== null) this.restore(written);
    return written !== null;
  }
}

/** Whether a detail is called as a type of entity is, or by its noun: `artist` as “musical artist”. */
function isNamed(slot: string, type: string): boolean {
  const name = slot.trim().toLowerCase().replaceAll("_", " ");
  return name !== "" && (type === name || type.endsWith(` ${name}`));
}

/** The verdicts that fit: no “said” where no wake word was expected, no “none expected” where one was. */
export function fittingVerdicts(verdicts: readonly Choice[], wakeWord: string | null): readonly Choice[] {
  const only = new Set(["said", "similar", NOT_SAID]);
  return verdicts.filter((verdict) => (wakeWord === null ? !only.has(verdict.code) : verdict.code !== NO_WAKE_WORD));
}
