/** Requests about the breach register, and what they tell, parsed where it arrives. */
import { Fields, parseList, parseText } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

/** What can be entered after the first entry. */
export const KINDS = ["assessed", "measure", "authority_told", "people_told", "no_need_to_tell", "remark", "closed"] as const;
export const RISKS = ["none", "risk", "high"] as const;

export interface Entry {
  readonly place: number;
  readonly kind: string;
  readonly happenedAt: Date;
  readonly risk: string | null;
  readonly people: number | null;
  readonly remark: string;
  readonly enteredAt: Date;
}

export interface AffectedList {
  readonly id: string;
  readonly region: string | null;
  readonly askedAt: Date;
  /** Null: it is not made yet. */
  readonly people: number | null;
  readonly ready: boolean;
  readonly waitsForSecond: boolean;
  /** Sealed to two people, and opened only with both keys. */
  readonly ofTwo: boolean;
}

export interface Breach {
  readonly id: string;
  readonly awareAt: Date;
  readonly dueAt: Date;
  readonly toldAt: Date | null;
  readonly needDenied: boolean;
  readonly risk: string | null;
  readonly closed: boolean;
  readonly late: boolean;
  readonly soon: boolean;
  readonly missing: readonly string[];
  readonly entries: readonly Entry[];
  readonly lists: readonly AffectedList[];
}

export interface NewEntry {
  readonly kind: string;
  readonly happenedAt: Date;
  readonly risk: string | null;
  readonly people: number | null;
  readonly remark: string;
}

export async function loadBreaches(): Promise<readonly Breach[]> {
  return parseList((await ask("GET", "/api/breaches")).body, (value) => {
    const fields = new Fields<wire.BreachPayload>(value, "breaches");
    return {
      id: fields.text("breach_id"),
      awareAt: fields.instant("aware_at"),
      dueAt: fields.instant("due_at"),
      toldAt: fields.instantOrNull("told_at"),
      needDenied: fields.flag("need_denied"),
      risk: fields.textOr("risk", null),
      closed: fields.flag("closed"),
      late: fields.flag("late"),
      soon: fields.flag("soon"),
      missing: fields.list("missing", parseText),
      entries: fields.list("entries", (given) => {
        const entry = new Fields<wire.EntryPayload>(given, "entry");
        return {
          place: entry.number("place"),
          kind: entry.text("kind"),
          happenedAt: entry.instant("happened_at"),
          risk: entry.textOr("risk", null),
          people: entry.numberOrNull("people"),
          remark: entry.text("remark"),
          enteredAt: entry.instant("entered_at"),
        };
      }),
      lists: fields.list("lists", (given) => {
        const list = new Fields<wire.AffectedList>(given, "list");
        return { id: list.text("list_id"), region: list.textOr("region", null), askedAt: list.instant("asked_at"), people: list.numberOrNull("people"), ready: list.flag("ready"), waitsForSecond: list.flag("waits_for_second"), ofTwo: list.flag("of_two") };
      }),
    };
  });
}

export async function openBreach(awareAt: Date, remark: string): Promise<void> {
  await ask("POST", "/api/breaches", { kind: "aware", happened_at: awareAt.toISOString(), remark });
}

export async function addEntry(id: string, entry: NewEntry): Promise<void> {
  await ask("POST", `/api/breaches/${id}/entries`, { kind: entry.kind, happened_at: entry.happenedAt.toISOString(), risk: entry.risk, people: entry.people, remark: entry.remark });
}

export async function askForAffected(id: string, region: string, since: Date, until: Date, key: string): Promise<void> {
  await ask("POST", `/api/breaches/${id}/affected`, { region: region === "" ? null : region, since: since.toISOString(), until: until.toISOString(), key });
}
