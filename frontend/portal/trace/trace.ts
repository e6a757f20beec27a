/** Requests about how an utterance was heard, and about sentences that are typed. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type { Language } from "../../kit/language.ts";
import type { SlotRow } from "../../kit/meaning.ts";
import type * as wire from "../api/wire.ts";
import { bytesOf } from "../talk/talk.ts";
import { type Recognition, type Seconds, numbersOf, parseRecognition } from "./recognition.ts";

const { ask } = askers<wire.Addresses>();

/** Longer than the portal waits for the gateway. */
const ANSWER_MILLISECONDS = 130_000;

export interface Trace {
  readonly recordingId: string;
  readonly capturedAt: Date;
  readonly language: string;
  readonly wakeWord: string | null;
  readonly wakeEvidence: ReadonlyMap<string, number> | null;
  readonly recognition: Recognition;
  readonly intent: string | null;
  readonly slots: readonly SlotRow[];
  readonly intentConfidence: number;
  readonly understood: boolean;
  readonly taught: boolean;
  readonly skill: string | null;
  readonly answer: string;
  readonly seconds: Seconds;
  readonly raw: string;
}

/** What a sentence is understood as now, and what is said to it. */
export interface Tried {
  readonly text: string;
  readonly intent: string | null;
  readonly slots: readonly SlotRow[];
  readonly understood: boolean;
  readonly taught: boolean;
  readonly skill: string | null;
  /** Null: only doing it tells what is said. */
  readonly answer: string | null;
  readonly done: boolean;
  /** The answer as a WAV file; null where nothing speaks. */
  readonly sound: ArrayBuffer | null;
  readonly voice: string | null;
  readonly seconds: Seconds;
}

export async function loadTrace(recordingId: string, signal: AbortSignal): Promise<Trace> {
  const { body } = await ask("GET", `/api/utterances/${encodeURIComponent(recordingId)}/trace`, undefined, signal);
  const fields = new Fields<wire.ShownTrace>(body, "trace");
  return {
    recordingId: fields.text("recording_id"),
    capturedAt: fields.instant("captured_at"),
    language: fields.text("language"),
    wakeWord: fields.textOr("wake_word", null),
    wakeEvidence: fields.recordOrNull("wake_evidence", (evidence) => numbersOf(evidence.whole)),
    recognition: fields.record("recognition", parseRecognition),
    intent: fields.textOr("intent", null),
    slots: fields.slots("slots"),
    intentConfidence: fields.number("intent_confidence"),
    understood: fields.flag("understood"),
    taught: fields.flag("taught"),
    skill: fields.textOr("skill", null),
    answer: fields.text("answer"),
    seconds: fields.record("seconds", (seconds) => numbersOf(seconds.whole)),
    raw: fields.text("raw"),
  };
}

/** Understand a sentence as if it were said now. @param act do what it asks for, too; without it nothing is done */
export async function trySentence(text: string, language: Language, act: boolean, signal: AbortSignal): Promise<Tried> {
  const { body } = await ask("POST", `/api/talk/sentences?language=${language}`, { text, act }, signal, { milliseconds: ANSWER_MILLISECONDS });
  const fields = new Fields<wire.TalkSentence>(body, "sentence");
  const encoded = fields.textOr("sound", null);
  return {
    text: fields.text("text"),
    intent: fields.textOr("intent", null),
    slots: fields.slots("slots"),
    understood: fields.flag("understood"),
    taught: fields.flag("taught"),
    skill: fields.textOr("skill", null),
    answer: fields.textOr("answer", null),
    done: fields.flag("done"),
    sound: encoded === null ? null : bytesOf(encoded),
    voice: fields.textOr("voice", null),
    seconds: fields.record("seconds", (seconds) => numbersOf(seconds.whole)),
  };
}
