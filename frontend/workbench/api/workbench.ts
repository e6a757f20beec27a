/** Every request that the workbench makes, one function each. */
import { askers } from "../../kit/api/request.ts";
import type { KnownIntent } from "../../kit/meaning.ts";
import { Problem } from "../../kit/api/problem.ts";
import { Fields } from "../../kit/api/fields.ts";
import type { Language } from "../../kit/language.ts";
import type { BrowserKey } from "../browser/key.ts";
import type { Written } from "../review/history.ts";
import {
  type Ahead,
  type Day,
  type Guideline,
  type Label,
  type Lease,
  type Progress,
  type Sent,
  parseAhead,
  parseCatalogue,
  parseDay,
  parseGuideline,
  parseKeys,
  parseLease,
  parseProgress,
  parseSent,
  parseSoundAddress,
  parseUntilBreak,
  writeDraft,
  writeLabel,
} from "./records.ts";
import type * as wire from "./wire.ts";

const { ask, askForSound } = askers<wire.Addresses>();

const REPORT_MILLISECONDS = 5_000;

/** What stands before the next clip: nothing, surroundings to be declared, an enrolled browser, or a confirmed machine. */
export type Demanded = "declared" | "missing" | "browser" | "posture";

export interface HeldLease {
  readonly lease: Lease;
  /** When it ends by this browser's clock. */
  readonly endsAt: Date;
}

/** Whether surroundings have to be declared before the next clip; "refused" where no clip is given here or now. */
export async function findSurroundings(): Promise<Demanded | "refused"> {
  try {
    const fields = new Fields<wire.SurroundingsPayload>((await ask("GET", "/api/surroundings")).body);
    if (fields.flag("browser_missing")) return "browser";
    if (fields.flag("posture_missing")) return "posture";
    return fields.flag("attestation_missing") ? "missing" : "declared";
  } catch (error) {
    if (error instanceof Problem && error.code === "place_refused") return "refused";
    throw error;
  }
}

/** Declare surroundings; whether a shift begins. */
export async function declareSurroundings(declared: wire.AttestationPayload): Promise<boolean> {
  return !new Fields((await ask("POST", "/api/surroundings", declared)).body).flag("attestation_missing");
}

/** Show that this session is in an enrolled browser. */
export async function showBrowser(key: BrowserKey): Promise<void> {
  const challenge = await takeChallenge();
  await ask("POST", "/api/surroundings/browser", { thumbprint: key.thumbprint, challenge, signature: await key.sign(challenge) });
}

/** Ask for the enrolment of this browser. */
export async function enrolBrowser(key: BrowserKey, name: string): Promise<void> {
  const challenge = await takeChallenge();
  await ask("POST", "/api/surroundings/enrolment", { name, public_key: key.publicKey, challenge, signature: await key.sign(challenge) });
}

async function takeChallenge(): Promise<string> {
  return new Fields((await ask("POST", "/api/surroundings/challenge")).body).text("challenge");
}

/** The next clip; null where nothing waits. @param ahead what was fetched ahead, which is given with its key where it still may be. */
export async function takeLease(signal: AbortSignal, ahead: Ahead | null): Promise<HeldLease | null> {
  const answer = await ask("POST", ahead === null ? "/api/leases" : `/api/leases?ahead=${encodeURIComponent(ahead.leaseId)}`, undefined, signal);
  if (answer.status === 204) return null;
  const lease = parseLease(answer.body);
  return { lease, endsAt: new Date(lease.expiresAt.getTime() - answer.clockOffsetMilliseconds) };
}

/** The sound of the clip that may come next, sealed; null where there is none. */
export async function fetchAhead(signal: AbortSignal): Promise<Ahead | null> {
  const answer = await ask("POST", "/api/leases/ahead", undefined, signal);
  return answer.status === 204 ? null : parseAhead(answer.body);
}

/** Let others be given what was fetched ahead; the message goes out even where the page is left. */
export async function giveBackAhead(): Promise<void> {
  await ask("DELETE", "/api/leases/ahead", undefined, undefined, { keepalive: true });
}

/** The sound of a clip that was leased just now, under the address that came with it. */
export async function loadFirstSound(lease: Lease, signal: AbortSignal): Promise<ArrayBuffer> {
  return askForSound(lease.soundAddress, signal);
}

/** The clip's sound. It leaves once under each address, so a repetition asks for a new one. */
export async function loadSound(lease: Lease, signal: AbortSignal): Promise<ArrayBuffer> {
  const given = await ask("POST", pathOf(lease, "sound"), undefined, signal);
  return askForSound(parseSoundAddress(given.body), signal);
}

