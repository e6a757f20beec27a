/** What the workbench's server tells, parsed where it arrives. */
import { Fields, parseList, parseText } from "../../kit/api/fields.ts";
import { UnexpectedAnswer } from "../../kit/api/problem.ts";
import type { KnownIntent } from "../../kit/meaning.ts";
import { type Grade, type Mark, parseGrade, parseMark } from "../answer/grade.ts";
import type { Written } from "../review/history.ts";
import type * as wire from "./wire.ts";

export type { Choice, EntityType, SlotPayload as Slot } from "./wire.ts";

export interface ShownWord {
  readonly text: string;
  readonly startMilliseconds: number;
  readonly endMilliseconds: number;
  readonly posterior: number;
  readonly concealed: string | null;
  /** What else the recogniser thought of, likeliest first. */
  readonly alternatives: readonly string[];
}

export interface Disguise {
  readonly profile: string;
  /** As measured; “cosmetic” where a trained attacker still recognises the voice, or where nothing was measured. */
  readonly strength: "cosmetic" | "intermediate" | "strong";
  /** In how many of 100 decisions that attacker is wrong, where 50 is guessing; null where it was not measured. */
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
  /** Few errors are expected in the words: the page asks first if they are right. */
  readonly verify: boolean;
  readonly disguise: Disguise;
  readonly durationMilliseconds: number;
  /** What was heard of it already, before a reload. */
  readonly playedMilliseconds: number;
  /** A reviewer found it hard to bear, and this reviewer has chosen such clips. */
  readonly distressing: boolean;
  /** What a search found in words or sound that may be hard to hear. */
  readonly warnings: readonly string[];
  /** What the assistant answered, de-identified; null in it stands for what is not shown. Null as a whole: no answer is known. */
  readonly answer: readonly (string | null)[] | null;
  /** What this reviewer had written about it. */
  readonly draft: Written | null;
  /** Where its sound leaves once, within a minute of the lease. */
  readonly soundAddress: SoundAddress;
  /** Opens what was fetched ahead; null where it does not. */
  readonly soundKey: Uint8Array<ArrayBuffer> | null;
}

