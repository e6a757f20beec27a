/** Counts what was really heard of a sound: how much in all, and whether every part of it. */

/** Gaps up to this long come from seeking to where one was, and from how browsers round; seconds. */
const BRIDGED_SECONDS = 0.12;
/** Longest step between two looks at a playing sound that is counted as heard again; seconds. */
const LONGEST_STEP_SECONDS = 1.5;

/** A part of the sound, in seconds from its beginning. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export class Listening {
  #covered: readonly Stretch[] = [];
  #sum = 0;
  #last: number | null = null;

  /** @param durationSeconds length of the sound, > 0. */
  constructor(readonly durationSeconds: number) {}

  /**
   * Look at a playing sound.
   *
   * @param position where it stands; seconds.
   * @param played every part that was played so far, as the media element keeps it: exact, however seldom one looks.
   */
  look(position: number, played: readonly Stretch[]): void {
    const last = this.#last;
    this.#last = position;
    if (last !== null && position > last && position - last <= LONGEST_STEP_SECONDS) this.#sum += position - last;
    this.#covered = merge([...this.#covered, ...played]);
  }

  /** The position is about to jump: what lies between is not heard. */
  jump(): void {
    this.#last = null;
  }

  /** All that was heard, again and again counted again; whole milliseconds. */
  get heardMilliseconds(): number {
    const least = this.complete ? this.durationSeconds : this.coveredSeconds;
    return Math.round(Math.max(this.#sum, least) * 1000);
  }

  /** How much of the sound was heard at least once; seconds. */
  get coveredSeconds(): number {
    return this.#covered.reduce((sum, stretch) => sum + Math.min(stretch.end, this.durationSeconds) - stretch.start, 0);
  }

  /** Whether every part was heard at least once. */
  get complete(): boolean {
    const [first] = this.#covered;
    return this.#covered.length === 1 && first !== undefined && first.start <= BRIDGED_SECONDS && first.end >= this.durationSeconds - BRIDGED_SECONDS;
  }
}

function merge(stretches: readonly Stretch[]): readonly Stretch[] {
  const merged: Stretch[] = [];
  for (const stretch of [...stretches].sort((one, other) => one.start - other.start)) {
    const before = merged.at(-1);
    if (before !== undefined && stretch.start <= before.end + BRIDGED_SECONDS) {
      merged[merged.length - 1] = { start: before.start, end: Math.max(before.end, stretch.end) };
    } else {
      merged.push(stretch);
    }
  }
  return merged;
}
