/** Requests about where sound lies and who else handles data. */
import { Fields, parseText } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface KeptSound {
  readonly recordings: number;
  readonly seconds: number;
  readonly sizeBytes: number;
  readonly archiveBytes: number;
  readonly firstEnd: Date | null;
  readonly lastEnd: Date | null;
  /** Examples of the wake word: numbers, neither sound nor words. */
  readonly wakeExamples: number;
  readonly wakeExamplesEnd: Date | null;
  readonly onThisMachine: boolean;
}

export interface Processor {
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly service: string;
  readonly does: string;
  readonly transfer: string;
  readonly since: Date;
}

export interface Processors {
  readonly processors: readonly Processor[];
  readonly employers: readonly { readonly name: string; readonly countries: readonly string[] }[];
}

export async function loadKept(): Promise<KeptSound> {
  const fields = new Fields<wire.KeptSound>((await ask("GET", "/api/use/kept")).body, "kept");
  return {
    recordings: fields.number("recordings"),
    seconds: fields.number("seconds"),
    sizeBytes: fields.number("size_bytes"),
    archiveBytes: fields.number("archive_bytes"),
    firstEnd: fields.instantOrNull("first_end"),
    lastEnd: fields.instantOrNull("last_end"),
    wakeExamples: fields.number("wake_examples"),
    wakeExamplesEnd: fields.instantOrNull("wake_examples_end"),
    onThisMachine: fields.flag("on_this_machine"),
  };
}

export async function loadProcessors(): Promise<Processors> {
  const fields = new Fields<wire.ShownProcessors>((await ask("GET", "/api/processors")).body, "processors");
  return {
    processors: fields.list("processors", (value) => {
      const one = new Fields<wire.ShownProcessor>(value, "processor");
      return {
        name: one.text("name"),
        country: one.text("country"),
        service: one.text("service"),
        does: one.text("does"),
        transfer: one.text("transfer"),
        // A day without a zone is shown at noon so that it is the same day everywhere.
        since: new Date(`${one.text("since")}T12:00:00Z`),
      };
    }),
    employers: fields.list("employers", (value) => {
      const one = new Fields<wire.ShownEmployer>(value, "employer");
      return { name: one.text("name"), countries: one.list("countries", parseText) };
    }),
  };
}
