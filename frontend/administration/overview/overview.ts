/** Counts of a period, and the comparison with the log, parsed where they arrive. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export const EVENTS = ["answered", "chosen", "placed", "heard", "withheld", "accidental", "erased"] as const;
export type Event = (typeof EVENTS)[number];
export type Dimension = "regions" | "languages" | "programmes" | "vendors";
/** What is told apart how: an accident has neither language nor programme, and a vendor is the employer of who heard. */
export const COUNTED_BY: Readonly<Record<Dimension, readonly Event[]>> = {
  regions: EVENTS,
  languages: ["answered", "chosen", "placed", "heard", "erased"],
  programmes: ["answered", "chosen", "placed", "heard", "withheld", "erased"],
  vendors: ["heard"],
};
export type Figures = Readonly<Record<Event, number>> & { readonly name: string };

export interface Overview {
  readonly total: Figures;
  /** Whole days up to yesterday, as many as the period has days. */
  readonly whole: Figures;
  /** As many whole days before those. */
  readonly before: Figures;
  readonly regions: readonly Figures[];
  readonly languages: readonly Figures[];
  readonly programmes: readonly Figures[];
  readonly vendors: readonly Figures[];
  readonly days: readonly Figures[];
  readonly panel: { readonly invited: number; readonly agreed: number; readonly ended: number; readonly rewards: number };
  readonly wakeExamples: { readonly addressed: number; readonly accidental: number; readonly frozen: number };
  readonly clipsWithoutSound: number;
}

export interface Reconciliation {
  readonly leaves: number;
  readonly days: number;
  /** When the answer came. */
  readonly at: Date;
  readonly figures: readonly { readonly event: string; readonly log: number; readonly tables: number; readonly byLeaves: boolean; readonly equal: boolean }[];
  readonly differences: readonly { readonly event: string; readonly day: string | null; readonly log: number; readonly tables: number }[];
  readonly changedDays: readonly string[];
}

function figuresOf(value: unknown): Figures {
  const fields = new Fields<wire.PeriodFigures>(value, "figures");
  return {
    name: fields.text("name"),
    answered: fields.number("answered"),
    chosen: fields.number("chosen"),
    placed: fields.number("placed"),
    heard: fields.number("heard"),
    withheld: fields.number("withheld"),
    accidental: fields.number("accidental"),
    erased: fields.number("erased"),
  };
}

export async function loadOverview(days: number): Promise<Overview> {
  const fields = new Fields<wire.OverviewPayload>((await ask("GET", `/api/overview?days=${String(days)}`)).body, "overview");
  return {
    total: fields.record("total", (one) => figuresOf(one.whole)),
    whole: fields.record("whole", (one) => figuresOf(one.whole)),
    before: fields.record("before", (one) => figuresOf(one.whole)),
    regions: fields.list("regions", figuresOf),
    languages: fields.list("languages", figuresOf),
    programmes: fields.list("programmes", figuresOf),
    vendors: fields.list("vendors", figuresOf),
    days: fields.list("days", figuresOf),
    panel: fields.record("panel", (one) => ({ invited: one.number("invited"), agreed: one.number("agreed"), ended: one.number("ended"), rewards: one.number("rewards") })),
    wakeExamples: fields.record("wake_examples", (one) => ({ addressed: one.number("addressed"), accidental: one.number("accidental"), frozen: one.number("frozen") })),
    clipsWithoutSound: fields.number("clips_without_sound"),
  };
}

export async function reconcile(): Promise<Reconciliation> {
  const fields = new Fields<wire.ReconciliationPayload>((await ask("POST", "/api/overview/reconciliation")).body, "reconciliation");
  return {
    leaves: fields.number("leaves"),
    days: fields.number("days"),
    at: new Date(),
    figures: fields.list("figures", (value) => {
      const one = new Fields<wire.ComparedFigure>(value, "figure");
      return { event: one.text("event"), log: one.number("log"), tables: one.number("tables"), byLeaves: one.flag("by_leaves"), equal: one.flag("equal") };
    }),
    differences: fields.list("differences", (value) => {
      const one = new Fields<wire.Difference>(value, "difference");
      return { event: one.text("event"), day: one.textOr("day", null), log: one.number("log"), tables: one.number("tables") };
    }),
    changedDays: fields.list("changed_days", String),
  };
}
