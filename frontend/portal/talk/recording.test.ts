import { describe, expect, it } from "vitest";

import { readWav } from "../../kit/sound/wav.ts";
import { Recording, SENT_RATE_HERTZ, wavOf } from "./recording.ts";

describe("a recording", () => {
  it("is full after its limit and takes no frame more", () => {
    const recording = new Recording(100, 2);
    recording.add(new Float32Array(150).fill(0.5));
    expect(recording.full).toBe(false);
    recording.add(new Float32Array(150).fill(0.5));
    expect(recording.full).toBe(true);
    recording.add(new Float32Array(10).fill(0.5));
    expect(recording.whole().length).toBe(200);
    expect(recording.seconds).toBe(2);
  });

  it("is silent where the microphone gives nothing, and not in a quiet room", () => {
    const recording = new Recording(100, 2);
    recording.add(new Float32Array(50));
    expect(recording.silent).toBe(true);
    recording.add(new Float32Array([0, 0.002, 0]));
    expect(recording.silent).toBe(false);
  });

  it("leaves nothing when it is wiped", () => {
    const recording = new Recording(100, 2);
    const frames = new Float32Array(50).fill(0.5);
    recording.add(frames);
    recording.wipe();
    expect(recording.whole().length).toBe(0);
    expect([...frames].every((sample) => sample === 0)).toBe(true);
  });
});

describe("the file that is sent", () => {
  it("has the samples, and what is too loud is cut", () => {
    const { samplingRateHertz, samples } = readWav(wavOf(new Float32Array([0, 0.5, -0.5, 2, -2])));
    expect(samplingRateHertz).toBe(SENT_RATE_HERTZ);
    expect([...samples]).toEqual([0, 16384, -16383, 32767, -32767]);
  });
});
