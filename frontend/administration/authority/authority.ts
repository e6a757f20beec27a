/** The answer to an authority, parsed where it arrives. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

/** It counts over a million clips. */
const LONGEST_MILLISECONDS = 60_000;

export interface Report {
  readonly madeAt: Date;
  readonly people: number;
  readonly recordings: readonly { readonly region: string; readonly recordings: number; readonly people: number; readonly chosen: number; readonly oldest: Date }[];
  readonly listening: readonly {
    readonly role: string;
    /** `person`, or `simulated`. */
    readonly kind: string;
    readonly vendor: string | null;
    readonly country: string | null;
    readonly reviewers: number;
    readonly clips: number;
    readonly times: number;
    readonly seconds: number;
  }[];
  readonly store: string;
  readonly database: string;
  readonly retentionDays: number;
  /** The whole answer as a file holds it: JSON, as `earnest authority-report` writes it. */
  readonly file: string;
}

export async function loadReport(since: string, until: string): Promise<Report> {
  const days = new URLSearchParams();
  if (since !== "") days.set("since", since);
  if (until !== "") days.set("until", until);
  const answer = await ask("GET", `/api/authority-report?${days.toString()}`, undefined, undefined, { milliseconds: LONGEST_MILLISECONDS });
  const fields = new Fields<wire.AuthorityReport>(answer.body, "authority report");
  return {
    madeAt: fields.instant("made_at"),
    people: fields.number("people"),
    recordings: fields.list("recordings", (value) => {
      const one = new Fields<wire.KeptRecordings>(value, "recordings");
      return { region: one.text("region"), recordings: one.number("recordings"), people: one.number("people"), chosen: one.number("chosen"), oldest: one.instant("oldest") };
    }),
    listening: fields.list("listening", (value) => {
      const one = new Fields<wire.ListenerGroup>(value, "listening");
      return {
        role: one.text("role"),
        kind: one.text("kind"),
        vendor: one.textOr("vendor", null),
        country: one.textOr("country", null),
        reviewers: one.number("reviewers"),
        clips: one.number("clips"),
        times: one.number("listenings"),
        seconds: one.number("seconds"),
      };
    }),
    store: fields.text("store"),
    database: fields.text("database"),
    retentionDays: fields.number("retention_days"),
    file: `${JSON.stringify(answer.body, null, 2)}\n`,
  };
}
