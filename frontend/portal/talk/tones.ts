/** Short tones by which the states are heard; each is told apart by its direction, so that pitch alone need not be known. */

export type Tone = "ring" | "heard" | "listening" | "thinking" | "idle" | "muted" | "unmuted" | "problem";

interface Note {
  readonly hertz: number;
  readonly seconds: number;
}

const NOTES: Readonly<Record<Tone, readonly Note[]>> = {
  ring: [
    { hertz: 880, seconds: 0.25 },
    { hertz: 660, seconds: 0.25 },
    { hertz: 880, seconds: 0.25 },
  ],
  listening: [
    { hertz: 520, seconds: 0.06 },
    { hertz: 780, seconds: 0.08 },
  ],
  heard: [{ hertz: 780, seconds: 0.06 }],
  thinking: [{ hertz: 620, seconds: 0.05 }],
  idle: [
    { hertz: 620, seconds: 0.06 },
    { hertz: 460, seconds: 0.08 },
  ],
  muted: [
    { hertz: 420, seconds: 0.08 },
    { hertz: 320, seconds: 0.08 },
    { hertz: 240, seconds: 0.12 },
  ],
  unmuted: [
    { hertz: 240, seconds: 0.08 },
    { hertz: 320, seconds: 0.08 },
    { hertz: 420, seconds: 0.12 },
  ],
  problem: [
    { hertz: 200, seconds: 0.12 },
    { hertz: 200, seconds: 0.12 },
  ],
};
const LOUDNESS = 0.12;
const EDGE_SECONDS = 0.012;

/** Play a tone. @returns how long it takes; seconds. */
export function playTone(context: AudioContext, tone: Tone): number {
  let at = context.currentTime + 0.005;
  const began = at;
  for (const { hertz, seconds } of NOTES[tone]) {
    const oscillator = new OscillatorNode(context, { type: "sine", frequency: hertz });
    const volume = new GainNode(context, { gain: 0 });
    // Rises and falls, so that it does not crack.
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(LOUDNESS, at + EDGE_SECONDS);
    volume.gain.setValueAtTime(LOUDNESS, at + seconds - EDGE_SECONDS);
    volume.gain.linearRampToValueAtTime(0, at + seconds);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + seconds);
    at += seconds + 0.02;
  }
  return at - began;
}
