/** Requests about the audit log, and what they tell, parsed where it arrives. */
import { Fields, parseText } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type { GrowthProof } from "../../kit/log_proofs.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Head {
  /** Signed note. */
  readonly checkpoint: string;
  readonly publicKey: string;
}

export async function loadHead(): Promise<Head> {
  const fields = new Fields<wire.HeadPayload>((await ask("GET", "/api/log")).body, "head");
  return { checkpoint: fields.text("checkpoint"), publicKey: fields.text("public_key") };
}

/** @param kept number of leaves of the head that was kept. */
export async function loadGrowth(kept: number): Promise<GrowthProof> {
  const fields = new Fields<wire.GrowthProof>((await ask("GET", `/api/log/growth?kept=${String(kept)}`)).body, "growth");
  return { keptSize: fields.number("kept_size"), proof: fields.list("proof", parseText), treeSize: fields.number("tree_size"), checkpoint: fields.text("checkpoint") };
}
