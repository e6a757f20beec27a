/**
 * Runs the page's wake-word detector on sound in files, for the test that compares it with the one in Python: one line of JSON for each
 * line on standard input. `{"model", "sound"}` gives the averaged probabilities and the features; `{"model", "damaged": seed}` tells what
 * becomes of a model in which bytes were changed by chance.
 */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

import { WakeDetector } from "../portal/talk/wake/detector.ts";
import { STEP, WakeFeatures } from "../portal/talk/wake/features.ts";
import { ModelUnusable } from "../portal/talk/wake/model_file.ts";

interface Line {
  readonly model: string;
  readonly sound?: string;
  readonly damaged?: number;
}

const WINDOW = 5;
const CHANGED_BYTES = 3;

function bytesOf(path: string): ArrayBuffer {
  return new Uint8Array(readFileSync(path)).buffer;
}

function heard(file: ArrayBuffer, samples: Int16Array): { course: readonly number[]; features: readonly (readonly number[])[] } {
  const features = new WakeFeatures();
  const rows: number[][] = [];
  for (let place = 0; place + STEP <= samples.length; place += STEP) {
    const row = features.step(samples.subarray(place, place + STEP));
    if (row !== null) rows.push([...row]);
  }
  return { course: new WakeDetector({ file, threshold: 1, window: WINDOW }).course(samples), features: rows };
}

/** @returns `runs`, `refused`, or the name of an error that should not be. */
function damaged(file: ArrayBuffer, seed: number): string {
  const bytes = new Uint8Array(file);
  let state = seed;
  const chance = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
  for (let turn = 0; turn < CHANGED_BYTES; turn += 1) bytes[chance(bytes.length)] = chance(256);
  try {
    const course = new WakeDetector({ file, threshold: 1, window: WINDOW }).course(new Int16Array(STEP * 40));
    return course.every(Number.isFinite) ? "runs" : "no number";
  } catch (error) {
    if (error instanceof ModelUnusable) return "refused";
    return error instanceof Error ? `${error.name}: ${error.message}` : "no error";
  }
}

for await (const text of createInterface({ input: process.stdin })) {
  const line = JSON.parse(text) as Line;
  const file = bytesOf(line.model);
  const told = line.sound === undefined ? { became: damaged(file, line.damaged ?? 0) } : heard(file, new Int16Array(bytesOf(line.sound)));
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
