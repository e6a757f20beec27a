/** Requests about claims: of a person without an account, and of the owner of the device. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export type Wish = "see" | "delete";

export interface Claim {
  readonly code: string;
  readonly wish: Wish;
  readonly since: Date;
  readonly until: Date;
  readonly said: string;
  readonly place: string;
}

export interface ClaimState {
  readonly wish: string;
  readonly dueAt: Date;
  /** Null: not answered yet. */
  readonly outcome: string | null;
  readonly readable: readonly { readonly capturedAt: Date; readonly text: string }[];
}

export interface Candidate {
  readonly recordingId: string;
  readonly capturedAt: Date;
  readonly text: string;
  readonly sharedWords: number;
}

export interface OwnedClaim {
  readonly id: string;
  readonly wish: string;
  readonly since: Date;
  readonly until: Date;
  readonly said: string;
  readonly place: string;
  readonly decidedAt: Date | null;
  readonly candidates: readonly Candidate[];
}

export async function sendClaim(claim: Claim): Promise<{ readonly statusCode: string; readonly dueAt: Date }> {
  const body = { ...claim, since: claim.since.toISOString(), until: claim.until.toISOString() };
  const fields = new Fields<wire.ClaimReceipt>((await ask("POST", "/api/claims", body)).body, "claim");
  return { statusCode: fields.text("status_code"), dueAt: fields.instant("due_at") };
}

export async function askAfter(statusCode: string): Promise<ClaimState> {
  const fields = new Fields<wire.ClaimState>((await ask("POST", "/api/claims/status", { status_code: statusCode.trim() })).body, "claim");
  return {
    wish: fields.text("wish"),
    dueAt: fields.instant("due_at"),
    outcome: fields.textOr("outcome", null),
    readable: fields.list("readable", (value) => {
      const one = new Fields<wire.ReadableUtterance>(value, "utterance");
      return { capturedAt: one.instant("captured_at"), text: one.text("text") };
    }),
  };
}

export async function loadGuestCode(): Promise<string> {
  return new Fields<wire.GuestCode>((await ask("GET", "/api/guest-code")).body, "code").text("code");
}

export async function loadClaims(): Promise<readonly OwnedClaim[]> {
  return parseList((await ask("GET", "/api/claims")).body, (value) => {
    const fields = new Fields<wire.ShownClaim>(value, "claim");
    return {
      id: fields.text("claim_id"),
      wish: fields.text("wish"),
      since: fields.instant("since"),
      until: fields.instant("until"),
      said: fields.text("said"),
      place: fields.text("place"),
      decidedAt: fields.instantOrNull("decided_at"),
      candidates: fields.list("candidates", (item) => {
        const one = new Fields<wire.ClaimCandidate>(item, "candidate");
        return { recordingId: one.text("recording_id"), capturedAt: one.instant("captured_at"), text: one.text("text"), sharedWords: one.number("shared_words") };
      }),
    };
  });
}

export async function decideClaim(claim: OwnedClaim, recordingIds: readonly string[], refused: boolean): Promise<void> {
  await ask("POST", `/api/claims/${encodeURIComponent(claim.id)}/decision`, { recording_ids: recordingIds, refused });
}
