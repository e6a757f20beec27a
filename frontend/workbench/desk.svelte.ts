/** The reviewer's desk: one clip at a time, from taking it to sending it off, and nothing of it left afterwards. */
import { Problem, isAbort } from "../kit/api/problem.ts";
import type { KnownIntent } from "../kit/meaning.ts";
import { Scope } from "../kit/scope.ts";
import { NotAWav } from "../kit/sound/wav.ts";
import { Player } from "../kit/sound/player.svelte.ts";
import type { Guideline, Progress } from "./api/records.ts";
import * as workbench from "./api/workbench.ts";
import { Draft, NO_WAKE_WORD } from "./draft.svelte.ts";
import { Pace } from "./pace.ts";

/** What happened that the reviewer should know of. */
export type News =
  | "withdrawn"
  | "expired"
  | "sent"
  | "rejected"
  | "given_back"
  | "broken_sound"
  | "unreachable"
  | { readonly problem: Problem };

export type Phase = "fetching" | "empty" | "holding" | "sending" | "unreachable";

interface Ears {
  onnews: (news: News) => void;
  onsignedout: () => void;
  /** The clip is about to leave the desk. */
  onputaway: () => void;
}

const REPORT_PLAYING_MILLISECONDS = 1_000;
const REPORT_HOLDING_MILLISECONDS = 5_000;
const FIRST_POLL_MILLISECONDS = 3_000;
const SLOWEST_POLL_MILLISECONDS = 15_000;
const RETRY_MILLISECONDS = 3_000;
const REJECT_AFTER_MILLISECONDS = 3_000;
const END_TOLERANCE_MILLISECONDS = 100;
const LONGEST_TIMER_MILLISECONDS = 2_000_000_000;

export class Desk {
  phase = $state<Phase>("fetching");
  lease = $state.raw<workbench.HeldLease | null>(null);
  player = $state.raw<Player | null>(null);
  draft = $state.raw<Draft | null>(null);
  guideline = $state.raw<Guideline | null>(null);
  catalogue = $state.raw<readonly KnownIntent[]>([]);
  progress = $state.raw<Progress | null>(null);
  clipsAnHour = $state<number | null>(null);
  /** The window is not looked at: sound stands still and text is covered. */
  masked = $state(false);

  readonly #scope: Scope;
  readonly #ears: Ears;
  readonly #pace = new Pace();
  #clip: Scope;
  #taken = new Date();
  #speed = 1;
  #poll = FIRST_POLL_MILLISECONDS;
  #reported = -1;
  #reporting: Promise<void> | null = null;
  #lastReport = 0;

  constructor(owner: Scope, ears: Ears) {
    this.#scope = owner;
    this.#ears = ears;
    this.#clip = owner.child();
  }

  async start(): Promise<void> {
    try {
      this.guideline = await workbench.loadGuideline();
      this.catalogue = await workbench.loadCatalogue();
    } catch (error) {
      this.#fail(error, () => void this.start());
      return;
    }
    await this.next();
  }

  /** Whether enough was heard to reject: three seconds, or all where the clip is shorter. */
  get mayReject(): boolean {
    if (this.player === null || this.lease === null) return false;
    const needed = Math.min(REJECT_AFTER_MILLISECONDS, this.lease.lease.durationMilliseconds - END_TOLERANCE_MILLISECONDS);
    return this.player.heardMilliseconds >= needed;
  }

