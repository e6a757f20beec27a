import { describe, expect, it } from "vitest";

import { Listening, type Stretch } from "./listening.ts";

/** Plays as a media element does: it keeps the parts that were played, and is looked at now and then. */
function play(listening: Listening, start: number, end: number, step = 0.1): void {
  listening.jump();
  for (let position = start; position < end; position += step) listening.look(position, part(start, position));
  listening.look(end, part(start, end));
}

function part(start: number, end: number): Stretch[] {
  return end > start ? [{ start, end }] : [];
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
    play(listening, 9, 10);
    expect(listening.heardMilliseconds).toBe(1500);
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

  it("counts what was played while the page was not updated, as on a busy machine", () => {
    const listening = new Listening(6);
    play(listening, 0, 6, 3);
    expect(listening.complete).toBe(true);
    expect(listening.heardMilliseconds).toBe(6000);
  });

  it("reports the whole length when complete, whatever browsers round away", () => {
    const listening = new Listening(1);
    play(listening, 0, 0.5);
    play(listening, 0.55, 0.95);
    expect(listening.complete).toBe(true);
    expect(listening.heardMilliseconds).toBe(1000);
  });
});
