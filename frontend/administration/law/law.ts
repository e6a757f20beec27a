/** Requests about the law with dates, and what they tell, parsed where it arrives. */
import { Fields, parseText } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type { Language } from "../../kit/language.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export const STATES = ["open", "done", "does_not_apply"] as const;
export const ANSWERABLE = ["controller", "representative", "data_protection_officer"] as const;

export interface Statement {
  readonly state: string;
  readonly content: string;
  readonly writtenAt: Date;
}

export interface LaterDay {
  readonly day: Date;
  /** To whom it applies from then on. */
  readonly whom: string;
}

export interface Obligation {
  readonly name: string;
  readonly article: string;
  readonly asks: string;
  /** Null: not known to be in force. */
  readonly appliesFrom: Date | null;
  /** Further days, each for some who were left out until then. */
  readonly later: readonly LaterDay[];
  readonly note: string;
  readonly source: string;
  /** Tests that show what the program does. */
  readonly shownBy: readonly string[];
  /** What is left to the organisation; empty: nothing. */
  readonly organisation: string;
  readonly statement: Statement | null;
}

export interface Law {
  readonly knownOn: Date;
  readonly today: Date;
  readonly obligations: readonly Obligation[];
  /** Controller, representative, data protection officer → what is stated. */
  readonly answerable: Readonly<Record<string, Statement | null>>;
}

/** What the law asks is in this language; what the organisation stated is as it wrote it. */
export async function loadLaw(language: Language): Promise<Law> {
  const fields = new Fields<wire.LawPayload>((await ask("GET", `/api/obligations?language=${language}`)).body, "obligations");
  return {
    knownOn: day(fields.text("known_on")),
    today: day(fields.text("today")),
    obligations: fields.list("obligations", (value) => {
      const one = new Fields<wire.ObligationPayload>(value, "obligation");
      const from = one.textOr("applies_from", null);
      return {
        name: one.text("name"),
        article: one.text("article"),
        asks: one.text("asks"),
        appliesFrom: from === null ? null : day(from),
        later: one.list("later", (more) => {
          const held = new Fields<wire.LaterDayPayload>(more, "later");
          return { day: day(held.text("day")), whom: held.text("whom") };
        }),
        note: one.text("note"),
        source: one.text("source"),
        shownBy: one.list("shown_by", parseText),
        organisation: one.text("organisation"),
        statement: one.recordOrNull("statement", (given) => parseStatement(given.whole)),
      };
    }),
    answerable: fields.record("answerable", (given) => {
      const record = new Fields<Record<string, unknown>>(given.whole, "answerable");
      return Object.fromEntries(ANSWERABLE.map((name) => [name, record.recordOrNull(name, (held) => parseStatement(held.whole))]));
    }),
  };
}

/** @returns What begins after today and within so many days, the earliest first. */
export function beginsSoon(law: Law, days: number): readonly (LaterDay & { name: string; article: string })[] {
  const until = law.today.getTime() + days * 86_400_000;
  return law.obligations
    .flatMap(({ name, article, appliesFrom, later }) => {
      const first = appliesFrom === null ? [] : [{ day: appliesFrom, whom: "" }];
      return [...first, ...later].map((one) => ({ name, article, ...one }));
    })
    .filter((one) => one.day > law.today && one.day.getTime() <= until)
    .sort((one, other) => one.day.getTime() - other.day.getTime());
}

export async function writeStatement(name: string, state: string, content: string): Promise<void> {
  await ask("PUT", `/api/obligations/${name}`, { state, content });
}

function parseStatement(value: unknown): Statement {
  const fields = new Fields<wire.StatementPayload>(value, "statement");
  return { state: fields.text("state"), content: fields.text("content"), writtenAt: fields.instant("written_at") };
}

/** A day of the server at its noon, so that no zone shows another one. */
function day(text: string): Date {
  return new Date(`${text}T12:00:00`);
}
