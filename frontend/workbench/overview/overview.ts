/** What waits, as the server tells a lead. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import { type Fault, type Mark, parseFault, parseMark } from "../answer/grade.ts";
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

/** How often the answers in a language were graded so. */
export interface GradeCount {
  readonly language: string;
  readonly grade: Mark;
  readonly fault: Fault | null;
  readonly clips: number;
}

export interface Overview {
  readonly answers: readonly GradeCount[];
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
    answers: fields.list("answers", (value) => {
      const one = new Fields<wire.GradeCount>(value, "answers");
      return { language: one.text("language"), grade: parseMark(one.text("grade")), fault: parseFault(one.textOr("fault", null)), clips: one.number("clips") };
    }),
    open: { alerts: fields.number("alerts"), reports: fields.number("reports"), notes: fields.number("notes"), attempts: fields.number("attempts") },
  };
}