export async function reportPlayed(lease: Lease, milliseconds: number, signal: AbortSignal): Promise<void> {
  // While no answer comes it is not known whether the clip was withdrawn, so the sound does not go on for long.
  await ask("POST", pathOf(lease, "played"), { milliseconds }, signal, { milliseconds: REPORT_MILLISECONDS });
}

/** Take a clip that is hard to bear away for good; the message goes out even where the page is left. */
export async function eject(lease: Lease): Promise<void> {
  await ask("POST", pathOf(lease, "eject"), undefined, undefined, { keepalive: true });
}

export async function saveDraft(lease: Lease, written: Written, signal: AbortSignal): Promise<void> {
  await ask("PUT", pathOf(lease, "draft"), writeDraft(written), signal);
}

/** What was sent within the last ten minutes, newest first. */
export async function loadSent(): Promise<readonly Sent[]> {
  return parseSent((await ask("GET", "/api/sent")).body);
}

export async function takeBack(sent: Sent): Promise<void> {
  await ask("POST", `/api/leases/${encodeURIComponent(sent.leaseId)}/take-back`);
}

/** Whether the reviewer takes clips that others found hard to bear. */
export async function acceptsDistressing(): Promise<boolean> {
  return new Fields<wire.PreferencesPayload>((await ask("GET", "/api/preferences")).body).flag("accepts_distressing");
}

export async function acceptDistressing(accepts: boolean): Promise<void> {
  await ask("PUT", "/api/preferences", { accepts_distressing: accepts });
}

/** The keys that this member has chosen over the first ones. */
export async function loadKeys(): Promise<readonly wire.KeyPayload[]> {
  return parseKeys((await ask("GET", "/api/keys")).body);
}

export async function saveKeys(keys: readonly wire.KeyPayload[]): Promise<void> {
  await ask("PUT", "/api/keys", { keys });
}

/** Leave a clip for later; it may come back in half an hour, with what was written. */
export async function skip(lease: Lease): Promise<void> {
  await ask("POST", pathOf(lease, "skip"));
}

export async function sendNote(lease: Lease, text: string): Promise<void> {
  await ask("POST", pathOf(lease, "note"), { text });
}

export async function loadDay(): Promise<Day> {
  return parseDay((await ask("GET", `/api/day?began_at=${midnight()}`)).body);
}

/** Seconds of listening until the next break; null where none is due. */
export async function loadUntilBreak(): Promise<number | null> {
  return parseUntilBreak((await ask("GET", "/api/me/shift")).body);
}

export async function giveBack(lease: Lease): Promise<void> {
  await ask("POST", pathOf(lease, "return"));
}

/** Ask others about the word at a position; they hear two seconds round it. */
export async function askAboutWord(lease: Lease, milliseconds: number): Promise<void> {
  await ask("POST", pathOf(lease, "question"), { at_milliseconds: milliseconds });
}

/** Report a danger that was heard. */
export async function escalate(lease: Lease, category: string): Promise<void> {
  await ask("POST", pathOf(lease, "escalate"), { category });
}

/** @param keystrokes keys pressed since the clip came; null where they were not counted. */
export async function sendLabel(lease: Lease, label: Label, guidelineVersion: string, keystrokes: number | null = null): Promise<void> {
  await ask("POST", pathOf(lease, "label"), writeLabel(label, guidelineVersion, keystrokes));
}

export async function sendRejection(lease: Lease, reason: string, wakeWordVerdict: string, guidelineVersion: string): Promise<void> {
  await ask("POST", pathOf(lease, "reject"), { reason, wake_word_verdict: wakeWordVerdict, guideline_version: guidelineVersion });
}

export async function loadGuideline(language: Language): Promise<Guideline> {
  return parseGuideline((await ask("GET", `/api/guideline?language=${language}`)).body);
}

export async function loadCatalogue(): Promise<readonly KnownIntent[]> {
  return parseCatalogue((await ask("GET", "/api/catalogue")).body);
}

export async function loadProgress(): Promise<Progress> {
  return parseProgress((await ask("GET", `/api/progress?began_at=${midnight()}`)).body);
}

function pathOf<Action extends string>(lease: Lease, action: Action): `/api/leases/${string}/${Action}` {
  return `/api/leases/${encodeURIComponent(lease.leaseId)}/${action}`;
}

/** When the day began where the reviewer is. */
function midnight(): string {
  const now = new Date();
  return encodeURIComponent(new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString());
}
