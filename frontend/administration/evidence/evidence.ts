/** Requests about evidence packs, and what they tell, parsed where it arrives. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Pack {
  readonly id: string;
  readonly first: string | null;
  readonly last: string | null;
  readonly askedAt: Date;
  readonly begun: boolean;
  readonly endedAt: Date | null;
  /** Code of what went wrong. */
  readonly problem: string | null;
  /** Bytes; null: not made. */
  readonly size: number | null;
  readonly expiresAt: Date;
}

export async function loadPacks(): Promise<readonly Pack[]> {
  return parseList((await ask("GET", "/api/evidence-packs")).body, (value) => {
    const fields = new Fields<wire.AskedPack>(value, "packs");
    return {
      id: fields.text("pack_id"),
      first: fields.textOr("first_day", null),
      last: fields.textOr("last_day", null),
      askedAt: fields.instant("asked_at"),
      begun: fields.instantOrNull("began_at") !== null,
      endedAt: fields.instantOrNull("ended_at"),
      problem: fields.textOr("problem", null),
      size: fields.numberOrNull("size"),
      expiresAt: fields.instant("expires_at"),
    };
  });
}

export async function askForPack(first: string, last: string): Promise<void> {
  await ask("POST", "/api/evidence-packs", { first: first === "" ? null : first, last: last === "" ? null : last });
}