/** The sound of a clip that may come next. */
export interface Ahead {
  /** Name of the lease that begins where the clip is given. */
  readonly leaseId: string;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** A label or rejection that was just sent. */
export interface Sent {
  readonly leaseId: string;
  readonly rejected: boolean;
  readonly sentAt: Date;
  readonly until: Date;
  /** The clip was withdrawn or erased, so that there is nothing to take back. */
  readonly gone: boolean;
  /** ISO 639-1; null where the clip is gone. */
  readonly language: string | null;
  /** Null where the clip is gone. */
  readonly durationMilliseconds: number | null;
  /** How what was written begins; null for a rejection, and where it cannot be taken back. */
  readonly firstWords: string | null;
  /** Code of the guideline; null for a label, and where it cannot be taken back. */
  readonly rejectReason: string | null;
}

export interface Guideline {
  readonly version: string;
  readonly sections: readonly wire.GuidelineSection[];
  readonly rejectReasons: readonly wire.Choice[];
  readonly wakeWordVerdicts: readonly wire.Choice[];
  readonly entityTypes: readonly wire.EntityType[];
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

export interface Label {
  readonly wakeWordVerdict: string;
  readonly transcript: string | null;
  readonly unclearWords: readonly number[];
  readonly intent: string | null;
  readonly slots: readonly wire.SlotPayload[];
  readonly entities: readonly Entity[];
  readonly answer: Grade | null;
}

/** Path on this host; anything else is not asked. */
export type SoundAddress = `/api/sounds/${string}`;

export function parseSoundAddress(value: unknown): SoundAddress {
  return soundAddressOf(new Fields<wire.SoundAddress>(value).text("address"));
}

/** The address of a sound, which is one of ours and nothing else. */
function soundAddressOf(address: string): SoundAddress {
  const ticket = /^\/api\/sounds\/([\w-]+)$/.exec(address)?.[1];
  if (ticket === undefined) throw new UnexpectedAnswer("address");
  return `/api/sounds/${ticket}`;
}

function parseDisguise(fields: Fields<wire.ShownDisguise>): Disguise {
  const strength = fields.text("strength");
  return {
    profile: fields.text("profile"),
    // What is not known is never shown as more than it may be.
    strength: strength === "strong" || strength === "intermediate" ? strength : "cosmetic",
    wrongInHundred: fields.numberOr("wrong_in_hundred", null),
  };
}

export function parseLease(value: unknown): Lease {
  const fields = new Fields<wire.LeasePayload>(value);
  return {
    leaseId: fields.text("lease_id"),
    expiresAt: fields.instant("expires_at"),
    language: fields.text("language"),
    region: fields.text("region"),
    dayPart: fields.text("day_part"),
    wakeWord: fields.textOr("wake_word", null),
    words: fields.list("words", parseWord),
    prefill: fields.flag("prefill"),
    verify: fields.flag("verify"),
    disguise: fields.record("disguise", parseDisguise),
    durationMilliseconds: fields.number("duration_milliseconds"),
    playedMilliseconds: fields.number("played_milliseconds"),
    distressing: fields.flag("distressing"),
    warnings: fields.list("warnings", parseText),
    answer: fields.listOrNull("answer", (piece) => (piece === null ? null : parseText(piece))),
    draft: fields.recordOrNull("draft", parseDraft),
    soundAddress: soundAddressOf(fields.text("sound_address")),
    soundKey: bytesOrNull(fields.textOr("sound_key", null)),
  };
}

/** @throws UnexpectedAnswer where it is no sealed sound. */
export function parseAhead(value: unknown): Ahead {
  const fields = new Fields<wire.AheadPayload>(value);
  return { leaseId: fields.text("lease_id"), sealed: bytesOf(fields.text("sealed_sound")) };
}

function bytesOrNull(text: string | null): Uint8Array<ArrayBuffer> | null {
  return text === null ? null : bytesOf(text);
}

/** Base64 as bytes. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    throw new UnexpectedAnswer("base64");
  }
}

function parseDraft(fields: Fields<wire.DraftPayload>): Written {
  return {
    verdict: fields.textOr("wake_word_verdict", null),
    transcript: fields.text("transcript"),
    intent: fields.text("intent"),
    slots: fields.slots("slots"),
    unclear: fields.list("unclear_words", parseNumber),
    entities: fields.list("entities", parseEntity),
    answer: fields.recordOrNull("answer", parseGrade),
  };
}

export function parseEntity(value: unknown): Entity {
  const fields = new Fields<wire.EntityPayload>(value, "entities");
  return { firstWord: fields.number("first_word"), lastWord: fields.number("last_word"), type: fields.text("type"), link: fields.textOr("link", null) };
}

export function parseNumber(value: unknown): number {
  if (typeof value !== "number") throw new UnexpectedAnswer("number");
  return value;
}

export function parseSent(value: unknown): readonly Sent[] {
  return parseList(value, parseSentOne);
}

function parseSentOne(entry: unknown): Sent {
  const fields = new Fields<wire.SentVerdict>(entry, "sent");
  return {
    leaseId: fields.text("lease_id"),
    rejected: fields.text("outcome") === "rejected",
    sentAt: fields.instant("ended_at"),
    until: fields.instant("until"),
    gone: fields.flag("gone"),
    language: fields.textOr("language", null),
    durationMilliseconds: fields.numberOr("duration_milliseconds", null),
    firstWords: fields.textOr("first_words", null),
    rejectReason: fields.textOr("reject_reason", null),
  };
}

/** What this member did today. */
export interface Day {
  readonly labelled: number;
  readonly rejected: number;
  readonly skipped: number;
  readonly listenedSeconds: number;
  readonly workingSeconds: number;
  /** How often each grade was given; grades that were not are left out. */
  readonly answers: readonly { readonly grade: Mark; readonly clips: number }[];
  /** Newest first. */
  readonly sent: readonly Sent[];
}

export function parseDay(value: unknown): Day {
  const fields = new Fields<wire.ReviewerDay>(value);
  return {
    labelled: fields.number("labelled"),
    rejected: fields.number("rejected"),
    skipped: fields.number("skipped"),
    listenedSeconds: fields.number("listened_seconds"),
    workingSeconds: fields.number("working_seconds"),
    answers: fields.list("answers", (value) => {
      const one = new Fields<wire.GradedToday>(value, "answers");
      return { grade: parseMark(one.text("grade")), clips: one.number("clips") };
    }),
    sent: fields.list("sent", parseSentOne),
  };
}

/** Seconds of listening until the next break; null where none is due. */
export function parseUntilBreak(value: unknown): number | null {
  return new Fields<wire.ShiftPayload>(value).numberOr("until_break_seconds", null);
}

function parseWord(value: unknown): ShownWord {
  const fields = new Fields<wire.ShownWord>(value, "words");
  return {
    text: fields.text("text"),
    startMilliseconds: fields.number("start_milliseconds"),
    endMilliseconds: fields.number("end_milliseconds"),
    posterior: fields.number("posterior"),
    concealed: fields.textOr("concealed", null),
    alternatives: fields.list("alternatives", parseText),
  };
}

export function parseGuideline(value: unknown): Guideline {
  const fields = new Fields<wire.Guideline>(value);
  return {
    version: fields.text("version"),
    sections: fields.list("sections", (section) => {
      const parts = new Fields<wire.GuidelineSection>(section, "sections");
      return { title: parts.text("title"), text: parts.text("text") };
    }),
    rejectReasons: fields.list("reject_reasons", parseChoice),
    wakeWordVerdicts: fields.list("wake_word_verdicts", parseChoice),
    entityTypes: fields.list("entity_types", (type) => ({ ...parseChoice(type), link: new Fields<wire.EntityType>(type).flagOr("link", true) })),
  };
}

function parseChoice(value: unknown): wire.Choice {
  const fields = new Fields<wire.Choice>(value, "choices");
  return { code: fields.text("code"), title: fields.text("title"), key: fields.text("key") };
}

export function parseCatalogue(value: unknown): readonly KnownIntent[] {
  return new Fields<wire.CataloguePayload>(value).list("intents", (intent) => {
    const fields = new Fields<wire.IntentEntry>(intent, "intents");
    return {
      name: fields.text("name"),
      slots: fields.list("slots", (slot) => {
        const parts = new Fields<wire.SlotEntry>(slot, "slots");
        return { name: parts.text("name"), values: parts.list("values", parseText) };
      }),
    };
  });
}

export function parseKeys(value: unknown): readonly wire.KeyPayload[] {
  return new Fields<wire.KeysPayload>(value).list("keys", (key) => {
    const fields = new Fields<wire.KeyPayload>(key, "keys");
    return { action: fields.text("action"), chord: fields.text("chord") };
  });
}

export function parseProgress(value: unknown): Progress {
  const fields = new Fields<wire.ReviewerProgress>(value);
  return { waiting: fields.number("waiting"), labelledByMeToday: fields.number("labelled_by_me_today") };
}

/** What is being written, as the server keeps it. */
export function writeDraft(written: Written): unknown {
  return {
    wake_word_verdict: written.verdict,
    transcript: written.transcript,
    unclear_words: written.unclear,
    intent: written.intent,
    slots: written.slots,
    entities: written.entities.map(writeEntity),
    answer: written.answer,
  };
}

function writeEntity(entity: Entity): unknown {
  return { first_word: entity.firstWord, last_word: entity.lastWord, type: entity.type, link: entity.link };
}

/** A label as the server wants it. */
export function writeLabel(label: Label, guidelineVersion: string, keystrokes: number | null): unknown {
  return {
    wake_word_verdict: label.wakeWordVerdict,
    transcript: label.transcript,
    unclear_words: label.unclearWords,
    intent: label.intent,
    slots: label.slots,
    entities: label.entities.map(writeEntity),
    answer: label.answer,
    guideline_version: guidelineVersion,
    keystrokes,
  };
}

