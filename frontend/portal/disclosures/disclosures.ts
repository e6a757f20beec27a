/** Requests about having been identified after a danger was heard. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Disclosure {
  readonly id: string;
  readonly category: string;
  readonly foundAt: Date;
}

export async function loadDisclosures(): Promise<readonly Disclosure[]> {
  return parseList((await ask("GET", "/api/disclosures")).body, (value) => {
    const fields = new Fields<wire.Disclosure>(value, "disclosures");
    return { id: fields.text("escalation_id"), category: fields.text("category"), foundAt: fields.instant("found_at") };
  });
}
