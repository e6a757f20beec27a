/** Requests about processors, and what they tell, parsed where it arrives. */
import { Fields, parseText } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export const SERVICES = ["hosting", "storage", "keys", "review", "support", "other"] as const;
export const TRANSFERS = ["none", "adequacy", "standard_clauses", "binding_rules", "derogation"] as const;

export interface NewProcessor {
  readonly name: string;
  readonly country: string;
  readonly service: string;
  readonly does: string;
  readonly transfer: string;
  readonly reference: string | null;
  /** Day, as 2026-01-31. */
  readonly since: string;
}

export interface Processor extends NewProcessor {
  readonly id: string;
  /** Null: it goes on. */
  readonly endedAt: Date | null;
}

export interface Employer {
  readonly name: string;
  readonly countries: readonly string[];
}

export interface Processors {
  readonly processors: readonly Processor[];
  readonly employers: readonly Employer[];
}

export async function loadProcessors(): Promise<Processors> {
  const fields = new Fields<wire.ProcessorsPayload>((await ask("GET", "/api/processors")).body, "processors");
  return {
    processors: fields.list("processors", (value) => {
      const one = new Fields<wire.Processor>(value, "processor");
      return {
        id: one.text("processor_id"),
        name: one.text("name"),
        country: one.text("country"),
        service: one.text("service"),
        does: one.text("does"),
        transfer: one.text("transfer"),
        reference: one.textOr("reference", null),
        since: one.text("since"),
        endedAt: one.instantOrNull("ended_at"),
      };
    }),
    employers: fields.list("employers", (value) => {
      const one = new Fields<wire.Employer>(value, "employer");
      return { name: one.text("name"), countries: one.list("countries", parseText) };
    }),
  };
}

export async function addProcessor(given: NewProcessor): Promise<void> {
  await ask("POST", "/api/processors", given);
}

export async function endProcessor(id: string): Promise<void> {
  await ask("DELETE", `/api/processors/${id}`);
}
