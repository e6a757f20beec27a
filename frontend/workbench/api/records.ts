/** What the workbench's server tells, parsed at the door. */
import { Fields, parseText } from "../../kit/api/fields.ts";
import { UnexpectedAnswer } from "../../kit/api/problem.ts";
import type { KnownIntent } from "../../kit/meaning.ts";

export interface Session {
  readonly name: string;
  readonly role: string;
  /** “reviewer”, or “simulated reviewer” where a program types known answers. */
  readonly kind: string;
}

export interface ShownWord {
  readonly text: string;
  readonly startMilliseconds: number;
  readonly endMilliseconds: number;
  readonly posterior: number;
  readonly concealed: string | null;
}

export interface Disguise {
  readonly profile: string;
  /** As measured; “cosmetic” where a trained attacker still recognises the voice, or nobody knows. */
  readonly strength: "cosmetic" | "intermediate" | "strong";
  /** In how many of 100 decisions that attacker is wrong, where 50 is guessing; null where nobody has measured it. */
  readonly wrongInHundred: number | null;
}

export interface Lease {
  readonly leaseId: string;
  readonly expiresAt: Date;
  readonly language: string;
  readonly region: string;
  readonly dayPart: string;
  readonly wakeWord: string | null;
  readonly words: readonly ShownWord[];
  readonly prefill: boolean;
  readonly disguise: Disguise;
  readonly durationMilliseconds: number;
}

export interface Choice {
  readonly code: string;
  readonly title: string;
  readonly key: string;
}

export interface EntityType extends Choice {
  readonly link: boolean;
}

export interface Guideline {
  readonly version: string;
  readonly sections: readonly { readonly title: string; readonly text: string }[];
  readonly rejectReasons: readonly Choice[];
  readonly wakeWordVerdicts: readonly Choice[];
  readonly entityTypes: readonly EntityType[];
}

export interface Progress {
  readonly waiting: number;
  readonly labelledByMeToday: number;
}

export interface Entity {
  readonly firstWord: number;
  readonly lastWord: number;
  readonly type: string;
  readonly link: string | null;
}

export interface Slot {
  readonly name: string;
  readonly value: string;
}

export interface Label {
  readonly wakeWordVerdict: string;
  readonly transcript: string | null;
  readonly unclearWords: readonly number[];
  readonly intent: string | null;
  readonly slots: readonly Slot[];
  readonly entities: readonly Entity[];
}

export function parseSession(value: unknown): Session {
  const fields = new Fields(value);
  return { name: fields.text("name"), role: fields.text("role"), kind: fields.text("kind") };
}

/** Path on this host; anything else is not asked. */
export function parseSoundAddress(value: unknown): string {
  const address = new Fields(value).text("address");
  if (!/^\/api\/sounds\/[\w-]+$/.test(address)) throw new UnexpectedAnswer("address");
  return address;
}

function parseDisguise(fields: Fields): Disguise {
  const strength = fields.text("strength");
  return {
    profile: fields.text("profile"),
    // What is not known is never shown as more than it may be.
    strength: strength === "strong" || strength === "intermediate" ? strength : "cosmetic",
    wrongInHundred: fields.numberOr("wrong_in_hundred", null),
  };
}

export function parseLease(value: unknown): Lease {
  const fields = new Fields(value);
  return {
    leaseId: fields.text("lease_id"),
    expiresAt: fields.instant("expires_at"),
    language: fields.text("language"),
    region: fields.text("region"),
    dayPart: fields.text("day_part"),
    wakeWord: fields.textOr("wake_word", null),
    words: fields.list("words", parseWord),
    prefill: fields.flag("prefill"),
    disguise: fields.record("disguise", parseDisguise),
    durationMilliseconds: fields.number("duration_milliseconds"),
  };
}

function parseWord(value: unknown): ShownWord {
  const fields = new Fields(value, "words");
  return {
    text: fields.text("text"),
    startMilliseconds: fields.number("start_milliseconds"),
    endMilliseconds: fields.number("end_milliseconds"),
    posterior: fields.number("posterior"),
    concealed: fields.textOr("concealed", null),
  };
}

export function parseGuideline(value: unknown): Guideline {
  const fields = new Fields(value);
  return {
    version: fields.text("version"),
    sections: fields.list("sections", (section) => {
      const parts = new Fields(section, "sections");
      return { title: parts.text("title"), text: parts.text("text") };
    }),
    rejectReasons: fields.list("reject_reasons", parseChoice),
    wakeWordVerdicts: fields.list("wake_word_verdicts", parseChoice),
    entityTypes: fields.list("entity_types", (type) => ({ ...parseChoice(type), link: new Fields(type).flagOr("link", true) })),
  };
}

function parseChoice(value: unknown): Choice {
  const fields = new Fields(value, "choices");
  return { code: fields.text("code"), title: fields.text("title"), key: fields.text("key") };
}

export function parseCatalogue(value: unknown): readonly KnownIntent[] {
  return new Fields(value).list("intents", (intent) => {
    const fields = new Fields(intent, "intents");
    return {
      name: fields.text("name"),
      slots: fields.list("slots", (slot) => {
        const parts = new Fields(slot, "slots");
        return { name: parts.text("name"), values: parts.list("values", parseText) };
      }),
    };
  });
}

export function parseProgress(value: unknown): Progress {
  const fields = new Fields(value);
  return { waiting: fields.number("waiting"), labelledByMeToday: fields.number("labelled_by_me_today") };
}

/** A label as the server wants it. */
export function writeLabel(label: Label, guidelineVersion: string): unknown {
  return {
    wake_word_verdict: label.wakeWordVerdict,
    transcript: label.transcript,
    unclear_words: label.unclearWords,
    intent: label.intent,
    slots: label.slots,
    entities: label.entities.map((entity) => ({ first_word: entity.firstWord, last_word: entity.lastWord, type: entity.type, link: entity.link })),
    guideline_version: guidelineVersion,
  };
}

