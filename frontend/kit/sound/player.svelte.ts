/** Plays one sound from memory; the element is never in the document, so it has no menu, no name and no download. */
import { Scope } from "../scope.ts";
import { Listening, type Stretch } from "./listening.ts";
import { type Wav, durationSeconds, peaksOf, readWav } from "./wav.ts";

export const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2] as const;

const LOOK_MILLISECONDS = 250;

export type PlayOutcome = "playing" | "waiting" | "needs_gesture" | "ended";

export class Player {
  readonly wav: Wav;
  /** Seconds. */
  readonly duration: number;
  readonly element: HTMLAudioElement;

  playing = $state(false);
  /** Seconds from the beginning. */
  position = $state(0);
  speed = $state(1);
  /** Whether every part was heard at least once. */
  heardToTheEnd = $state(false);
  /** All that was heard, repeats included; milliseconds. */
  heardMilliseconds = $state(0);
  /** The browser wants a key or a click before it plays sound. */
  needsGesture = $state(false);

  /** The sound stands still because it was not said in time that it may go on; `renew` lets it play again. */
  lapsed = $state(false);

  /** What is played alone at the moment, in seconds; null for the whole. */
  range = $state.raw<Stretch | null>(null);
  /** Whether `range` is played again and again. */
  looping = $state(false);
  /** What was marked in the sound; null where nothing is. */
  selection = $state.raw<Stretch | null>(null);

  readonly #scope: Scope;
  readonly #permitMilliseconds: number | null;
  #permittedUntil = Number.POSITIVE_INFINITY;
  /** Play as soon as it may. */
  #wanted = false;
  readonly #listening: Listening;
  #cancelFrames: () => void = () => undefined;

