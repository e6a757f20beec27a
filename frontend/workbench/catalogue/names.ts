/** Names of intents and details that labels used; a lead decides about each. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Name {
  readonly id: string;
  readonly language: string;
  readonly intent: string;
  /** Empty: the intent itself. */
  readonly slot: string;
  readonly state: string;
  readonly renamedTo: string | null;
}

export async function loadNames(): Promise<readonly Name[]> {
  return parseList((await ask("GET", "/api/lead/names")).body, (value) => {
    const name = new Fields<wire.CatalogueName>(value, "names");
    return { id: name.text("name_id"), language: name.text("language"), intent: name.text("intent"), slot: name.text("slot"), state: name.text("state"), renamedTo: name.textOr("renamed_to", null) };
  }, "names");
}

/** @param renamedTo what new labels say instead; null to accept or refuse. */
export async function decideName(name: Name, state: "accepted" | "renamed" | "refused", renamedTo: string | null): Promise<void> {
  await ask("PUT", `/api/lead/names/${encodeURIComponent(name.id)}`, { state, renamed_to: renamedTo });
}
