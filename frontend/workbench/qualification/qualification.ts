/** Requests about qualification for a language. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";
import { type Estimate, parseEstimate } from "../lead/lead.ts";

const { ask } = askers<wire.Addresses>();

export interface Own {
  readonly testId: string;
  readonly language: string;
  readonly demanded: boolean;
  readonly state: wire.QualificationState;
  readonly mayStart: boolean;
  readonly clips: number;
  readonly left: number;
  readonly errorRate: Estimate | null;
  readonly mostErrors: number;
  readonly until: Date | null;
}

export interface Test {
  readonly testId: string;
  readonly language: string;
  readonly mostErrors: number;
  readonly demanded: boolean;
  readonly validDays: number | null;
  readonly endsWithGuideline: boolean;
  readonly clips: number;
}

export interface Planted {
  readonly clipId: string;
  readonly language: string;
  readonly words: string;
  readonly licence: string;
}

export interface Attempt {
  readonly attemptId: string;
  readonly name: string;
  readonly language: string;
  readonly startedAt: Date;
  readonly outcome: wire.AttemptOutcome | null;
  readonly clips: number | null;
  readonly errorRate: Estimate | null;
}

export interface Qualifications {
  readonly tests: readonly Test[];
  readonly planted: readonly Planted[];
  readonly attempts: readonly Attempt[];
}

export async function loadOwn(): Promise<readonly Own[]> {
  return ((await ask("GET", "/api/me/qualifications")).body as unknown[]).map((value) => {
    const one = new Fields<wire.OwnQualification>(value, "qualifications");
    return {
      testId: one.text("test_id"),
      language: one.text("language"),
      demanded: one.flag("demanded"),
      state: one.text("state") as wire.QualificationState,
      mayStart: one.flag("may_start"),
      clips: one.number("clips"),
      left: one.number("left"),
      errorRate: one.recordOrNull("error_rate", parseEstimate),
      mostErrors: one.number("most_errors"),
      until: one.instantOrNull("until"),
    };
  });
}

export async function start(test: Own): Promise<void> {
  await ask("POST", `/api/me/qualifications/${encodeURIComponent(test.testId)}/attempt`);
}

export async function loadQualifications(): Promise<Qualifications> {
  const fields = new Fields<wire.QualificationsPayload>((await ask("GET", "/api/lead/qualifications")).body);
  return {
    tests: fields.list("tests", (value) => {
      const one = new Fields<wire.QualificationTest>(value, "tests");
      return {
        testId: one.text("test_id"),
        language: one.text("language"),
        mostErrors: one.number("most_errors"),
        demanded: one.flag("demanded"),
        validDays: one.numberOrNull("valid_days"),
        endsWithGuideline: one.flag("ends_with_guideline"),
        clips: one.number("clips"),
      };
    }),
    planted: fields.list("planted", (value) => {
      const one = new Fields<wire.PlantedChoice>(value, "planted");
      return { clipId: one.text("clip_id"), language: one.text("language"), words: one.text("words"), licence: one.text("licence") };
    }),
    attempts: fields.list("attempts", (value) => {
      const one = new Fields<wire.AttemptPayload>(value, "attempts");
      return {
        attemptId: one.text("attempt_id"),
        name: one.text("name"),
        language: one.text("language"),
        startedAt: one.instant("started_at"),
        outcome: one.textOr("outcome", null) as wire.AttemptOutcome | null,
        clips: one.numberOrNull("clips"),
        errorRate: one.recordOrNull("error_rate", parseEstimate),
      };
    }),
  };
}

export async function compose(test: wire.QualificationForm): Promise<void> {
  await ask("POST", "/api/lead/qualifications", test);
}

export async function setDemanded(test: Test, demanded: boolean): Promise<void> {
  await ask("PUT", `/api/lead/qualifications/${encodeURIComponent(test.testId)}/demanded`, { demanded });
}

export async function decide(attempt: Attempt, decision: "granted" | "refused" | "repeat"): Promise<void> {
  await ask("PUT", `/api/lead/qualifications/attempts/${encodeURIComponent(attempt.attemptId)}/decision`, { decision });
}
