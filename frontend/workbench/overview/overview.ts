/** What waits, as the server tells a lead. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Waiting {
  readonly language: string;
  readonly review: number;
  readonly older: number;
  readonly oldest: Date | null;
  readonly secondReview: number;
  readonly adjudication: number;
}

export interface Overview {
  readonly languages: readonly Waiting[];
  readonly open: Readonly<Record<"alerts" | "reports" | "notes" | "attempts", number>>;
}

export async function loadOverview(): Promise<Overview> {
  const fields = new Fields<wire.LeadOverviewPayload>((await ask("GET", "/api/lead/overview")).body);
  return {
    languages: fields.list("languages", (value) => {
      const one = new Fields<wire.WaitingLanguage>(value, "languages");
      return {
        language: one.text("language"),
        review: one.number("review"),
        older: one.number("older"),
        oldest: one.instantOrNull("oldest"),
        secondReview: one.number("second_review"),
        adjudication: one.number("adjudication"),
      };
    }),
    open: { alerts: fields.number("alerts"), reports: fields.number("reports"), notes: fields.number("notes"), attempts: fields.number("attempts") },
  };
}
