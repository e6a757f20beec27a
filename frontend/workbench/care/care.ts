/** What the page of care asks of the server, parsed where it arrives. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type { Language } from "../../kit/language.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Shift {
  readonly listenedSeconds: number;
  readonly untilBreakSeconds: number | null;
  readonly distressingClips: number;
  readonly restUntil: Date | null;
  readonly shiftMinutes: number;
  readonly shiftClips: number;
  readonly pauseMinutes: number;
}

export interface Escalation {
  readonly id: string;
  readonly category: string;
  readonly raisedAt: Date;
  readonly dueAt: Date;
  readonly takenAt: Date | null;
  readonly decision: string | null;
  readonly paidMinutes: number | null;
}

export interface RecordedPart {
  readonly key: string;
  readonly what: string;
  readonly seenBy: string;
  readonly until: string;
}

export async function loadShift(signal?: AbortSignal): Promise<Shift> {
  const shift = new Fields<wire.ShiftPayload>((await ask("GET", "/api/me/shift", undefined, signal)).body);
  const limits = shift.record("limits", (fields) => fields);
  return {
    listenedSeconds: shift.number("listened_seconds"),
    untilBreakSeconds: shift.numberOrNull("until_break_seconds"),
    distressingClips: shift.number("distressing_clips"),
    restUntil: shift.recordOrNull("rest", (rest) => new Date(rest.text("until"))),
    shiftMinutes: limits.number("shift_listening_minutes"),
    shiftClips: limits.number("shift_distressing_clips"),
    pauseMinutes: limits.number("event_pause_minutes"),
  };
}

export async function loadEscalations(): Promise<readonly Escalation[]> {
  return parseList((await ask("GET", "/api/me/escalations")).body, parseEscalation, "escalations");
}

export async function loadRecords(language: Language): Promise<readonly RecordedPart[]> {
  const { body } = await ask("GET", `/api/me/records?language=${language}`);
  return new Fields<wire.RecordsPayload>(body).list("parts", (value) => {
    const part = new Fields<wire.RecordedPart>(value);
    return { key: part.text("key"), what: part.text("what"), seenBy: part.text("seen_by"), until: part.text("until") };
  });
}

function parseEscalation(value: unknown): Escalation {
  const one = new Fields<wire.OwnEscalation>(value, "escalation");
  const taken = one.textOr("taken_at", null);
  return {
    id: one.text("escalation_id"),
    category: one.text("category"),
    raisedAt: new Date(one.text("raised_at")),
    dueAt: new Date(one.text("due_at")),
    takenAt: taken === null ? null : new Date(taken),
    decision: one.textOr("decision", null),
    paidMinutes: one.numberOrNull("paid_minutes"),
  };
}
