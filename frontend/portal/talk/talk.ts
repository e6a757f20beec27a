/** Requests about talking in the page. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type { Language } from "../../kit/language.ts";
import type { SlotRow } from "../../kit/meaning.ts";
import { type Device, parseDevice } from "../api/records.ts";
import type * as wire from "../api/wire.ts";
import { type Recognition, type Seconds, numbersOf, parseRecognition } from "../trace/recognition.ts";

const { ask, askForSound } = askers<wire.Addresses>();

/** Longer than the portal waits for the gateway. */
const ANSWER_MILLISECONDS = 130_000;

export interface TalkState {
  /** This browser as a device of the account; null: it is none. */
  readonly device: Device | null;
  readonly longestSeconds: number;
}

export interface Reply {
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly intent: string | null;
  readonly slots: readonly SlotRow[];
  readonly understood: boolean;
  readonly done: boolean;
  readonly answer: string;
  readonly private: boolean;
  /** The gateway did not hear the wake word that the page heard: nothing was listened to. */
  readonly accidental: boolean;
  /** The answer as a WAV file; null where nothing speaks. */
  readonly sound: ArrayBuffer | null;
  readonly recordingId: string | null;
  readonly kept: string;
}

export async function loadTalkState(): Promise<TalkState> {
  return parseState((await ask("GET", "/api/talk")).body);
}

/** Make this browser a device; its token is a cookie that no script reads. */
export async function connectBrowser(name: string): Promise<TalkState> {
  return parseState((await ask("POST", "/api/talk/device", { name })).body);
}

export async function disconnectBrowser(): Promise<void> {
  await ask("DELETE", "/api/talk/device");
}

/** @param wakeWord name of the word that was heard in it; null where a button was pressed. */
export async function say(sound: Blob, language: Language, wakeWord: string | null, signal: AbortSignal): Promise<Reply> {
  const query = new URLSearchParams({ language, ...(wakeWord === null ? {} : { wake_word: wakeWord }) });
  const { body } = await ask("POST", `/api/talk/utterances?${query.toString()}`, sound, signal, { milliseconds: ANSWER_MILLISECONDS });
  const fields = new Fields<wire.TalkReply>(body, "reply");
  const encoded = fields.textOr("sound", null);
  return {
    text: fields.text("text"),
    confidence: fields.number("confidence"),
    intent: fields.textOr("intent", null),
    slots: fields.slots("slots"),
    understood: fields.flag("understood"),
    done: fields.flag("done"),
    answer: fields.text("answer"),
    private: fields.flag("private"),
    accidental: fields.flag("accidental"),
    sound: encoded === null ? null : bytesOf(encoded),
    recordingId: fields.textOr("recording_id", null),
    kept: fields.text("kept"),
  };
}

/** What a sound is heard and understood as now; nothing was done. */
export interface HeardNow {
  readonly heard: string;
  readonly text: string;
  readonly intent: string | null;
  readonly slots: readonly SlotRow[];
  readonly understood: boolean;
  readonly taught: boolean;
  readonly recognition: Recognition;
  readonly skill: string | null;
  readonly seconds: Seconds;
}

/** Hear and understand a sound as if it were said now. @param language empty: the account's */
export async function hearAgain(sound: ArrayBuffer, language: string, signal: AbortSignal): Promise<HeardNow> {
  const query = new URLSearchParams(language === "" ? {} : { language });
  const sent = new Blob([sound], { type: "audio/wav" });
  const { body } = await ask("POST", `/api/talk/recognitions?${query.toString()}`, sent, signal, { milliseconds: ANSWER_MILLISECONDS });
  const fields = new Fields<wire.TalkRecognition>(body, "recognition");
  return {
    heard: fields.text("heard"),
    text: fields.text("text"),
    intent: fields.textOr("intent", null),
    slots: fields.slots("slots"),
    understood: fields.flag("understood"),
    taught: fields.flag("taught"),
    recognition: fields.record("recognition", parseRecognition),
    skill: fields.textOr("skill", null),
    seconds: fields.record("seconds", (seconds) => numbersOf(seconds.whole)),
  };
}

/** Which browser this is, for its name in the list of devices. */
export function browserName(): string {
  return /Firefox\//.exec(navigator.userAgent) ? "Firefox" : /Edg\//.exec(navigator.userAgent) ? "Edge" : /Chrom(?:e|ium)\//.exec(navigator.userAgent) ? "Chrome" : /Safari\//.exec(navigator.userAgent) ? "Safari" : "Web";
}

/** A wake word that the page can listen for. */
export interface WakeWord {
  /** As a device names it, e.g. `okay_nabu`. */
  readonly name: string;
  /** As it is said. */
  readonly spoken: string;
  /** 0 to 1. */
  readonly threshold: number;
  readonly window: number;
}

export async function loadWakeWords(): Promise<readonly WakeWord[]> {
  const { body } = await ask("GET", "/api/talk/wake-words");
  return parseList(body, (value) => {
    const word = new Fields<wire.OfferedWakeWord>(value, "wake word");
    return { name: word.text("name"), spoken: word.text("spoken"), threshold: word.number("threshold"), window: word.number("window") };
  });
}

/** The model of a wake word, a TensorFlow Lite file of some 60 kB. */
export function loadWakeModel(name: string, signal: AbortSignal): Promise<ArrayBuffer> {
  return askForSound(`/api/talk/wake-words/${encodeURIComponent(name)}`, signal);
}

export interface Ring {
  readonly kind: "timer" | "alarm";
  readonly dueAt: Date;
}

/** Wait until something rings, or for so many seconds. */
export async function waitForRings(seconds: number, signal: AbortSignal): Promise<readonly Ring[]> {
  const { body } = await ask("GET", `/api/talk/rings?wait=${seconds}`, undefined, signal, { milliseconds: 1000 * seconds + 15_000 });
  return new Fields<wire.TalkRings>(body, "rings").list("rings", (value) => {
    const ring = new Fields<wire.TalkRing>(value, "ring");
    return { kind: ring.text("kind") === "alarm" ? ("alarm" as const) : ("timer" as const), dueAt: ring.instant("due_at") };
  });
}

export async function silenceRings(): Promise<void> {
  await ask("DELETE", "/api/talk/rings");
}

function parseState(value: unknown): TalkState {
  const fields = new Fields<wire.TalkState>(value, "talk");
  return { device: fields.recordOrNull("device", (device) => parseDevice(device.whole)), longestSeconds: fields.number("longest_seconds") };
}

export function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
}
