/** How fast one goes, for the reviewer's own eyes: no ranking, nothing sent, nothing stored. */

const LEAST_CLIPS = 3;
const PAUSE_MILLISECONDS = 180_000;

export class Pace {
  #clips = 0;
  #milliseconds = 0;

  /** One clip was done that was opened at `from` and sent at `to`; long pauses do not count. */
  done(from: Date, to: Date): void {
    this.#clips += 1;
    this.#milliseconds += Math.min(Math.max(to.getTime() - from.getTime(), 0), PAUSE_MILLISECONDS);
  }

  /** Clips an hour; null until there is enough to tell. */
  get clipsAnHour(): number | null {
    if (this.#clips < LEAST_CLIPS || this.#milliseconds === 0) return null;
    return Math.round((this.#clips * 3_600_000) / this.#milliseconds);
  }
}
