import { expect, test } from "vitest";

import type { Utterance } from "../api/records.ts";
import { groupByPhrase } from "./grouping.ts";

function heard(recordingId: string, text: string): Utterance {
  return { recordingId, text } as Utterance;
}

test("the same words are one task, whatever their signs", () => {
  const groups = groupByPhrase([heard("1", "Call Anneliese"), heard("2", "play jazz"), heard("3", "call  anneliese!"), heard("4", "call anneliese")]);
  expect(groups.map(({ first, others }) => [first.recordingId, others.map((other) => other.recordingId)])).toEqual([
    ["1", ["3", "4"]],
    ["2", []],
  ]);
});

test("what was heard without words is never taken for the same", () => {
  expect(groupByPhrase([heard("1", ""), heard("2", "…")])).toHaveLength(2);
});
