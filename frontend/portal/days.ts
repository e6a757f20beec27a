/** Groups what was said by the days on which it was said, as the viewer counts days. */
import type { Utterance } from "./api/records.ts";

export interface Day {
  readonly name: string;
  readonly utterances: readonly Utterance[];
}

export function byDay(utterances: readonly Utterance[], nameOf: (instant: Date) => string): readonly Day[] {
  const days: { name: string; utterances: Utterance[] }[] = [];
  for (const utterance of utterances) {
    const name = nameOf(utterance.capturedAt);
    const last = days.at(-1);
    if (last?.name === name) last.utterances.push(utterance);
    else days.push({ name, utterances: [utterance] });
  }
  return days;
}
