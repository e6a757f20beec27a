/** Requests about the demo beside the own data. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export type DemoStage = wire.DemoData["stage"];

export interface DemoData {
  readonly stage: DemoStage;
  /** Null: not known. */
  readonly madeAt: Date | null;
  readonly sizeBytes: number;
  readonly files: number;
  readonly removedFiles: number;
}

const STAGES: readonly DemoStage[] = ["none", "there", "removing", "removed", "running", "failed"];

export async function loadDemo(): Promise<DemoData> {
  return parse((await ask("GET", "/api/demo")).body);
}

/** Begins; how far it is, `loadDemo` tells. */
export async function removeDemo(): Promise<DemoData> {
  return parse((await ask("DELETE", "/api/demo")).body);
}

function parse(body: unknown): DemoData {
  const fields = new Fields<wire.DemoData>(body, "demo");
  const stage = fields.text("stage");
  return {
    stage: STAGES.find((one) => one === stage) ?? "none",
    madeAt: fields.instantOrNull("made_at"),
    sizeBytes: fields.number("size_bytes"),
    files: fields.number("files"),
    removedFiles: fields.number("removed_files"),
  };
}
