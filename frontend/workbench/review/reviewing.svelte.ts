/** Reviewing: one clip at a time, from taking it to sending it off, and nothing of it left afterwards. */
import { Problem, isAbort } from "../../kit/api/problem.ts";
import type { Language } from "../../kit/language.ts";
import type { KnownIntent } from "../../kit/meaning.ts";
import { Scope } from "../../kit/scope.ts";
import { NotAWav } from "../../kit/sound/wav.ts";
import type { Player } from "../../kit/sound/player.svelte.ts";
import type { Ahead, Guideline, Lease, Progress, Sent } from "../api/records.ts";
import * as workbench from "../api/workbench.ts";
import { FetchedAhead, soundOf } from "./ahead.ts";
import { Draft, NO_WAKE_WORD } from "./draft.svelte.ts";
import type { Written } from "./history.ts";
import { Pace } from "./pace.ts";
import { Playback } from "./playback.svelte.ts";
import { Saving } from "./saving.svelte.ts";

/** What happened that the reviewer should know of. */
export type News =
  | "withdrawn"
  | "expired"
  | "resumed"
  | "lost"
  | "sent"
  | "rejected"
  | "given_back"
  | "skipped"
  | "escalated"
  | "asked"
  | "ejected"
  | "taken_back"
  | "broken_sound"
  | "unreachable"
  | { readonly problem: Problem; readonly again: (() => void) | null };

/**
 * `confirming`: the guideline has a version that is to be confirmed before the next clip (RV6). `stopped`: officers have stopped
 * review (RG1). `resting`: a rest is due (DC3). `refused`: the server answered and gives no clip now; `refusal` says why.
 */
export type Phase = "fetching" | "confirming" | "stopped" | "resting" | "refused" | "empty" | "holding" | "sending" | "unreachable";

/** What was written when the session ended; it stays in memory until the same reviewer signs in again. */
interface Left {
  readonly lease: Lease;
  readonly written: Written;
}

/** What reviewing tells the page on which it is. */
interface ReviewingCallbacks {
  onnews: (news: News) => void;
  onsignedout: () => void;
  /** The clip is about to leave. */
  onputaway: () => void;
}

const FIRST_POLL_MILLISECONDS = 3_000;
const SLOWEST_POLL_MILLISECONDS = 15_000;
const RETRY_MILLISECONDS = 3_000;
/** How soon review goes on by itself after a stop. */
const STOPPED_MILLISECONDS = 5_000;
/** What is shown stays while the next clip is asked for again, and does not blink. */
const KEPT_WHILE_ASKING: readonly Phase[] = ["empty", "stopped", "resting", "refused"];
const LONGEST_TIMER_MILLISECONDS = 2_000_000_000;

export class Reviewing {
  phase = $state<Phase>("fetching");
  /** Why the server gives no clip now. */
  refusal = $state.raw<Problem | null>(null);
  lease = $state.raw<workbench.HeldLease | null>(null);
  playback = $state.raw<Playback | null>(null);
  draft = $state.raw<Draft | null>(null);
  saving = $state.raw<Saving | null>(null);
  guideline = $state.raw<Guideline | null>(null);
  catalogue = $state.raw<readonly KnownIntent[]>([]);
  progress = $state.raw<Progress | null>(null);
  /** What was sent within the last ten minutes, newest first. */
  sent = $state.raw<readonly Sent[]>([]);
  clipsAnHour = $state<number | null>(null);
  /** The window is not looked at: sound stands still and text is covered. */
  masked = $state(false);
  /** Keys pressed since the clip came. */
  keystrokes = 0;

  readonly #scope: Scope;
  readonly #callbacks: ReviewingCallbacks;
  readonly #pace = new Pace();
  readonly #ahead = new FetchedAhead();
  #language: Language;
  #left: Left | null = null;
  /** Hard to bear, and the server does not know it yet. */
  #untold: Lease | null = null;
  #clip: Scope;
  #speed = 1;
  #poll = FIRST_POLL_MILLISECONDS;

