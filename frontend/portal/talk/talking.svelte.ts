/** Talking: from the press to the answer, one state at a time; the page shows it and tones tell it. */
import { Problem } from "../../kit/api/problem.ts";
import type { Language } from "../../kit/language.ts";
import type { Scope } from "../../kit/scope.ts";
import { type MicrophoneProblem, MicrophoneUnusable, type OpenMicrophone, openMicrophone } from "./microphone.ts";
import { Recording, encode } from "./recording.ts";
import { type Reply, say } from "./talk.ts";
import { type Tone, playTone } from "./tones.ts";

export type TalkPhase = "idle" | "opening" | "listening" | "thinking" | "speaking" | "muted";
/** What went wrong before anything was sent. */
export type TalkProblem = MicrophoneProblem | "silent" | "too_short";

/** A press that is longer is held: listening ends when it is let go. */
const HELD_MILLISECONDS = 400;
/** What is shorter is a slip of the finger. */
const SHORTEST_SECONDS = 0.25;
/** From when on the page says that the answer takes long. */
const SLOW_MILLISECONDS = 4000;
/** Frames that were under way when the microphone was closed have arrived by then. */
const SETTLED_MILLISECONDS = 250;
const VERY_SLOW_MILLISECONDS = 10_000;

export class Talking {
  phase = $state<TalkPhase>("idle");
  problem = $state<TalkProblem | null>(null);
  refused = $state.raw<Problem | null>(null);
  reply = $state.raw<Reply | null>(null);
  /** The answer takes long: 0 not, 1 some seconds, 2 ten seconds. */
  slow = $state(0);
  cancelled = $state(false);
  /** What was said reached the limit and was sent. */
  limited = $state(false);
  /** Audio frames that arrived since the microphone was muted last; 0 is the proof that mute stops the capture. */
  framesSinceMute = $state(0);
  /** Frames of everything that was heard on this page; the display of the loudness follows it. */
  frames = $state(0);
  /** Whole seconds that were recorded of what is being said. */
  seconds = $state(0);
  /** Loudness at this moment, 0 to 1. */
  level = $state(0);

  readonly #scope: Scope;
  readonly #longestSeconds: () => number;
  readonly #language: () => Language;
  #context: AudioContext | null = null;
  #microphone: OpenMicrophone | null = null;
  #recording: Recording | null = null;
  #speaking: AudioBufferSourceNode | null = null;
  #request: AbortController | null = null;
  #pressedAt = 0;
  #mutedAt = 0;
  /** Counts attempts: what was begun before another press, or before mute, ends without effect. */
  #turn = 0;

