/** Requests about the duty roster, and what they tell, parsed where it arrives. */
import { Fields, parseList, parseText } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Duty {
  readonly id: string;
  readonly country: string;
  /** Sign-in name of the safety officer. */
  readonly name: string;
  readonly beginsAt: Date;
  readonly endsAt: Date;
}

export async function loadDuty(): Promise<readonly Duty[]> {
  return parseList((await ask("GET", "/api/duty")).body, (value) => {
    const fields = new Fields<wire.Duty>(value, "duty");
    return {
      id: fields.text("duty_id"),
      country: fields.text("country"),
      name: fields.text("name"),
      beginsAt: fields.instant("begins_at"),
      endsAt: fields.instant("ends_at"),
    };
  });
}

/** Sign-in names of active safety officers; asked by one of them. */
export async function loadOfficers(): Promise<readonly string[]> {
  return parseList((await ask("GET", "/api/duty/officers")).body, parseText);
}

export async function addDuty(duty: Omit<Duty, "id">): Promise<void> {
  await ask("POST", "/api/duty", { country: duty.country, name: duty.name, begins_at: duty.beginsAt.toISOString(), ends_at: duty.endsAt.toISOString() });
}

export async function removeDuty(duty: Duty): Promise<void> {
  await ask("DELETE", `/api/duty/${duty.id}`);
}