  /**
   * @param permitMilliseconds how long sound goes on without `renew`; null where nothing can take it away.
   * @throws NotAWav
   */
  constructor(owner: Scope, bytes: ArrayBuffer, speed = 1, permitMilliseconds: number | null = null) {
    this.#permitMilliseconds = permitMilliseconds;
    this.wav = readWav(bytes);
    this.duration = durationSeconds(this.wav);
    this.#listening = new Listening(this.duration);
    this.#scope = owner.child();
    this.element = new Audio();
    this.element.preload = "auto";
    this.element.disableRemotePlayback = true;
    const address = URL.createObjectURL(new Blob([bytes], { type: "audio/wav" }));
    this.#scope.add(() => {
      this.element.pause();
      this.element.removeAttribute("src");
      this.element.load();
      URL.revokeObjectURL(address);
      // What was decoded is wiped as well: after this nothing of the sound is left in the page.
      this.wav.samples.fill(0);
    });
    this.element.src = address;
    this.setSpeed(speed);
    this.#watch();
  }

  /** @param count number of stretches. */
  peaks(count: number): Float32Array<ArrayBuffer> {
    return peaksOf(this.wav.samples, count);
  }

  async play(): Promise<PlayOutcome> {
    if (this.#scope.disposed) return "ended";
    if (this.lapsed) {
      this.#wanted = true;
      return "waiting";
    }
    if (this.element.ended || this.position >= this.duration - 0.02) this.seek(0);
    try {
      await this.element.play();
      this.needsGesture = false;
      return "playing";
    } catch (error) {
      this.needsGesture = error instanceof DOMException && error.name === "NotAllowedError";
      return this.needsGesture ? "needs_gesture" : "ended";
    }
  }

  /** It was said just now that the sound may go on. */
  renew(): void {
    if (this.#permitMilliseconds === null) return;
    this.#permittedUntil = performance.now() + this.#permitMilliseconds;
    this.lapsed = false;
    if (!this.#wanted) return;
    this.#wanted = false;
    void this.play();
  }

  pause(): void {
    this.#wanted = false;
    this.element.pause();
  }

  toggle(): void {
    if (this.#paused) void this.play();
    else this.pause();
  }

  /** As the element is now: `playing` follows its events, which come later than a second key. */
  get #paused(): boolean {
    return this.element.paused;
  }

  /** Play one stretch, once or again and again. */
  async playRange(stretch: Stretch, looping = false): Promise<void> {
    this.range = stretch;
    this.looping = looping;
    this.seek(stretch.start);
    await this.play();
  }

  /** From now on the whole is played. */
  leaveRange(): void {
    this.range = null;
    this.looping = false;
  }

  /** Mark from or to where the sound stands; the other end is moved where it would lie on the wrong side. */
  markSelection(end: "start" | "end"): void {
    const at = this.position;
    const other = this.selection ?? { start: 0, end: this.duration };
    this.selection = end === "start" ? { start: at, end: other.end > at ? other.end : this.duration } : { start: other.start < at ? other.start : 0, end: at };
  }

  /** Jump to `seconds` from the beginning; outside of a stretch that is played alone that stretch is left. */
  seek(seconds: number): void {
    if (this.range !== null && (seconds < this.range.start - 0.01 || seconds >= this.range.end)) this.leaveRange();
    this.#look();
    this.#listening.jump();
    this.element.currentTime = Math.min(Math.max(seconds, 0), this.duration);
    this.position = this.element.currentTime;
  }

  /** Jump back and go on playing: the way to hear a hard word again. */
  back(seconds: number): void {
    this.seek(this.element.currentTime - seconds);
    if (this.#paused) void this.play();
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    this.element.defaultPlaybackRate = speed;
    this.element.playbackRate = speed;
    this.element.preservesPitch = true;
  }

  /** One step slower (−1) or faster (+1). */
  stepSpeed(step: -1 | 1): void {
    const at = SPEEDS.findIndex((speed) => speed >= this.speed);
    const next = SPEEDS[Math.min(Math.max(at + step, 0), SPEEDS.length - 1)];
    if (next !== undefined) this.setSpeed(next);
  }

  /** Silence at once; nothing plays again. */
  dispose(): void {
    this.#scope.dispose();
    this.playing = false;
  }

  #watch(): void {
    if (this.#permitMilliseconds !== null) this.#scope.every(LOOK_MILLISECONDS, () => this.#lapse());
    this.#scope.listen(this.element, "play", () => {
      if (this.lapsed) {
        this.element.pause();
        return;
      }
      this.renew();
      this.playing = true;
      this.#cancelFrames();
      this.#cancelFrames = this.#scope.eachFrame(() => this.#follow());
    });
    this.#scope.listen(this.element, "timeupdate", () => this.#follow());
    this.#scope.listen(this.element, "pause", () => {
      this.#look();
      this.playing = false;
      this.#cancelFrames();
    });
    this.#scope.listen(this.element, "seeking", () => this.#listening.jump());
    this.#scope.listen(this.element, "ended", () => {
      this.#listening.look(this.duration, this.#played());
      this.position = this.duration;
      this.#count();
      this.playing = false;
      this.#cancelFrames();
      if (this.range !== null) this.#endRange(this.range);
    });
  }

  #follow(): void {
    this.#look();
    if (this.range !== null && this.playing && !this.element.seeking && this.position >= this.range.end) this.#endRange(this.range);
  }

  #endRange(range: Stretch): void {
    if (this.looping) {
      void this.playRange(range, true);
      return;
    }
    this.leaveRange();
    this.element.pause();
  }

  #lapse(): void {
    if (!this.playing || performance.now() <= this.#permittedUntil) return;
    this.lapsed = true;
    this.element.pause();
    this.#wanted = true;
  }

  #look(): void {
    if (this.element.seeking) return;
    this.position = this.element.currentTime;
    this.#listening.look(this.position, this.#played());
    this.#count();
  }

  #played(): Stretch[] {
    const { played } = this.element;
    return Array.from({ length: played.length }, (_, index) => ({ start: played.start(index), end: played.end(index) }));
  }

  #count(): void {
    this.heardMilliseconds = this.#listening.heardMilliseconds;
    this.heardToTheEnd = this.#listening.complete;
  }
}
