/** Playing one clip: its sound, and telling the server how much of it was heard. */
import { Problem, isAbort } from "../../kit/api/problem.ts";
import type { Scope } from "../../kit/scope.ts";
import { Player } from "../../kit/sound/player.svelte.ts";
import type { Lease } from "../api/records.ts";
import * as workbench from "../api/workbench.ts";

const REPORT_PLAYING_MILLISECONDS = 1_000;
/** Sound goes on so long without the server's yes, which it gives with each report: a withdrawal must silence within five seconds (RG1). */
const PERMIT_MILLISECONDS = 3_500;
const REPORT_HOLDING_MILLISECONDS = 5_000;
const REJECT_AFTER_MILLISECONDS = 3_000;
const END_TOLERANCE_MILLISECONDS = 100;

export class Playback {
  player = $state.raw() as Player;

  readonly #clip: Scope;
  readonly #lease: Lease;
  readonly #onfail: (error: unknown) => void;
  /** What the server knows to be heard; milliseconds. */
  #known = $state(0);
  #reported = -1;
  #reporting: Promise<void> | null = null;
  #lastReport = 0;

  /** @param bytes the sound. @throws NotAWav where they are none. @param onfail a report failed; the sound stands still already. */
  constructor(clip: Scope, lease: Lease, bytes: ArrayBuffer, speed: number, onfail: (error: unknown) => void) {
    this.#clip = clip;
    this.#lease = lease;
    this.#onfail = onfail;
    this.#known = lease.playedMilliseconds;
    this.player = new Player(clip, bytes, speed, PERMIT_MILLISECONDS);
    clip.every(REPORT_PLAYING_MILLISECONDS / 2, () => this.#reportWhenDue());
  }

  /** Whether every part was heard, now or before a reload. */
  get heardToTheEnd(): boolean {
    return this.player.heardToTheEnd || this.#known >= this.#lease.durationMilliseconds - END_TOLERANCE_MILLISECONDS;
  }

  /** Whether enough was heard to reject: three seconds, or all where the clip is shorter. */
  get mayReject(): boolean {
    const needed = Math.min(REJECT_AFTER_MILLISECONDS, this.#lease.durationMilliseconds - END_TOLERANCE_MILLISECONDS);
    return Math.max(this.player.heardMilliseconds, this.#known) >= needed;
  }

  /** Wait for the report that is under way, however it ends. */
  async reported(): Promise<void> {
    await this.#reporting?.catch(() => undefined);
  }

  /** Let the server know how much was heard, as it has to before it takes a verdict. */
  async prove(): Promise<void> {
    // Mostly the last report has said it already.
    if (this.player.heardMilliseconds === this.#reported) return;
    try {
      await this.#report();
    } catch (error) {
      if (!isForgotten(error)) throw error;
      await this.#fetchAgain();
    }
  }

  #reportWhenDue(): void {
    const { player } = this;
    if (this.#reporting !== null) return;
    const since = Date.now() - this.#lastReport;
    const changed = player.heardMilliseconds !== this.#reported;
    const due = changed && (!player.playing || since >= REPORT_PLAYING_MILLISECONDS);
    if (due || since >= REPORT_HOLDING_MILLISECONDS) void this.#report().catch((error: unknown) => this.#reportFailed(error));
  }

  /** Tell the server how much was heard; it answers whether the clip may still be heard. */
  async #report(): Promise<void> {
    const heard = this.player.heardMilliseconds;
    this.#lastReport = Date.now();
    this.#reporting = workbench.reportPlayed(this.#lease, heard, this.#clip.signal);
    try {
      await this.#reporting;
      this.#reported = heard;
      this.#known = Math.max(this.#known, heard);
      this.player.renew();
    } finally {
      this.#reporting = null;
    }
  }

  #reportFailed(error: unknown): void {
    if (this.#clip.disposed || isAbort(error)) return;
    const { playing } = this.player;
    // Without an answer it is not known whether the person has withdrawn: the sound stops until there is one.
    this.player.pause();
    if (isForgotten(error)) void this.#fetchAgain(playing).catch((again: unknown) => this.#reportFailed(again));
    else this.#onfail(error);
  }

  /**
   * The workbench was restarted and believes no report before its sound was fetched anew; what was written stays.
   * @param goOn whether the sound is to play again, from its beginning: what was heard of the old one counts no more.
   */
  async #fetchAgain(goOn = false): Promise<void> {
    const bytes = await workbench.loadSound(this.#lease, this.#clip.signal);
    if (this.#clip.disposed) return;
    // A key that was pressed meanwhile has begun to play the old sound.
    const { speed, playing } = this.player;
    this.player.dispose();
    this.player = new Player(this.#clip, bytes, speed, PERMIT_MILLISECONDS);
    this.#reported = -1;
    if (goOn || playing) void this.player.play();
  }
}

/** The server has forgotten that the sound left: it was started anew. */
function isForgotten(error: unknown): boolean {
  return error instanceof Problem && error.code === "sound_not_requested";
}
