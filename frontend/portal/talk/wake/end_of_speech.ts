/** Finds where somebody who was not asked to press anything has finished: by how loud it is over the quiet of the room. */

/** By how much speech is louder than the room; decibels. Tried with the pause on 314 requests: decision 0103. */
const OVER_ROOM = 9;
/** What is more quiet is no speech in any room; decibels of full scale. Chosen, not measured. */
const FAINTEST = -55;
/** So fast the level of the room may rise; decibels a second. Chosen, not measured. */
const ROOM_RISES = 3;
/** So long a pause ends what is said; see `OVER_ROOM`. */
const PAUSE_SECONDS = 1;
/** So long one may think before one speaks. Chosen, not measured. */
const BEGIN_SECONDS = 5;
/** Loud for less time in all than this is no speech. Chosen, not measured. */
const SHORTEST_SECONDS = 0.15;
const SILENCE_DECIBELS = -90;

export type Course = "waiting" | "speaking" | "ended" | "nothing";

/** The level of the room and what is over it; goes on while nothing is recorded, so that the room is known when somebody speaks. */
export class Loudness {
  #room = 0;
  #known = false;

  /** @param frames −1 to 1. @param seconds how long they are. @returns whether they are louder than the room. */
  take(frames: Float32Array, seconds: number): boolean {
    let sum = 0;
    for (const sample of frames) sum += sample * sample;
    const level = Math.max(SILENCE_DECIBELS, 10 * Math.log10(sum / Math.max(1, frames.length)));
    this.#room = this.#known ? Math.min(level, this.#room + ROOM_RISES * seconds) : level;
    this.#known = true;
    return level > Math.max(FAINTEST, this.#room + OVER_ROOM);
  }
}

export class EndOfSpeech {
  #spoken = 0;
  #pause = 0;
  #whole = 0;

  /** @param loud whether something is louder than the room. @param seconds for how long. */
  take(loud: boolean, seconds: number): Course {
    this.#whole += seconds;
    this.#pause = loud ? 0 : this.#pause + seconds;
    if (loud) this.#spoken += seconds;
    const began = this.#spoken >= SHORTEST_SECONDS;
    if (began && this.#pause >= PAUSE_SECONDS) return "ended";
    if (!began && this.#whole >= BEGIN_SECONDS) return "nothing";
    return began ? "speaking" : "waiting";
  }
}
