/** Every request that the portal makes, one function each. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { Problem } from "../../kit/api/problem.ts";
import { askers } from "../../kit/api/request.ts";
import type { Language } from "../../kit/language.ts";
import { type KnownIntent, filledRows } from "../../kit/meaning.ts";
import type { Written } from "../drafts.svelte.ts";
import { type Deleted, parseDeleted } from "../your_data/your_data.ts";
import type { NamesEdit } from "../names.ts";
import {
  type Device,
  type Me,
  type PurposeChoice,
  type Utterance,
  type WakeWeek,
  parseDevice,
  parseKnownIntent,
  parseMe,
  parsePurpose,
  parseUtterance,
  parseWakeWeek,
} from "./records.ts";
import type * as wire from "./wire.ts";

const { ask, askForSound } = askers<wire.Addresses>();

export type Filter = "all" | "not_understood" | "learned" | "heard" | "withheld";

export interface Page {
  readonly utterances: readonly Utterance[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
  /** Back to when this page looked; null: to the end. */
  readonly searchedUntil: Date | null;
}

export async function signIn(login: string, password: string): Promise<void> {
  await ask("POST", "/api/session", { login, password });
}

export async function signOut(): Promise<void> {
  await ask("DELETE", "/api/session");
}

/** Who is signed in; without a session, whether one has ended in this browser. */
export async function findMe(): Promise<Me | "ended" | "signed_out"> {
  try {
    return parseMe((await ask("GET", "/api/me")).body);
  } catch (error) {
    if (error instanceof Problem && error.signedOut) return error.code === "session_ended" ? "ended" : "signed_out";
    throw error;
  }
}

export async function loadPurposes(language: Language): Promise<readonly PurposeChoice[]> {
  return parseList((await ask("GET", `/api/purposes?language=${language}`)).body, parsePurpose);
}

export async function decide(choice: PurposeChoice, given: boolean): Promise<PurposeChoice> {
  const body = { given, wording_hash: choice.wordingHash };
  return parsePurpose((await ask("PUT", `/api/purposes/${encodeURIComponent(choice.purpose)}`, body)).body);
}

export async function loadNotice(language: Language): Promise<readonly string[]> {
  return new Fields<wire.Notice>((await ask("GET", `/api/notice?language=${language}`)).body).list("paragraphs", (paragraph) => String(paragraph));
}

/** Of the history only what was said in a period, to one device, and in which some words occur. */
export interface Sought {
  readonly since: Date | null;
  readonly until: Date | null;
  readonly words: string;
  readonly deviceId: string | null;
}

/** A page of the history. @param after `next` of the page before; null: the newest. */
export async function loadUtterances(only: Filter, after: string | null, signal?: AbortSignal, sought?: Sought): Promise<Page> {
  const query = new URLSearchParams({ only });
  if (sought?.since) query.set("since", sought.since.toISOString());
  if (sought?.until) query.set("before", sought.until.toISOString());
  if (sought?.deviceId) query.set("device", sought.deviceId);
  if (sought && sought.words !== "") query.set("search", sought.words);
  if (after !== null) query.set("after", after);
  const fields = new Fields<wire.HistoryPage>((await ask("GET", `/api/utterances?${query.toString()}`, undefined, signal)).body);
  return { utterances: fields.list("utterances", parseUtterance), next: fields.textOr("next", null), searchedUntil: fields.instantOrNull("searched_until") };
}

export async function loadOwnSound(utterance: Utterance, signal: AbortSignal): Promise<ArrayBuffer> {
  return loadSoundOf(utterance.recordingId, signal);
}

export async function loadSoundOf(recordingId: string, signal: AbortSignal): Promise<ArrayBuffer> {
  return askForSound(`/api/utterances/${encodeURIComponent(recordingId)}/sound`, signal);
}

/** What the reviewer hears, without the inaudible mark of a lease. */
export async function loadReviewedSound(utterance: Utterance, signal: AbortSignal): Promise<ArrayBuffer> {
  return askForSound(`${pathOf(utterance)}/clip`, signal);
}

export interface WrittenCorrection extends Written {
  readonly learn: boolean;
}

/** Keep what is written of a correction. @param leaving the page is being left, and the request goes on. */
export async function saveDraft(recordingId: string, written: Written, leaving = false): Promise<void> {
  await ask("PUT", `/api/utterances/${encodeURIComponent(recordingId)}/draft`, bodyOf(written), undefined, { keepalive: leaving });
}

/** The others were heard alike and are corrected alike, in the same request. */
export async function correct(utterance: Utterance, written: WrittenCorrection, others: readonly Utterance[] = []): Promise<Utterance> {
  const also = others.map((other) => other.recordingId);
  const sent = { ...bodyOf(written), text: written.text.trim(), learn: written.learn, also };
  const { body } = await ask("PUT", `${pathOf(utterance)}/correction`, sent);
  return parseUtterance(body);
}

/** Take back the corrections of own recordings; what was learned from them is forgotten. */
export async function undoCorrections(utterances: readonly Utterance[]): Promise<void> {
  await ask("POST", "/api/corrections/undo", { recording_ids: utterances.map((utterance) => utterance.recordingId) });
}

export async function deleteUtterance(utterance: Utterance): Promise<Deleted> {
  return parseDeleted((await ask("DELETE", pathOf(utterance))).body);
}

export async function deleteAll(): Promise<Deleted> {
  return parseDeleted((await ask("DELETE", "/api/utterances")).body);
}

export async function loadIntents(): Promise<readonly KnownIntent[]> {
  const { body } = await ask("GET", "/api/intents");
  return new Fields<wire.KnownIntents>(body).list("intents", parseKnownIntent);
}

export async function loadDevices(): Promise<readonly Device[]> {
  const { body } = await ask("GET", "/api/devices");
  return parseList(body, parseDevice);
}

/** How often the devices were activated by accident, by week, newest first. */
export async function loadWakeWeeks(): Promise<readonly WakeWeek[]> {
  return parseList((await ask("GET", "/api/wake")).body, parseWakeWeek);
}

/** Add a device; its token is told this once. */
export async function addDevice(name: string): Promise<string> {
  return new Fields<wire.DeviceToken>((await ask("POST", "/api/devices", { name })).body).text("token");
}

export async function revokeDevice(device: Device): Promise<void> {
  await ask("DELETE", `/api/devices/${encodeURIComponent(device.deviceId)}`);
}

/** Household names, which are covered in every recording. */
export async function loadHouseholdNames(): Promise<readonly string[]> {
  return new Fields<wire.NameList>((await ask("GET", "/api/household-names")).body).list("names", (name) => String(name));
}

/** Add and take away names; returns the list as it is kept, with what was written elsewhere meanwhile. */
export async function editHouseholdNames(edit: NamesEdit): Promise<readonly string[]> {
  return new Fields<wire.NameList>((await ask("POST", "/api/household-names", edit)).body).list("names", (name) => String(name));
}

function bodyOf(written: Written): Readonly<Record<string, unknown>> {
  return {
    text: written.text,
    intent: written.intent,
    slots: Object.fromEntries(filledRows(written.slots).map((row) => [row.name, row.value])),
  };
}

function pathOf(utterance: Utterance): `/api/utterances/${string}` {
  return `/api/utterances/${encodeURIComponent(utterance.recordingId)}`;
}
