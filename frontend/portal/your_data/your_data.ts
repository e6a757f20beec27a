/** Requests about keeping, using, exporting and deleting, with receipts and proofs. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type { LeafProof } from "../../kit/log_proofs.ts";
import type * as wire from "../api/wire.ts";

const { ask, askForSound } = askers<wire.Addresses>();

export interface UseState {
  readonly retentionDays: number;
  readonly options: readonly number[];
  readonly restricted: boolean;
}

export interface Export {
  readonly id: string;
  readonly askedAt: Date;
  /** Only chosen recordings are in it. */
  readonly selection: boolean;
  readonly done: number;
  readonly total: number;
  readonly state: string;
  readonly sizeBytes: number;
  readonly expiresAt: Date | null;
}

export interface Receipt {
  readonly deletionId: string;
  readonly askedAt: Date;
  readonly recordings: number;
  readonly clips: number;
  /** Null: a store has not said yet that nothing is left. */
  readonly completedAt: Date | null;
  readonly document: string | null;
  readonly proof: LeafProof | null;
  readonly publicKey: string | null;
  /** As the server sent it, for the file. */
  readonly whole: unknown;
}

export interface ProvenPlays {
  readonly clipId: string | null;
  readonly plays: readonly LeafProof[];
  readonly notSignedYet: number;
  readonly publicKey: string | null;
}

export interface Deleted {
  readonly recordings: number;
  readonly deletionId: string | null;
}

export async function loadUse(): Promise<UseState> {
  return parseUse((await ask("GET", "/api/use")).body);
}

export async function chooseRetention(days: number): Promise<UseState> {
  return parseUse((await ask("PUT", "/api/use/retention", { days })).body);
}

export async function restrict(restricted: boolean): Promise<UseState> {
  return parseUse((await ask("PUT", "/api/use/restriction", { restricted })).body);
}

export async function objectToUse(): Promise<void> {
  await ask("POST", "/api/use/objection");
}

export async function loadExports(): Promise<readonly Export[]> {
  return parseList((await ask("GET", "/api/exports")).body, parseExport);
}

export async function askForExport(): Promise<Export> {
  return parseExport((await ask("POST", "/api/exports")).body);
}

export async function askForSelection(recordingIds: readonly string[]): Promise<Export> {
  return parseExport((await ask("POST", "/api/exports/selection", { recording_ids: recordingIds })).body);
}

export async function fetchArchive(one: Export): Promise<ArrayBuffer> {
  return askForSound(`/api/exports/${encodeURIComponent(one.id)}/archive`);
}

export async function deleteSeveral(recordingIds: readonly string[]): Promise<Deleted> {
  return parseDeleted((await ask("POST", "/api/deletions", { recording_ids: recordingIds })).body);
}

export async function deletePeriod(since: Date, until: Date): Promise<Deleted> {
  return parseDeleted((await ask("POST", "/api/deletions/period", { since: since.toISOString(), until: until.toISOString() })).body);
}

export async function closeAccount(password: string): Promise<Deleted> {
  return parseDeleted((await ask("POST", "/api/account/closing", { password })).body);
}

export async function loadReceipt(deletionId: string): Promise<Receipt> {
  const { body } = await ask("GET", `/api/deletions/${encodeURIComponent(deletionId.trim())}`);
  const fields = new Fields<wire.ShownReceipt>(body, "receipt");
  return {
    deletionId: fields.text("deletion_id"),
    askedAt: fields.instant("asked_at"),
    recordings: fields.number("recordings"),
    clips: fields.number("clips"),
    completedAt: fields.instantOrNull("completed_at"),
    document: fields.textOr("document", null),
    proof: fields.recordOrNull("proof", parseProof),
    publicKey: fields.textOr("public_key", null),
    whole: body,
  };
}

export async function loadPlays(recordingId: string): Promise<ProvenPlays> {
  const fields = new Fields<wire.ProvenPlays>((await ask("GET", `/api/utterances/${encodeURIComponent(recordingId)}/plays`)).body, "plays");
  return {
    clipId: fields.textOr("clip_id", null),
    plays: fields.list("plays", (value) => parseProof(new Fields<wire.LeafProof>(value, "proof"))),
    notSignedYet: fields.number("not_signed_yet"),
    publicKey: fields.textOr("public_key", null),
  };
}

export function parseDeleted(value: unknown): Deleted {
  const fields = new Fields<wire.ErasedCounts>(value, "deletion");
  return { recordings: fields.number("recordings"), deletionId: fields.textOr("deletion_id", null) };
}

function parseProof(fields: Fields<wire.LeafProof>): LeafProof {
  return {
    index: fields.number("index"),
    entry: fields.text("entry"),
    proof: fields.list("proof", String),
    treeSize: fields.number("tree_size"),
    checkpoint: fields.text("checkpoint"),
  };
}

function parseUse(value: unknown): UseState {
  const fields = new Fields<wire.UseState>(value, "use");
  return { retentionDays: fields.number("retention_days"), options: fields.list("options", Number), restricted: fields.flag("restricted") };
}

function parseExport(value: unknown): Export {
  const fields = new Fields<wire.ShownExport>(value, "export");
  return {
    id: fields.text("export_id"),
    askedAt: fields.instant("asked_at"),
    selection: fields.flag("selection"),
    done: fields.number("done"),
    total: fields.number("total"),
    state: fields.text("state"),
    sizeBytes: fields.number("size_bytes"),
    expiresAt: fields.instantOrNull("expires_at"),
  };
}

/** Give a file to the person; it is in memory and has no address. */
export function save(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
