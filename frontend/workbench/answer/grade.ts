/** How good the assistant's answer was, against what it was asked. */
import type { Fields } from "../../kit/api/fields.ts";
import { UnexpectedAnswer } from "../../kit/api/problem.ts";
import type * as wire from "../api/wire.ts";

export type Mark = wire.AnswerGrade;
export type Fault = wire.AnswerFault;

/** In the order of their keys, from 1. */
export const MARKS = ["good", "partly", "wrong", "not_needed"] as const satisfies readonly Mark[];
export const FAULTS = ["wrong_action", "wrong_fact", "misheard", "refused_wrongly"] as const satisfies readonly Fault[];

export interface Grade {
  readonly grade: Mark;
  /** Only where something is wrong. */
  readonly fault: Fault | null;
}

/** Whether it may be said what is wrong. */
export const isFaulty = (grade: Grade | null): boolean => grade?.grade === "partly" || grade?.grade === "wrong";

export function parseMark(text: string): Mark {
  const mark = MARKS.find((one) => one === text);
  if (mark === undefined) throw new UnexpectedAnswer("grade");
  return mark;
}

export function parseFault(text: string | null): Fault | null {
  const fault = FAULTS.find((one) => one === text);
  if (text !== null && fault === undefined) throw new UnexpectedAnswer("fault");
  return fault ?? null;
}

export function parseGrade(fields: Fields<wire.GradePayload>): Grade {
  return { grade: parseMark(fields.text("grade")), fault: parseFault(fields.textOr("fault", null)) };
}
