/** Requests of the lead's page, and what they tell, parsed where it arrives. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import { type Grade, parseGrade } from "../answer/grade.ts";
import { type Entity, type Lease, parseEntity, parseLease, parseNumber } from "../api/records.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Below so many clips no figure is shown: drawing so few again gives an interval that says nothing. */
const LEAST_ITEMS = 10;

/** One row of figures: all, or a reviewer; null where there is none. */
export interface Row {
  readonly name: string | null;
  readonly clips: number;
  readonly figures: readonly (Estimate | null)[] | null;
}

/** How far all reviewers agree in one week. */
export interface Week {
  /** Its Monday at midnight in UTC. */
  readonly monday: Date;
  readonly clips: number;
  /** Null with too few clips. */
  readonly figures: readonly (Estimate | null)[] | null;
}

export interface Agreement {
  readonly rows: readonly Row[];
  /** First week first. */
  readonly weeks: readonly Week[];
}

export interface Answer {
  readonly rejectReason: string | null;
  readonly verdict: string;
  readonly transcript: string | null;
  readonly unclearWords: readonly number[];
  readonly intent: string | null;
  readonly slots: readonly wire.SlotPayload[];
  readonly entities: readonly Entity[];
  readonly grade: Grade | null;
}

export interface Adjudication {
  readonly lease: Lease;
  readonly answers: readonly Answer[];
}

export interface Alert {
  readonly id: string;
  readonly pattern: wire.AlertPattern | null;
  readonly category: wire.AbuseCategory | null;
  readonly name: string | null;
  readonly occasions: number;
  readonly delaySeconds: number;
  readonly at: Date;
  readonly decision: wire.AlertDecision | null;
}

export function parseEstimate(fields: Fields<wire.Estimate>): Estimate {
  const interval = fields.record("interval", (parts) => ({ low: parts.number("low"), high: parts.number("high") }));
  return { value: fields.number("value"), ...interval };
}

function agreementOf(fields: Fields<wire.ReviewerAgreement>): readonly (Estimate | null)[] {
  return [fields.recordOrNull("word_error_rate", parseEstimate), fields.recordOrNull("intent_alpha", parseEstimate), fields.recordOrNull("grade_alpha", parseEstimate), fields.recordOrNull("span_f1", parseEstimate)];
}

export async function loadAgreement(): Promise<Agreement> {
  const fields = new Fields<wire.AgreementPayload>((await ask("GET", "/api/lead/agreement")).body);
  const all = fields.record("overall", (overall) => {
    const clips = overall.number("items");
    return { name: null, clips, figures: clips < LEAST_ITEMS ? null : agreementOf(overall) };
  });
  const reviewers = fields.list("reviewers", (entry) => {
    const person = new Fields<wire.PersonAgreement>(entry, "reviewers");
    return { name: person.text("name"), clips: person.number("items"), figures: person.recordOrNull("agreement", agreementOf) };
  });
  const weeks = fields.list("weeks", (entry): Week => {
    const week = new Fields<wire.WeekAgreement>(entry, "weeks");
    return { monday: new Date(`${week.text("week")}T00:00:00Z`), clips: week.number("items"), figures: week.recordOrNull("agreement", agreementOf) };
  });
  return { rows: [all, ...reviewers], weeks };
}

function accuracyOf(fields: Fields<wire.PlantedAccuracy>): readonly (Estimate | null)[] {
  return [fields.recordOrNull("word_error_rate", parseEstimate), fields.recordOrNull("intent_right", parseEstimate), fields.recordOrNull("wrong_word_kept", parseEstimate), fields.recordOrNull("one_key", parseEstimate), fields.recordOrNull("confirmed_errors", parseEstimate), fields.recordOrNull("typed_errors", parseEstimate)];
}

