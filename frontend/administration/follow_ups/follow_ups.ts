/** Requests about reviewers who escalated something and are contacted by a person. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface FollowUp {
  readonly id: string;
  readonly reviewer: string;
  readonly raisedAt: Date;
  readonly contactBy: Date;
  readonly late: boolean;
  readonly contactedAt: Date | null;
  readonly paidMinutes: number | null;
}

export async function loadFollowUps(): Promise<readonly FollowUp[]> {
  return parseList((await ask("GET", "/api/follow-ups")).body, (value) => {
    const fields = new Fields<wire.FollowUpPayload>(value, "follow_ups");
    return {
      id: fields.text("escalation_id"),
      reviewer: fields.text("reviewer"),
      raisedAt: fields.instant("raised_at"),
      contactBy: fields.instant("contact_by"),
      late: fields.flag("late"),
      contactedAt: fields.instantOrNull("contacted_at"),
      paidMinutes: fields.numberOrNull("paid_minutes"),
    };
  });
}

export async function noteContact(followUp: FollowUp, paidMinutes: number): Promise<void> {
  await ask("POST", `/api/follow-ups/${followUp.id}`, { paid_minutes: paidMinutes });
}
