/** Talking: from the press or the wake word to the answer, one state at a time; the page shows it and tones tell it. */
import { Problem } from "../../kit/api/problem.ts";
import type { Language } from "../../kit/language.ts";
import type { Scope } from "../../kit/scope.ts";
import { type MicrophoneProblem, MicrophoneUnusable, type OpenMicrophone, openMicrophone } from "./microphone.ts";
import { Recording, encode } from "./recording.ts";
import { type Reply, type WakeWord, loadWakeModel, say } from "./talk.ts";
import { type Tone, playTone } from "./tones.ts";
import { EndOfSpeech, Loudness } from "./wake/end_of_speech.ts";
import type { WakeHearing } from "./wake/hearing.ts";

/** `waiting`: the microphone is open for the wake word, and what it gives stays in the browser. */
export type TalkPhase = "idle" | "opening" | "waiting" | "listening" | "thinking" | "speaking" | "muted";
/** What went wrong before anything was sent. */
export type TalkProblem = MicrophoneProblem | "silent" | "too_short";

/** Why the wake word is not listened for: the browser wants a press first, or the detector cannot be had. */
export type WakeTrouble = "press_needed" | "unusable";

/** What begins with the wake word is sent after so long at the latest; a noisy room may have no pause. Chosen, not measured. */
const LONGEST_BY_WORD_SECONDS = 15;
/** So long the browser may take to let the page use sound before it is asked for a press. Chosen, not measured. */
const ALLOWED_SECONDS = 0.5;
/** So long the browser may take to open its sound after a press. Firefox on a machine that has no output for sound never says that it cannot. Chosen, not measured. */
const SOUND_SECONDS = 5;
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
  /** The limit of what is being said, or was said last; seconds. */
  longest = $state(0);
  /** The wake word that is wanted; null: the microphone opens for a press only. */
  wakeWord = $state.raw<WakeWord | null>(null);
  wakeTrouble = $state<WakeTrouble | null>(null);
  /** What is listened to began with the wake word. */
  byWord = $state(false);
  /** The wake word was heard and nothing came after it, so nothing was sent. */
  unsaid = $state(false);
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
  #hearing: WakeHearing | null = null;
  #loudness = new Loudness();
  #endOfSpeech: EndOfSpeech | null = null;
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
    scope.listen(document, "visibilitychange", () => this.#look());
  }

  /** Listen for a wake word from now on, whenever nothing else goes on and the page is shown; null: for none. */
  async listenFor(word: WakeWord | null): Promise<void> {
    this.wakeWord = word;
    this.wakeTrouble = null;
    this.#hearing?.reset();
    this.#hearing = null;
    const waited = this.phase === "waiting";
    if (waited || this.phase === "idle") this.#end();
    if (waited) this.#go("idle", "idle");
    if (word === null) return;
    try {
      // Only who wants it loads what hears it.
      const [{ WakeHearing: Hearing }, file] = await Promise.all([import("./wake/hearing.ts"), loadWakeModel(word.name, this.#scope.signal)]);
      if (this.wakeWord !== word) return;
      this.#hearing = new Hearing({ file, threshold: word.threshold, window: word.window }, this.#ownContext().sampleRate);
    } catch {
      // Whatever is missing or refused: the page says so, and the button works as before.
      if (this.wakeWord === word) this.wakeTrouble = "unusable";
      return;
    }
    if (this.phase === "idle") await this.wait();
  }

  /** Open the microphone for the wake word, where one is listened for. */
  async wait(): Promise<void> {
    const hearing = this.#hearing;
    if (hearing === null || document.visibilityState !== "visible") return;
    this.#end();
    const turn = this.#turn;
    this.wakeTrouble = null;
    const context = this.#ownContext();
    // Without a press on this page the browser may let this wait for ever.
    if (context.state !== "running") await Promise.race([context.resume(), this.#wait(ALLOWED_SECONDS)]);
    if (turn !== this.#turn) return;
    if (context.state !== "running") {
      this.wakeTrouble = "press_needed";
      return;
    }
    try {
      const microphone = await openMicrophone(context, (frames) => this.#hear(frames), () => this.#lose());
      if (turn !== this.#turn) {
        microphone.close();
        return;
      }
      this.#microphone = microphone;
      this.#loudness = new Loudness();
      this.phase = "waiting";
    } catch (error) {
      if (turn !== this.#turn) return;
      if (!(error instanceof MicrophoneUnusable)) throw error;
      this.problem = error.problem;
    }
  }

  /** The button or key goes down. @param at when it did, by the event: a busy page handles it later; milliseconds. */
  press(at: number): void {
    this.#pressedAt = at;
    if (this.phase === "listening") void this.#send();
    else if (this.phase === "idle" || this.phase === "waiting" || this.phase === "speaking") void this.#listen();
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
    if (this.phase === "idle" || this.phase === "waiting" || this.phase === "muted") return;
    this.cancelled = this.phase !== "speaking";
    this.#end();
    this.#rest("idle");
  }

  mute(): void {
    this.#end();
    this.framesSinceMute = 0;
    this.#mutedAt = performance.now();
    this.#go("muted", "muted");
  }

  unmute(): void {
    if (this.phase === "muted") this.#rest("unmuted");
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
    this.#clear();
    this.phase = "opening";
    try {
      const context = await this.#sounding();
      if (turn !== this.#turn) return;
      if (context.state !== "running") throw new MicrophoneUnusable("no_output");
      const tone = this.#tone("listening");
      const microphone = await openMicrophone(context, (frames) => this.#hear(frames), () => this.#lose());
      if (turn !== this.#turn) {
        microphone.close();
        return;
      }
      this.#microphone = microphone;
      // The tone is over before what is said counts, so that it is not recorded.
      await this.#wait(tone);
      if (turn !== this.#turn) return;
      this.#record(context.sampleRate, this.#longestSeconds());
      this.phase = "listening";
    } catch (error) {
      if (turn !== this.#turn) return;
      if (!(error instanceof MicrophoneUnusable)) throw error;
      this.#fail(error.problem);
    }
  }

  #record(rateHertz: number, longestSeconds: number): Recording {
    this.longest = longestSeconds;
    this.seconds = 0;
    this.#recording = new Recording(rateHertz, longestSeconds);
    return this.#recording;
  }

  #hear(frames: Float32Array): void {
    this.frames += frames.length;
    if (this.phase === "muted" && performance.now() - this.#mutedAt > SETTLED_MILLISECONDS) this.framesSinceMute += frames.length;
    if (this.#microphone === null) return;
    const seconds = frames.length / (this.#context?.sampleRate ?? frames.length);
    const loud = this.#loudness.take(frames, seconds);
    if (this.phase === "waiting") {
      if (this.#hearing?.hears(frames) === true) this.#beginByWord(this.#hearing);
      return;
    }
    let loudest = 0;
    for (const sample of frames) loudest = Math.max(loudest, Math.abs(sample));
    this.level = Math.max(loudest, this.level * 0.9);
    if (this.#recording === null) return;
    this.#recording.add(frames);
    this.seconds = Math.floor(this.#recording.seconds);
    const course = this.#endOfSpeech?.take(loud, seconds);
    if (this.#recording.full) {
      this.limited = true;
      void this.#send();
    } else if (course === "ended") {
      void this.#send();
    } else if (course === "nothing") {
      this.#end();
      this.unsaid = true;
      this.#rest("idle");
    }
  }

  /** The wake word was heard: only from here on is something recorded, with the second in which the word was said. */
  #beginByWord(hearing: WakeHearing): void {
    this.#clear();
    const recording = this.#record(this.#ownContext().sampleRate, Math.min(LONGEST_BY_WORD_SECONDS, this.#longestSeconds()));
    for (const frames of hearing.takeHeld()) recording.add(frames);
    hearing.reset();
    this.#endOfSpeech = new EndOfSpeech();
    this.byWord = true;
    this.#go("listening", "heard");
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
    const wakeWord = this.byWord ? (this.wakeWord?.name ?? null) : null;
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
      const reply = await say(sound, this.#language(), wakeWord, request.signal);
      if (turn !== this.#turn) return;
      this.reply = reply;
      await this.#speak(reply, turn);
    } catch (error) {
      if (turn !== this.#turn) return;
      if (!(error instanceof Problem)) throw error;
      this.refused = error;
      this.#rest("problem");
    } finally {
      for (const stop of waits) stop();
      if (turn === this.#turn) this.slow = 0;
    }
  }

  async #speak(reply: Reply, turn: number): Promise<void> {
    if (reply.sound === null) {
      this.#rest("idle");
      return;
    }
    const context = await this.#sounding();
    const buffer = await context.decodeAudioData(reply.sound);
    if (turn !== this.#turn) return;
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    source.onended = () => {
      if (turn === this.#turn && this.phase === "speaking") this.#rest("idle");
    };
    this.#speaking = source;
    this.phase = "speaking";
    source.start();
  }

  #fail(problem: TalkProblem): void {
    this.#close();
    this.problem = problem;
    this.#rest("problem");
  }

  /** Nothing goes on any more: back to the wake word, where one is listened for. */
  #rest(tone: Tone): void {
    this.#go("idle", tone);
    void this.wait();
  }

  /** The microphone went away by itself. */
  #lose(): void {
    if (this.#microphone === null) return;
    this.#end();
    this.problem = "missing";
    this.#go("idle", "problem");
  }

  /** A page that is not shown has no open microphone. */
  #look(): void {
    if (document.visibilityState === "visible") {
      if (this.phase === "idle") void this.wait();
    } else if (this.phase === "waiting" || this.phase === "opening" || this.phase === "listening") {
      this.cancelled = this.phase !== "waiting";
      this.#end();
      this.#go("idle", "idle");
    }
  }

  /** Before something new is said. */
  #clear(): void {
    this.problem = this.refused = this.reply = null;
    this.cancelled = this.limited = this.unsaid = this.byWord = false;
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
    this.#endOfSpeech = null;
    this.#hearing?.reset();
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

  /** The one audio context of the page; it may make sound only after a press, so it is made then. It does not run where no sound is to be had. */
  async #sounding(): Promise<AudioContext> {
    const context = this.#ownContext();
    if (context.state !== "running") await Promise.race([context.resume(), this.#wait(SOUND_SECONDS)]);
    return context;
  }

  #ownContext(): AudioContext {
    if (this.#context === null) {
      const context = new AudioContext();
      this.#context = context;
      this.#scope.add(() => void context.close());
    }
    return this.#context;
  }

  #wait(seconds: number): Promise<void> {
    return new Promise((resolve) => void this.#scope.after(1000 * seconds, resolve));
  }
}
