import { expect, test } from "vitest";

import { HEARD_RATE_HERTZ, Resampler } from "./resampling.ts";

function tone(rateHertz: number, hertz: number, seconds: number): Float32Array {
  return Float32Array.from({ length: rateHertz * seconds }, (_, index) => 0.5 * Math.sin((2 * Math.PI * hertz * index) / rateHertz));
}

/** Root mean square as a share of full scale, without the edges. */
function loudness(samples: Int16Array): number {
  const inner = samples.subarray(800, -800);
  return Math.sqrt(inner.reduce((sum, sample) => sum + (sample / 32_767) ** 2, 0) / inner.length);
}

test.each([48_000, 44_100, 16_000, 8000])("a tone at %i Hz keeps its loudness and its length", (rate) => {
  const heard = new Resampler(rate).take(tone(rate, 1000, 1));
  expect(loudness(heard)).toBeCloseTo(0.5 / Math.SQRT2, 2);
  expect(Math.abs(heard.length - HEARD_RATE_HERTZ)).toBeLessThan(0.01 * HEARD_RATE_HERTZ);
});

test.each([48_000, 44_100])("what 16 kHz cannot hold is left out at %i Hz", (rate) => {
  expect(loudness(new Resampler(rate).take(tone(rate, 10_000, 1)))).toBeLessThan(0.01);
});

test("pieces of any size give what the whole gives", () => {
  const whole = tone(44_100, 700, 0.5);
  const resampler = new Resampler(44_100);
  const pieces: number[] = [];
  for (let place = 0, size = 1; place < whole.length; place += size, size = (size * 7) % 613) pieces.push(...resampler.take(whole.subarray(place, place + size)));
  expect(pieces).toEqual([...new Resampler(44_100).take(whole)].slice(0, pieces.length));
  expect(pieces.length).toBeGreaterThan(0.49 * HEARD_RATE_HERTZ);
});
