/** Requests about members of staff, and what they tell, parsed where it arrives. */
import { Fields, parseList, parseText } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Person {
  readonly name: string;
  readonly role: string;
  readonly active: boolean;
  readonly createdAt: Date;
  readonly vendor: string | null;
  readonly site: string | null;
  /** None named: all. */
  readonly languages: readonly string[];
}

/** What a member signs in with the first time; shown this once. */
export interface Secrets {
  readonly name: string;
  readonly password: string;
  readonly address: string;
  /** The same as a QR code, SVG. */
  readonly picture: string;
}

export async function loadPeople(): Promise<readonly Person[]> {
  return parseList((await ask("GET", "/api/members")).body, (entry) => {
    const fields = new Fields<wire.ShownMember>(entry, "members");
    return {
      name: fields.text("name"),
      role: fields.text("role"),
      active: fields.flag("active"),
      createdAt: fields.instant("created_at"),
      vendor: fields.textOr("vendor", null),
      site: fields.textOr("site", null),
      languages: fields.list("languages", parseText),
    };
  });
}

export async function invite(person: wire.NewMemberPayload): Promise<Secrets> {
  return parseSecrets((await ask("POST", "/api/members", person)).body);
}

export async function changePerson(name: string, changed: wire.ChangedMemberPayload): Promise<void> {
  await ask("PUT", `/api/members/${encodeURIComponent(name)}`, changed);
}

export async function resetPerson(name: string): Promise<Secrets> {
  return parseSecrets((await ask("POST", `/api/members/${encodeURIComponent(name)}/reset`)).body);
}

export async function enablePerson(name: string): Promise<Secrets> {
  return parseSecrets((await ask("POST", `/api/members/${encodeURIComponent(name)}/enable`)).body);
}

export async function disablePerson(name: string): Promise<void> {
  await ask("POST", `/api/members/${encodeURIComponent(name)}/disable`);
}

function parseSecrets(value: unknown): Secrets {
  const fields = new Fields<wire.MemberSecrets>(value);
  return { name: fields.text("name"), password: fields.text("password"), address: fields.text("enrolment_address"), picture: fields.text("enrolment_picture") };
}