  async next(): Promise<void> {
    this.#drop();
    if (this.masked) {
      this.phase = "empty";
      return;
    }
    if (this.phase !== "empty") this.phase = "fetching";
    const clip = this.#clip;
    void this.#countProgress();
    try {
      const held = await workbench.takeLease(clip.signal);
      if (clip.disposed) return;
      if (held === null) {
        this.phase = "empty";
        clip.after(this.#poll, () => void this.next());
        this.#poll = Math.min(this.#poll * 1.5, SLOWEST_POLL_MILLISECONDS);
        return;
      }
      this.#poll = FIRST_POLL_MILLISECONDS;
      await this.#open(held, clip);
    } catch (error) {
      if (clip.disposed || isAbort(error)) return;
      if (this.#isLost(error)) this.#lose(error);
      else this.#fail(error, () => void this.next());
    }
  }

  /** The reviewer looks away: silence and cover. */
  lookAway(): void {
    this.masked = true;
    this.player?.pause();
  }

  lookBack(): void {
    this.masked = false;
    if (this.phase === "empty") void this.next();
  }

  async submit(): Promise<void> {
    const { lease, draft, player, guideline } = this;
    if (this.phase !== "holding" || lease === null || draft === null || player === null || guideline === null) return;
    if (draft.missing(player.heardToTheEnd).length > 0) return;
    const label = draft.toLabel();
    await this.#sendHeard("sent", () => workbench.sendLabel(lease.lease, label, guideline.version));
    if (label.intent !== null) void this.#learnNames();
  }

  async reject(reason: string): Promise<void> {
    const { lease, draft, guideline } = this;
    if (this.phase !== "holding" || lease === null || draft === null || guideline === null || !this.mayReject) return;
    const verdict = draft.verdict ?? NO_WAKE_WORD;
    await this.#sendHeard("rejected", () => workbench.sendRejection(lease.lease, reason, verdict, guideline.version));
  }

  /** Always possible (DC1): it needs no proof of listening, so a report that is refused does not stand in its way. */
  async giveBack(): Promise<void> {
    const { lease } = this;
    if (this.phase !== "holding" || lease === null) return;
    await this.#send("given_back", () => workbench.giveBack(lease.lease));
  }

  async #open(held: workbench.HeldLease, clip: Scope): Promise<void> {
    this.#taken = new Date();
    const bytes = await workbench.loadSound(held.lease, clip.signal);
    if (clip.disposed) return;
    try {
      this.player = new Player(clip, bytes, this.#speed);
    } catch (error) {
      if (!(error instanceof NotAWav)) throw error;
      this.#ears.onnews("broken_sound");
      await workbench.giveBack(held.lease);
      clip.after(RETRY_MILLISECONDS, () => void this.next());
      return;
    }
    this.draft = new Draft(held.lease);
    this.lease = held;
    this.phase = "holding";
    const left = held.endsAt.getTime() - Date.now();
    clip.after(Math.min(Math.max(left, 0), LONGEST_TIMER_MILLISECONDS), () => this.#lose(null));
    clip.every(REPORT_PLAYING_MILLISECONDS / 2, () => this.#reportWhenDue(clip));
    if (!this.masked) await this.player.play();
  }

  #reportWhenDue(clip: Scope): void {
    const { player } = this;
    if (player === null || this.#reporting !== null) return;
    const since = Date.now() - this.#lastReport;
    const changed = player.heardMilliseconds !== this.#reported;
    const due = changed && (!player.playing || since >= REPORT_PLAYING_MILLISECONDS);
    if (due || since >= REPORT_HOLDING_MILLISECONDS) void this.#report(clip).catch((error: unknown) => this.#reportFailed(error, clip));
  }

  /** Tell the server how much was heard; it answers whether the clip may still be heard. */
  async #report(clip: Scope): Promise<void> {
    const { player, lease } = this;
    if (player === null || lease === null) return;
    const heard = player.heardMilliseconds;
    this.#lastReport = Date.now();
    this.#reporting = workbench.reportPlayed(lease.lease, heard, clip.signal);
    try {
      await this.#reporting;
      this.#reported = heard;
    } finally {
      this.#reporting = null;
    }
  }

  #reportFailed(error: unknown, clip: Scope): void {
    if (clip.disposed || isAbort(error)) return;
    if (this.#isLost(error)) {
      this.#lose(error);
      return;
    }
    // Without an answer nobody knows whether the person has withdrawn: the sound stops until there is one.
    this.player?.pause();
    this.#tell(error);
  }

  /** Send a verdict; the server has to know first how much was heard. */
  async #sendHeard(news: News, request: () => Promise<void>): Promise<void> {
    const clip = this.#clip;
    await this.#send(news, async () => {
      await this.#report(clip);
      await request();
    });
  }

  async #send(news: News, request: () => Promise<void>): Promise<void> {
    const clip = this.#clip;
    this.phase = "sending";
    this.player?.pause();
    try {
      await this.#reporting?.catch(() => undefined);
      await request();
    } catch (error) {
      if (clip.disposed || isAbort(error)) return;
      if (this.#isLost(error)) {
        this.#lose(error);
        return;
      }
      this.phase = "holding";
      this.#tell(error);
      return;
    }
    if (news !== "given_back") this.#pace.done(this.#taken, new Date());
    this.clipsAnHour = this.#pace.clipsAnHour;
    this.#ears.onnews(news);
    await this.next();
  }

  #isLost(error: unknown): error is Problem {
    return error instanceof Problem && ["clip_withdrawn", "lease_ended", "lease_not_found"].includes(error.code);
  }

  /** The clip is taken away in the middle: silence first, then the message, then the next clip. */
  #lose(problem: Problem | null): void {
    this.#drop();
    this.phase = "fetching";
    this.#ears.onnews(problem?.code === "clip_withdrawn" ? "withdrawn" : "expired");
    this.#clip.after(RETRY_MILLISECONDS / 3, () => void this.next());
  }

  #fail(error: unknown, again: () => void): void {
    if (error instanceof Problem && error.signedOut) {
      this.#ears.onsignedout();
      return;
    }
    this.phase = "unreachable";
    this.#tell(error);
    this.#scope.after(RETRY_MILLISECONDS, again);
  }

  #tell(error: unknown): void {
    if (!(error instanceof Problem)) throw error;
    if (error.signedOut) this.#ears.onsignedout();
    else this.#ears.onnews(error.unreachable ? "unreachable" : { problem: error });
  }

  #drop(): void {
    if (this.player !== null) {
      this.#speed = this.player.speed;
      this.player.pause();
      this.#ears.onputaway();
    }
    this.#clip.dispose();
    this.#clip = this.#scope.child();
    this.player = null;
    this.draft = null;
    this.lease = null;
    this.#reported = -1;
    this.#lastReport = 0;
    this.#reporting = null;
  }

  async #countProgress(): Promise<void> {
    try {
      this.progress = await workbench.loadProgress();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }

  async #learnNames(): Promise<void> {
    try {
      this.catalogue = await workbench.loadCatalogue();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
}
