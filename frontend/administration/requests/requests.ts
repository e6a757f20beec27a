/** Requests about the register of data subjects' requests, and what they tell, parsed where it arrives. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export const KINDS = ["access", "export", "rectification", "erasure", "restriction", "objection", "claim", "human_review", "transport_data"] as const;
export const OUTCOMES = ["fulfilled", "fulfilled_in_part", "nothing_held", "withdrawn_by_person", "refused_unfounded", "refused_excessive", "refused_not_identified", "refused_rights_of_others"] as const;
export const REASONS = ["complex", "many_requests"] as const;

export interface SubjectRequest {
  readonly id: string;
  readonly kind: string;
  readonly hasAccount: boolean;
  readonly openedAt: Date;
  readonly dueAt: Date;
  /** Open, and due within a week. */
  readonly soon: boolean;
  /** Open after its day, or answered after it. */
  readonly late: boolean;
  readonly prolonged: boolean;
  /** Null: open. */
  readonly outcome: string | null;
  readonly endedAt: Date | null;
}

export async function loadRequests(): Promise<readonly SubjectRequest[]> {
  return parseList((await ask("GET", "/api/requests")).body, (value) => {
    const fields = new Fields<wire.RequestPayload>(value, "requests");
    return {
      id: fields.text("request_id"),
      kind: fields.text("kind"),
      hasAccount: fields.flag("has_account"),
      openedAt: fields.instant("opened_at"),
      dueAt: fields.instant("due_at"),
      soon: fields.flag("soon"),
      late: fields.flag("late"),
      prolonged: fields.textOr("extension_reason", null) !== null,
      outcome: fields.textOr("outcome", null),
      endedAt: fields.instantOrNull("ended_at"),
    };
  });
}

export async function enterRequest(kind: string, openedAt: Date): Promise<void> {
  await ask("POST", "/api/requests", { kind, opened_at: openedAt.toISOString() });
}

export async function answerRequest(id: string, outcome: string): Promise<void> {
  await ask("POST", `/api/requests/${id}/answer`, { outcome });
}

export async function prolongRequest(id: string, reason: string): Promise<void> {
  await ask("POST", `/api/requests/${id}/more-time`, { reason });
}
