/** What the portal's server tells, parsed where it arrives. */
import { Fields, parseText } from "../../kit/api/fields.ts";
import type { KnownIntent, SlotRow } from "../../kit/meaning.ts";
import type * as wire from "./wire.ts";

export type { Account as Me } from "./wire.ts";

/** How often the devices were activated by accident in one week. */
export interface WakeWeek {
  readonly monday: Date;
  readonly stopped: number;
  readonly doubtful: number;
  readonly notSaid: number;
}

export interface PurposeChoice {
  readonly purpose: string;
  readonly title: string;
  readonly wording: string;
  readonly wordingHash: string;
  /** Whether it changes anything in this person's programme. */
  readonly applies: boolean;
  readonly given: boolean;
  readonly decidedAt: Date | null;
}

export interface Heard {
  readonly at: Date;
  readonly role: string;
  readonly playedMilliseconds: number | null;
}

export interface TypedLabel {
  readonly transcript: string | null;
  readonly intent: string | null;
  readonly slots: readonly SlotRow[];
  readonly rejectReason: string | null;
  readonly labelledAt: Date | null;
  readonly reviewerKind: string;
}

export interface Correction {
  readonly text: string;
  readonly intent: string | null;
  readonly slots: readonly SlotRow[];
  readonly learned: boolean;
  readonly lesson: Lesson;
}

/** What a correction does when the same words are said again. */
export const LESSONS = ["acts", "answer_only", "words_only", "none"] as const;
export type Lesson = (typeof LESSONS)[number];

export interface DraftText {
  readonly text: string;
  readonly intent: string | null;
  readonly slots: readonly SlotRow[];
}

export interface Utterance {
  readonly recordingId: string;
  readonly capturedAt: Date;
  /** As the server wrote it, for asking for what came before. */
  readonly capturedAtText: string;
  readonly text: string;
  /** ISO 639-1, in which it was heard; empty where that is not known. */
  readonly language: string;
  readonly intent: string | null;
  readonly slots: readonly SlotRow[];
  readonly answer: string;
  readonly understood: boolean;
  readonly durationMilliseconds: number;
  /** Length of what the reviewer hears; null where there is no clip. */
  readonly clipDurationMilliseconds: number | null;
  readonly hasSound: boolean;
  readonly purposes: readonly string[];
  readonly selectionReason: string;
  readonly reviewState: string;
  readonly withheldReason: string | null;
  readonly heard: readonly Heard[];
  /** What reviewers wrote; the last one counts. */
  readonly labels: readonly TypedLabel[];
  readonly correction: Correction | null;
  /** What was written of a correction and not sent. */
  readonly draft: DraftText | null;
  readonly deleteAfter: Date | null;
}

export interface Device {
  readonly deviceId: string;
  readonly name: string;
  readonly createdAt: Date | null;
  readonly revokedAt: Date | null;
}

export function parseMe(value: unknown): wire.Account {
  const fields = new Fields<wire.Account>(value);
  return {
    login: fields.text("login"),
    language: fields.text("language"),
    region: fields.text("region"),
    programme: fields.text("programme"),
    household: fields.flag("household"),
  };
}

export function parsePurpose(value: unknown): PurposeChoice {
  const fields = new Fields<wire.PurposeSwitch>(value, "purposes");
  return {
    purpose: fields.text("purpose"),
    title: fields.text("title"),
    wording: fields.text("wording"),
    wordingHash: fields.text("wording_hash"),
    applies: fields.flag("applies"),
    given: fields.flag("given"),
    decidedAt: fields.instantOrNull("decided_at"),
  };
}

export function parseUtterance(value: unknown): Utterance {
  const fields = new Fields<wire.ShownUtterance>(value, "utterances");
  return {
    recordingId: fields.text("recording_id"),
    capturedAt: fields.instant("captured_at"),
    capturedAtText: fields.text("captured_at"),
    text: fields.textOr("text", ""),
    language: fields.textOr("language", ""),
    intent: fields.textOr("intent", null),
    slots: fields.slots("slots"),
    answer: fields.textOr("answer", ""),
    understood: fields.flag("understood"),
    durationMilliseconds: fields.number("duration_milliseconds"),
    clipDurationMilliseconds: fields.numberOrNull("clip_duration_milliseconds"),
    hasSound: fields.flag("has_sound"),
    purposes: fields.listOr("purposes", parseText, []),
    selectionReason: fields.text("selection_reason"),
    reviewState: fields.text("review_state"),
    withheldReason: fields.textOr("withheld_reason", null),
    heard: fields.listOr("heard", parseHeard, []),
    labels: fields.listOr("labels", parseLabel, []),
    correction: fields.recordOrNull("correction", parseCorrection),
    draft: fields.recordOrNull("draft", parseDraft),
    deleteAfter: fields.instantOrNull("delete_after"),
  };
}

function parseHeard(value: unknown): Heard {
  const fields = new Fields<wire.TimeHeard>(value, "heard");
  return { at: fields.instant("at"), role: fields.text("role"), playedMilliseconds: fields.numberOr("played_milliseconds", null) };
}

function parseLabel(value: unknown): TypedLabel {
  const fields = new Fields<wire.ShownLabel>(value, "labels");
  return {
    transcript: fields.textOr("transcript", null),
    intent: fields.textOr("intent", null),
    slots: fields.slots("slots"),
    rejectReason: fields.textOr("reject_reason", null),
    labelledAt: fields.instantOrNull("labelled_at"),
    reviewerKind: fields.textOr("reviewer_kind", "reviewer"),
  };
}

function parseCorrection(fields: Fields<wire.ShownCorrection>): Correction {
  return {
    text: fields.text("text"),
    intent: fields.textOr("intent", null),
    slots: fields.slots("slots"),
    learned: fields.flag("learned"),
    lesson: LESSONS.find((lesson) => lesson === fields.text("lesson")) ?? "none",
  };
}

function parseDraft(fields: Fields<wire.ShownDraft>): DraftText {
  return { text: fields.text("text"), intent: fields.textOr("intent", null), slots: fields.slots("slots") };
}

export function parseDevice(value: unknown): Device {
  const fields = new Fields<wire.ListedDevice>(value, "devices");
  return {
    deviceId: fields.text("device_id"),
    name: fields.textOr("name", ""),
    createdAt: fields.instantOrNull("created_at"),
    revokedAt: fields.instantOrNull("revoked_at"),
  };
}

export function parseWakeWeek(value: unknown): WakeWeek {
  const fields = new Fields<wire.AccidentWeek>(value, "wake");
  return {
    // A day without a zone is read as UTC, and shown at noon so that it is the same day everywhere.
    monday: new Date(`${fields.text("monday")}T12:00:00Z`),
    stopped: fields.number("stopped"),
    doubtful: fields.number("doubtful"),
    notSaid: fields.number("not_said"),
  };
}

export function parseKnownIntent(value: unknown): KnownIntent {
  const fields = new Fields<wire.KnownIntent>(value, "intents");
  return {
    name: fields.text("name"),
    slots: fields.listOr(
      "slots",
      (slot) => {
        if (typeof slot === "string") return { name: slot, values: [] };
        const parts = new Fields(slot, "slots");
        return { name: parts.text("name"), values: parts.listOr("values", parseText, []) };
      },
      [],
    ),
  };
}