  constructor(scope: Scope, language: () => Language, longestSeconds: () => number) {
    this.#scope = scope;
    this.#language = language;
    this.#longestSeconds = longestSeconds;
    scope.add(() => this.#end());
  }

  /** The button or key goes down. @param at when it did, by the event: a busy page handles it later; milliseconds. */
  press(at: number): void {
    this.#pressedAt = at;
    if (this.phase === "listening") void this.#send();
    else if (this.phase === "idle" || this.phase === "speaking") void this.#listen();
  }

  /** The button or key comes up: where it was held, what was said is sent. */
  release(at: number): void {
    if (this.#pressedAt === 0) return;
    const held = at - this.#pressedAt >= HELD_MILLISECONDS;
    this.#pressedAt = 0;
    if (!held) return;
    if (this.phase === "listening") void this.#send();
    else if (this.phase === "opening") this.cancel();
  }

  /** Stop whatever goes on; what was recorded is thrown away, and an answer under way is not waited for. */
  cancel(): void {
    if (this.phase === "idle" || this.phase === "muted") return;
    this.cancelled = this.phase !== "speaking";
    this.#end();
    this.#go("idle", "idle");
  }

  mute(): void {
    this.#end();
    this.framesSinceMute = 0;
    this.#mutedAt = performance.now();
    this.#go("muted", "muted");
  }

  unmute(): void {
    if (this.phase === "muted") this.#go("idle", "unmuted");
  }

  /** Ring once; not while the microphone is open, which would record it. @returns false where the page may not sound yet. */
  ring(): boolean {
    if (this.phase === "opening" || this.phase === "listening") return true;
    return this.#tone("ring") > 0;
  }

  /** Let the page make sound, which browsers allow after a press only. */
  async wake(): Promise<void> {
    await this.#sounding();
  }

  async #listen(): Promise<void> {
    this.#end();
    const turn = this.#turn;
    this.problem = this.refused = this.reply = null;
    this.cancelled = this.limited = false;
    this.phase = "opening";
    try {
      const context = await this.#sounding();
      const tone = this.#tone("listening");
      const microphone = await openMicrophone(context, (frames) => this.#hear(frames));
      if (turn !== this.#turn) {
        microphone.close();
        return;
      }
      this.#microphone = microphone;
      // The tone is over before what is said counts, so that it is not recorded.
      await this.#wait(tone);
      if (turn !== this.#turn) return;
      this.#recording = new Recording(context.sampleRate, this.#longestSeconds());
      this.seconds = 0;
      this.phase = "listening";
    } catch (error) {
      if (turn !== this.#turn) return;
      if (!(error instanceof MicrophoneUnusable)) throw error;
      this.#fail(error.problem);
    }
  }

  #hear(frames: Float32Array): void {
    this.frames += frames.length;
    if (this.phase === "muted" && performance.now() - this.#mutedAt > SETTLED_MILLISECONDS) this.framesSinceMute += frames.length;
    if (this.#microphone === null) return;
    let loudest = 0;
    for (const sample of frames) loudest = Math.max(loudest, Math.abs(sample));
    this.level = Math.max(loudest, this.level * 0.9);
    if (this.#recording === null) return;
    this.#recording.add(frames);
    this.seconds = Math.floor(this.#recording.seconds);
    if (this.#recording.full) {
      this.limited = true;
      void this.#send();
    }
  }

  async #send(): Promise<void> {
    const recording = this.#recording;
    if (recording === null) return;
    this.#recording = null;
    this.#close();
    if (recording.seconds < SHORTEST_SECONDS || recording.silent) {
      this.#fail(recording.silent ? "silent" : "too_short");
      return;
    }
    const turn = this.#turn;
    const request = new AbortController();
    this.#request = request;
    this.#go("thinking", "thinking");
    const waits = [
      this.#scope.after(SLOW_MILLISECONDS, () => (this.slow = 1)),
      this.#scope.after(VERY_SLOW_MILLISECONDS, () => (this.slow = 2)),
    ];
    try {
      const sound = await encode(recording);
      recording.wipe();
      const reply = await say(sound, this.#language(), request.signal);
      if (turn !== this.#turn) return;
      this.reply = reply;
      await this.#speak(reply, turn);
    } catch (error) {
      if (turn !== this.#turn) return;
      if (!(error instanceof Problem)) throw error;
      this.refused = error;
      this.#go("idle", "problem");
    } finally {
      for (const stop of waits) stop();
      if (turn === this.#turn) this.slow = 0;
    }
  }

  async #speak(reply: Reply, turn: number): Promise<void> {
    if (reply.sound === null) {
      this.#go("idle", "idle");
      return;
    }
    const context = await this.#sounding();
    const buffer = await context.decodeAudioData(reply.sound);
    if (turn !== this.#turn) return;
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    source.onended = () => {
      if (turn === this.#turn && this.phase === "speaking") this.#go("idle", "idle");
    };
    this.#speaking = source;
    this.phase = "speaking";
    source.start();
  }

  #fail(problem: TalkProblem): void {
    this.#close();
    this.problem = problem;
    this.#go("idle", "problem");
  }

  #go(phase: TalkPhase, tone: Tone): void {
    this.phase = phase;
    this.#tone(tone);
  }

  /** @returns seconds that the tone takes. */
  #tone(tone: Tone): number {
    return this.#context === null || this.#context.state !== "running" ? 0 : playTone(this.#context, tone);
  }

  /** Give microphone, recording, answer and request back. */
  #end(): void {
    this.#turn += 1;
    this.#request?.abort();
    this.#request = null;
    this.#recording?.wipe();
    this.#recording = null;
    this.#speaking?.stop();
    this.#speaking = null;
    this.slow = 0;
    this.#close();
  }

  #close(): void {
    this.#microphone?.close();
    this.#microphone = null;
    this.level = 0;
  }

  /** The one audio context of the page; it may make sound only after a press, so it is made then. */
  async #sounding(): Promise<AudioContext> {
    if (this.#context === null) {
      const context = new AudioContext();
      this.#context = context;
      this.#scope.add(() => void context.close());
    }
    if (this.#context.state !== "running") await this.#context.resume();
    return this.#context;
  }

  #wait(seconds: number): Promise<void> {
    return new Promise((resolve) => void this.#scope.after(1000 * seconds, resolve));
  }
}