  constructor(owner: Scope, callbacks: ReviewingCallbacks, language: Language) {
    this.#scope = owner;
    this.#callbacks = callbacks;
    this.#language = language;
    this.#clip = owner.child();
    owner.add(() => this.#ahead.giveBack());
    owner.listen(window, "pagehide", () => this.#ahead.giveBack());
  }

  async start(): Promise<void> {
    try {
      this.guideline = await workbench.loadGuideline(this.#language);
      this.catalogue = await workbench.loadCatalogue();
    } catch (error) {
      this.#fail(error, () => void this.start());
      return;
    }
    await this.next();
  }

  /** The session had ended and the same member is here again: what could not be done then is done now. */
  async resume(): Promise<void> {
    const { lease, draft, saving } = this;
    const untold = this.#untold;
    this.#untold = null;
    if (untold !== null) {
      await this.#tellEjected(untold);
      return;
    }
    if (this.guideline === null) {
      await this.start();
      return;
    }
    if (lease !== null && draft !== null && saving !== null) {
      await saving.save();
      if (saving.state !== "failed" && lease.endsAt.getTime() > Date.now()) {
        this.#left = null;
        return;
      }
      this.#left = { lease: lease.lease, written: draft.written };
    }
    // Where nothing waits it is asked for again as soon as it is looked at.
    if (this.phase !== "empty") await this.next();
  }

  /** Read the guideline in another language; the clip stays as it is. */
  async speak(language: Language): Promise<void> {
    if (language === this.#language) return;
    this.#language = language;
    try {
      this.guideline = await workbench.loadGuideline(language);
    } catch (error) {
      this.#tell(error, () => void this.speak(language));
    }
  }

  get player(): Player | null {
    return this.playback?.player ?? null;
  }

  get heardToTheEnd(): boolean {
    return this.playback?.heardToTheEnd ?? false;
  }

  get mayReject(): boolean {
    return this.playback?.mayReject ?? false;
  }

  /** By what one knows a verdict that was sent: its first words, or why it was rejected; empty where it is not told. */
  wordsOf(sent: Sent): string {
    return sent.firstWords ?? this.guideline?.rejectReasons.find((choice) => choice.code === sent.rejectReason)?.title ?? "";
  }

  async next(): Promise<void> {
    this.#drop();
    if (this.masked) {
      this.#ahead.giveBack();
      this.phase = "empty";
      return;
    }
    const ahead = this.#ahead.take();
    if (!KEPT_WHILE_ASKING.includes(this.phase)) this.phase = "fetching";
    const clip = this.#clip;
    try {
      const held = await workbench.takeLease(clip.signal, ahead);
      if (clip.disposed) return;
      if (held === null) {
        this.#wait(clip);
        void this.#count();
        return;
      }
      this.#poll = FIRST_POLL_MILLISECONDS;
      await this.#open(held, clip, ahead);
      // The sound is what is waited for; what is counted beside it may come later.
      void this.#count();
    } catch (error) {
      if (clip.disposed || isAbort(error)) return;
      if (this.#isLost(error)) this.#lose(error);
      else if (isStopped(error)) this.#halt(clip);
      else if (isGuidelineNew(error)) this.phase = "confirming";
      else this.#fail(error, () => void this.next());
    }
  }

  /** The guideline was confirmed: its text is read anew, and the clip comes, with what was written about it. */
  async confirmed(): Promise<void> {
    if (this.phase !== "confirming") return;
    this.phase = "fetching";
    try {
      this.guideline = await workbench.loadGuideline(this.#language);
    } catch (error) {
      this.#fail(error, () => void this.start());
      return;
    }
    await this.next();
  }

  /** The reviewer looks away: silence and cover. */
  lookAway(): void {
    this.masked = true;
    this.player?.pause();
    this.#ahead.giveBack();
    this.#pace.rest(Date.now());
    void this.saving?.save();
  }

  lookBack(): void {
    if (!this.masked) return;
    this.masked = false;
    if (this.phase === "holding") {
      this.#pace.go(Date.now());
      this.#ahead.begin(this.#clip);
    }
    if (this.phase === "empty") void this.next();
  }

  async submit(): Promise<void> {
    const { lease, draft, guideline } = this;
    if (this.phase !== "holding" || lease === null || draft === null || guideline === null) return;
    if (draft.missing(this.heardToTheEnd).length > 0) return;
    const label = draft.toLabel();
    await this.#sendHeard("sent", () => workbench.sendLabel(lease.lease, label, guideline.version, this.keystrokes), () => void this.submit());
    if (label.intent !== null) void this.#learnNames();
  }

  async reject(reason: string): Promise<void> {
    const { lease, draft, guideline } = this;
    if (this.phase !== "holding" || lease === null || draft === null || guideline === null || !this.mayReject) return;
    const verdict = draft.verdict ?? NO_WAKE_WORD;
    await this.#sendHeard("rejected", () => workbench.sendRejection(lease.lease, reason, verdict, guideline.version), () => void this.reject(reason));
  }

  /** Always possible (DC1): it needs no proof of listening, so a report that is refused does not stand in its way. */
  async giveBack(): Promise<void> {
    const { lease } = this;
    if (this.phase !== "holding" || lease === null) return;
    await this.#send("given_back", () => workbench.giveBack(lease.lease), () => void this.giveBack());
  }

  /** Ask others about the word at which the sound stands; the clip stays. */
  async askAboutWord(): Promise<void> {
    const { lease, player } = this;
    if (this.phase !== "holding" || lease === null || player === null) return;
    const clip = this.#clip;
    try {
      await workbench.askAboutWord(lease.lease, Math.round(player.position * 1000));
    } catch (error) {
      if (clip.disposed || isAbort(error)) return;
      this.#tell(error, () => void this.askAboutWord());
      return;
    }
    this.#callbacks.onnews("asked");
  }

  /** Report a danger: the clip leaves at once, goes to no other reviewer, and a safety officer decides (DC4). */
  async escalate(category: string): Promise<void> {
    const { lease } = this;
    if (this.phase !== "holding" || lease === null) return;
    await this.#send("escalated", () => workbench.escalate(lease.lease, category), () => void this.escalate(category));
  }

  /** Leave the clip for later, with what was written about it. */
  async skip(): Promise<void> {
    const { lease, saving } = this;
    if (this.phase !== "holding" || lease === null) return;
    await saving?.save();
    await this.#send("skipped", () => workbench.skip(lease.lease), () => void this.skip());
  }

  /** Hard to bear (DC1): silence first, then it is gone from the page, and only then the server is told. */
  eject(): void {
    const { lease } = this;
    if (lease === null) return;
    this.#drop();
    // The server gives it back with the clip that is ejected.
    this.#ahead.take();
    this.phase = "fetching";
    this.#callbacks.onnews("ejected");
    void this.#tellEjected(lease.lease);
  }

  /** Take a verdict that was sent back; the clip that lies there now comes back afterwards. */
  async takeBack(sent: Sent): Promise<void> {
    if (this.phase === "sending") return;
    await this.saving?.save();
    const before = this.phase;
    this.phase = "sending";
    this.player?.pause();
    try {
      await workbench.takeBack(sent);
    } catch (error) {
      this.phase = before;
      void this.#count();
      this.#tell(error, () => void this.takeBack(sent));
      return;
    }
    this.#callbacks.onnews("taken_back");
    await this.next();
  }

  async #tellEjected(lease: Lease): Promise<void> {
    try {
      await workbench.eject(lease);
    } catch (error) {
      if (error instanceof Problem && error.signedOut) {
        this.#untold = lease;
        this.#callbacks.onsignedout();
        return;
      }
      if (!this.#isLost(error)) {
        // Until the server knows, it would give the same clip again.
        this.#fail(error, () => void this.#tellEjected(lease));
        return;
      }
    }
    await this.next();
  }

  #wait(clip: Scope): void {
    this.phase = "empty";
    this.#pace.rest(Date.now());
    if (this.#left !== null) this.#callbacks.onnews("lost");
    this.#left = null;
    clip.after(this.#poll, () => void this.next());
    this.#poll = Math.min(this.#poll * 1.5, SLOWEST_POLL_MILLISECONDS);
  }

  async #open(held: workbench.HeldLease, clip: Scope, ahead: Ahead | null): Promise<void> {
    const bytes = await soundOf(held.lease, ahead, clip.signal);
    if (clip.disposed) return;
    try {
      this.playback = new Playback(clip, held.lease, bytes, this.#speed, (error) => this.#reportFailed(error));
    } catch (error) {
      if (!(error instanceof NotAWav)) throw error;
      this.#callbacks.onnews("broken_sound");
      await workbench.giveBack(held.lease);
      clip.after(RETRY_MILLISECONDS, () => void this.next());
      return;
    }
    this.#lay(held, clip);
    this.#pace.go(Date.now());
    const left = held.endsAt.getTime() - Date.now();
    clip.after(Math.min(Math.max(left, 0), LONGEST_TIMER_MILLISECONDS), () => this.#lose(null));
    if (!this.masked && !held.lease.distressing) await this.playback.player.play();
    if (!this.masked) this.#ahead.begin(clip);
  }

  /** Show a clip with what was written about it before, on the server or in this page. */
  #lay(held: workbench.HeldLease, clip: Scope): void {
    const draft = new Draft(held.lease);
    const known = draft.written;
    const written = this.#leftFor(held.lease);
    if (written !== null) draft.restore(written);
    if (written !== null || held.lease.draft !== null) this.#callbacks.onnews("resumed");
    else if (this.#left !== null) this.#callbacks.onnews("lost");
    this.#left = null;
    const saving = new Saving(clip, held.lease, known, (problem) => {
      if (problem.signedOut) this.#signOut();
    });
    this.keystrokes = 0;
    this.draft = draft;
    this.saving = saving;
    this.lease = held;
    this.phase = "holding";
    if (held.lease.draft !== null) saving.state = "saved";
    saving.wrote(draft.written);
  }

  /** What was written in this page before the session ended, where it is about this clip. */
  #leftFor(lease: Lease): Written | null {
    if (this.#left === null) return null;
    const { lease: earlier, written } = this.#left;
    const sameClip = lease.draft !== null && JSON.stringify(earlier.words) === JSON.stringify(lease.words) && earlier.durationMilliseconds === lease.durationMilliseconds;
    return earlier.leaseId === lease.leaseId || sameClip ? written : null;
  }

  #reportFailed(error: unknown): void {
    if (this.#isLost(error)) this.#lose(error);
    else if (isStopped(error)) this.#halt(this.#clip);
    else this.#tell(error, null);
  }

  /** Send a verdict; the server has to know first how much was heard. */
  async #sendHeard(news: News, request: () => Promise<void>, again: () => void): Promise<void> {
    const send = async (): Promise<void> => {
      await this.playback?.prove();
      await request();
    };
    await this.#send(news, send, again);
  }

  async #send(news: News, request: () => Promise<void>, again: () => void): Promise<void> {
    const clip = this.#clip;
    this.phase = "sending";
    this.player?.pause();
    try {
      await this.playback?.reported();
      await request();
    } catch (error) {
      if (clip.disposed || isAbort(error)) return;
      if (this.#isLost(error)) {
        this.#lose(error);
        return;
      }
      if (isGuidelineNew(error)) {
        // What was written is on the server as a draft and comes back with the clip.
        this.phase = "holding";
        await this.saving?.save();
        if (clip.disposed) return;
        this.#drop();
        this.phase = "confirming";
        return;
      }
      this.phase = "holding";
      this.#tell(error, again);
      return;
    }
    if (clip.disposed) return;
    if (news !== "given_back" && news !== "skipped" && news !== "escalated") this.#pace.done(Date.now());
    this.clipsAnHour = this.#pace.clipsAnHour;
    this.#callbacks.onnews(news);
    await this.next();
  }

  #isLost(error: unknown): error is Problem {
    return error instanceof Problem && ["clip_withdrawn", "lease_ended", "lease_not_found"].includes(error.code);
  }

  /** The clip is taken away in the middle: silence first, then the message, then the next clip. */
  #lose(problem: Problem | null): void {
    this.#drop();
    this.phase = "fetching";
    this.#callbacks.onnews(problem?.code === "clip_withdrawn" ? "withdrawn" : "expired");
    this.#clip.after(RETRY_MILLISECONDS / 3, () => void this.next());
  }

  /** Officers have stopped review: silence at once, what was written is kept, and it is asked again until it goes on. */
  #halt(clip: Scope): void {
    this.playback?.player.pause();
    this.#ahead.giveBack();
    const saved = this.saving?.save() ?? Promise.resolve();
    this.phase = "stopped";
    this.#pace.rest(Date.now());
    void saved.finally(() => {
      if (clip.disposed) return;
      this.#drop();
      this.#clip.after(STOPPED_MILLISECONDS, () => void this.next());
    });
  }

  #fail(error: unknown, again: () => void): void {
    if (error instanceof Problem && error.signedOut) {
      this.#signOut();
      return;
    }
    this.refusal = error instanceof Problem && !error.unreachable ? error : null;
    if (this.refusal?.code === "rest_due") this.phase = "resting";
    else this.phase = this.refusal === null ? "unreachable" : "refused";
    this.#pace.rest(Date.now());
    // What the page itself says now needs no message beside it.
    if (this.refusal === null) this.#tell(error, null);
    this.#scope.after(RETRY_MILLISECONDS, again);
  }

  #tell(error: unknown, again: (() => void) | null): void {
    if (!(error instanceof Problem)) throw error;
    if (error.signedOut) this.#signOut();
    else if (error.unreachable && again === null) this.#callbacks.onnews("unreachable");
    else this.#callbacks.onnews({ problem: error, again });
  }

  #signOut(): void {
    this.player?.pause();
    this.#ahead.take();
    if (this.lease !== null && this.draft !== null) this.#left = { lease: this.lease.lease, written: this.draft.written };
    this.#callbacks.onsignedout();
  }

  #drop(): void {
    const { player } = this;
    if (player !== null) {
      this.#speed = player.speed;
      player.dispose();
      this.#callbacks.onputaway();
    }
    this.#clip.dispose();
    this.#clip = this.#scope.child();
    this.playback = null;
    this.draft = null;
    this.saving = null;
    this.lease = null;
  }

  async #count(): Promise<void> {
    try {
      this.progress = await workbench.loadProgress();
      this.sent = await workbench.loadSent();
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

/** Labels are taken by the newest guideline only, once it was confirmed. */
function isStopped(error: unknown): boolean {
  return error instanceof Problem && error.code === "review_stopped";
}

function isGuidelineNew(error: unknown): boolean {
  return error instanceof Problem && (error.code === "guideline_unconfirmed" || error.code === "guideline_changed");
}
