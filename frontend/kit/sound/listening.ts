/** Counts what was really heard of a sound: how much in all, and whether every part of it. */

/** Gaps up to this long come from seeking to where one was; seconds. */
const BRIDGED_SECONDS = 0.12;
/** Longest step between two looks at a playing sound that still counts as heard, at normal speed; seconds. */
const LONGEST_STEP_SECONDS = 1.5;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

export class Listening {
  #heard: readonly Stretch[] = [];
  #sum = 0;
  #last: number | null = null;

  /** @param durationSeconds length of the sound, > 0. */
  constructor(readonly durationSeconds: number) {}

  /** The sound stands or plays at `position`; call often while it plays. */
  reach(position: number): void {
    const last = this.#last;
    this.#last = position;
    if (last === null || position <= last || position - last > LONGEST_STEP_SECONDS) return;
    this.#sum += position - last;
    this.#heard = merge([...this.#heard, { start: last, end: Math.min(position, this.durationSeconds) }]);
  }

  /** The position is about to jump: what lies between is not heard. */
  jump(): void {
    this.#last = null;
  }

  /** The player says that it came to the end by playing. */
  finish(): void {
    this.reach(this.durationSeconds);
    this.#last = null;
  }

  /** All that was heard, again and again counted again; whole milliseconds. */
  get heardMilliseconds(): number {
    return Math.round(Math.max(this.#sum, this.coveredSeconds) * 1000);
  }

  /** How much of the sound was heard at least once; seconds. */
  get coveredSeconds(): number {
    return this.#heard.reduce((sum, stretch) => sum + stretch.end - stretch.start, 0);
  }

  /** Whether every part was heard at least once. */
  get complete(): boolean {
    const [first] = this.#heard;
    return this.#heard.length === 1 && first !== undefined && first.start <= BRIDGED_SECONDS && first.end >= this.durationSeconds - BRIDGED_SECONDS;
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
