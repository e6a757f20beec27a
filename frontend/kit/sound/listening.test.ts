import { describe, expect, it } from "vitest";

import { Listening } from "./listening.ts";

function play(listening: Listening, from: number, to: number): void {
  listening.jump();
  for (let position = from; position < to; position += 0.1) listening.reach(position);
  listening.reach(to);
}

describe("Listening", () => {
  it("is complete only after every part was heard", () => {
    const listening = new Listening(3);
    play(listening, 0, 1.5);
    expect(listening.complete).toBe(false);
    play(listening, 2, 3);
    expect(listening.complete).toBe(false);
    play(listening, 1.4, 2.1);
    expect(listening.complete).toBe(true);
  });

  it("does not count what was jumped over", () => {
    const listening = new Listening(10);
    play(listening, 0, 0.5);
    listening.reach(9);
    expect(listening.heardMilliseconds).toBe(500);
    listening.jump();
    listening.reach(9.9);
    listening.finish();
    expect(listening.complete).toBe(false);
  });

  it("counts what is heard again, but not towards the end", () => {
    const listening = new Listening(2);
    play(listening, 0, 1);
    play(listening, 0, 1);
    expect(listening.heardMilliseconds).toBe(2000);
    expect(listening.coveredSeconds).toBeCloseTo(1, 6);
    expect(listening.complete).toBe(false);
  });

  it("reports at least the whole length when complete", () => {
    const listening = new Listening(1);
    play(listening, 0, 0.5);
    play(listening, 0.55, 0.95);
    listening.finish();
    expect(listening.complete).toBe(true);
    expect(listening.heardMilliseconds).toBe(1000);
  });
});
