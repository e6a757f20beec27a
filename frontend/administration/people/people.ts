/** Requests about members of staff, and what they tell, parsed where it arrives. */
import { Fields, parseList } from "../../kit/api/fields.ts";
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
    };
  });
}