export async function loadPlanted(): Promise<readonly Row[]> {
  const fields = new Fields<wire.PlantedPayload>((await ask("GET", "/api/lead/planted")).body);
  const all = fields.record("overall", (overall) => ({ name: null, clips: overall.number("reviews"), figures: accuracyOf(overall) }));
  const reviewers = fields.list("reviewers", (entry) => {
    const person = new Fields<wire.PersonAccuracy>(entry, "reviewers");
    return { name: person.text("name"), clips: person.number("reviews"), figures: person.recordOrNull("accuracy", accuracyOf) };
  });
  return [all, ...reviewers];
}

export async function loadAlerts(): Promise<readonly Alert[]> {
  const fields = new Fields<wire.AlertsPayload>((await ask("GET", "/api/lead/alerts")).body);
  const alerts = fields.list("alerts", (entry): Alert => {
    const alert = new Fields<wire.AlertPayload>(entry, "alerts");
    return {
      id: alert.text("alert_id"),
      pattern: alert.text("pattern") as wire.AlertPattern,
      category: null,
      name: alert.text("name"),
      occasions: alert.number("occasions"),
      delaySeconds: alert.number("delay_seconds"),
      at: alert.instant("noticed_at"),
      decision: alert.textOr("decision", null) as wire.AlertDecision | null,
    };
  });
  const reports = fields.list("reports", (entry): Alert => {
    const report = new Fields<wire.ListedReport>(entry, "reports");
    return {
      id: report.text("report_id"),
      pattern: null,
      category: report.text("category") as wire.AbuseCategory,
      name: null,
      occasions: 1,
      delaySeconds: 0,
      at: report.instant("reported_at"),
      decision: report.textOr("decision", null) as wire.AlertDecision | null,
    };
  });
  return [...alerts, ...reports];
}

export async function decideAlert(alert: Alert, decision: wire.AlertDecision): Promise<void> {
  await ask("PUT", `/api/lead/alerts/${encodeURIComponent(alert.id)}/decision`, { decision });
}

export async function reopenAlert(alert: Alert, reason: wire.ReopeningReason): Promise<void> {
  await ask("POST", `/api/lead/alerts/${encodeURIComponent(alert.id)}/reopening`, { reason });
}

export async function countWaiting(): Promise<number> {
  return new Fields<wire.AdjudicationsWaiting>((await ask("GET", "/api/adjudications")).body).number("waiting");
}

/** A clip on which reviewers differ; null where none waits. */
export async function takeAdjudication(): Promise<Adjudication | null> {
  const answer = await ask("POST", "/api/adjudications");
  if (answer.status === 204) return null;
  const fields = new Fields<wire.AdjudicationPayload & { lease: unknown; answers: unknown }>(answer.body);
  const body = answer.body as { readonly lease: unknown };
  return {
    lease: parseLease(body.lease),
    answers: fields.list("answers", (entry) => {
      const parts = new Fields<wire.AnswerPayload>(entry, "answers");
      return {
        rejectReason: parts.textOr("reject_reason", null),
        verdict: parts.text("wake_word_verdict"),
        transcript: parts.textOr("transcript", null),
        unclearWords: parts.list("unclear_words", parseNumber),
        intent: parts.textOr("intent", null),
        slots: parts.slots("slots"),
        entities: parts.list("entities", parseEntity),
        grade: parts.recordOrNull("answer", parseGrade),
      };
    }),
  };
}

/** “12.3 % (10.1–14.9)”, or “0.82 (0.75–0.88)” for what is no share. */
export function written(figure: Estimate | null | undefined, locale: string, share: boolean): string {
  if (figure === null || figure === undefined) return "–";
  const number = new Intl.NumberFormat(locale, share ? { maximumFractionDigits: 1 } : { maximumFractionDigits: 2 });
  const [value, low, high] = [figure.value, figure.low, figure.high].map((one) => number.format(share ? one * 100 : one));
  return `${value ?? ""}${share ? " %" : ""} (${low ?? ""}–${high ?? ""})`;
}

