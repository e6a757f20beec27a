/** Requests about escalations, and what they tell, parsed where it arrives; neither sound nor words, and not who spoke. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { UnexpectedAnswer } from "../../kit/api/problem.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export const CATEGORIES = ["danger_to_life", "child", "violence", "crime", "self_harm"] as const satisfies readonly wire.DangerCategory[];
export const DECISIONS = [
  "emergency_called",
  "police_informed",
  "child_protection_informed",
  "customer_offered_help",
  "no_danger",
  "not_real",
  "cannot_be_assessed",
] as const satisfies readonly wire.EscalationDecision[];
export const REASONS = ["open_escalation", "criminal_investigation", "court_order"] as const satisfies readonly wire.HoldReason[];
export const ACTS = ["open_evidence", "extend_hold", "identify"] as const satisfies readonly wire.TwoPersonAct[];

export interface Approval {
  readonly act: wire.TwoPersonAct;
  readonly by: string;
  readonly mine: boolean;
}

export interface Escalation {
  readonly id: string;
  readonly region: string;
  readonly category: wire.DangerCategory;
  readonly raisedAt: Date;
  readonly dueAt: Date;
  readonly late: boolean;
  readonly takenAt: Date | null;
  readonly takenBy: string | null;
  readonly takenByMe: boolean;
  readonly decision: wire.EscalationDecision | null;
  readonly decidedAt: Date | null;
  readonly tellBy: Date;
  readonly toldAt: Date | null;
  readonly contactedAt: Date | null;
  readonly holdUntil: Date | null;
  readonly identification: string | null;
  readonly approvals: readonly Approval[];
}

/** One of the known codes; another is of a server of another version. */
function known<Code extends string>(codes: readonly Code[], code: string): Code {
  const found = codes.find((one) => one === code);
  if (found === undefined) throw new UnexpectedAnswer(code);
  return found;
}

export async function loadEscalations(): Promise<readonly Escalation[]> {
  return parseList((await ask("GET", "/api/escalations")).body, (entry) => {
    const fields = new Fields<wire.EscalationPayload>(entry, "escalations");
    const decision = fields.textOr("decision", null);
    return {
      id: fields.text("escalation_id"),
      region: fields.text("region"),
      category: known(CATEGORIES, fields.text("category")),
      raisedAt: fields.instant("raised_at"),
      dueAt: fields.instant("due_at"),
      late: fields.flag("late"),
      takenAt: fields.instantOrNull("taken_at"),
      takenBy: fields.textOr("taken_by", null),
      takenByMe: fields.flag("taken_by_me"),
      decision: decision === null ? null : known(DECISIONS, decision),
      decidedAt: fields.instantOrNull("decided_at"),
      tellBy: fields.instant("tell_by"),
      toldAt: fields.instantOrNull("told_at"),
      contactedAt: fields.instantOrNull("contacted_at"),
      holdUntil: fields.instantOrNull("hold_until"),
      identification: fields.textOr("identification", null),
      approvals: fields.list("approvals", (value) => {
        const approval = new Fields<wire.ApprovalPayload>(value, "approvals");
        return { act: known(ACTS, approval.text("act")), by: approval.text("by"), mine: approval.flag("mine") };
      }),
    };
  });
}

export async function take(escalation: Escalation): Promise<void> {
  await ask("POST", `/api/escalations/${escalation.id}/take`);
}

export async function decide(escalation: Escalation, decision: wire.EscalationDecision): Promise<void> {
  await ask("POST", `/api/escalations/${escalation.id}/decision`, { decision });
}

export async function approve(escalation: Escalation, act: wire.TwoPersonAct): Promise<void> {
  await ask("POST", `/api/escalations/${escalation.id}/approvals`, { act });
}

export async function extendHold(escalation: Escalation, reason: wire.HoldReason, until: Date): Promise<void> {
  await ask("POST", `/api/escalations/${escalation.id}/hold`, { reason, until: until.toISOString() });
}

export async function askForPerson(escalation: Escalation, tellCustomer: boolean): Promise<void> {
  await ask("POST", `/api/escalations/${escalation.id}/person`, { tell_customer: tellCustomer });
}
