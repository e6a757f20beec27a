import { expect, test } from "vitest";

import { type Course, EndOfSpeech, Loudness } from "./end_of_speech.ts";

const STEP_SECONDS = 0.01;
const RATE_HERTZ = 16_000;

/** A hundredth of a second of noise, at a level in decibels of full scale. */
function noise(decibels: number): Float32Array {
  const peak = 10 ** (decibels / 20) * Math.sqrt(3);
  return Float32Array.from({ length: RATE_HERTZ * STEP_SECONDS }, () => peak * (2 * Math.random() - 1));
}

/** @param parts levels, each with how many seconds it lasts. @returns the course after each part. */
function courses(parts: readonly (readonly [number, number])[]): Course[] {
  const [loudness, end] = [new Loudness(), new EndOfSpeech()];
  for (let turn = 0; turn < 100; turn += 1) loudness.take(noise(-60), STEP_SECONDS);
  return parts.map(([decibels, seconds]) => {
    let course: Course = "waiting";
    for (let at = 0; at < seconds && course !== "ended" && course !== "nothing"; at += STEP_SECONDS) {
      course = end.take(loudness.take(noise(decibels), STEP_SECONDS), STEP_SECONDS);
    }
    return course;
  });
}

test("a pause ends what was said, a short one does not", () => {
  expect(courses([[-60, 0.5], [-30, 1], [-60, 0.6], [-30, 1], [-60, 1.2]])).toEqual(["waiting", "speaking", "speaking", "speaking", "ended"]);
});

test("who says nothing is not waited for", () => {
  expect(courses([[-60, 6]])).toEqual(["nothing"]);
});

test("a click is no speech", () => {
  expect(courses([[-20, 0.05], [-60, 6]])).toEqual(["waiting", "nothing"]);
});

test("a loud room is no speech", () => {
  const loudness = new Loudness();
  const heard = Array.from({ length: 300 }, () => loudness.take(noise(-25), STEP_SECONDS));
  expect(heard.filter((loud) => loud)).toEqual([]);
});
