/** A reviewer's own pace, shown to that reviewer only: nothing is sent or stored. */

/** Fewer clips, or less time, tell more of chance than of pace: three short ones once read as “1215 an hour”. */
const LEAST_CLIPS = 10;
const LEAST_MILLISECONDS = 300_000;
/** Who does nothing for longer is not at work on a clip of ten seconds. */
const PAUSE_MILLISECONDS = 180_000;

export class Pace {
  #clips = 0;
  #milliseconds = 0;
  #since: number | null = null;

  /** Work begins or goes on. @param at milliseconds. */
  go(at: number): void {
    this.#since ??= at;
  }

  /** Nothing can be done at the moment: no clip, no server, or the page is hidden. */
  rest(at: number): void {
    if (this.#since === null) return;
    this.#milliseconds += Math.min(Math.max(at - this.#since, 0), PAUSE_MILLISECONDS);
    this.#since = null;
  }

  /** One clip was done; fetching the next belongs to the work. */
  done(at: number): void {
    this.#clips += 1;
    this.rest(at);
    this.go(at);
  }

  /** Clips an hour of work; null until there is enough to tell. */
  get clipsAnHour(): number | null {
    if (this.#clips < LEAST_CLIPS || this.#milliseconds < LEAST_MILLISECONDS) return null;
    return Math.round((this.#clips * 3_600_000) / this.#milliseconds);
  }
}
