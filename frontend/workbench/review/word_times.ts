/** Where the words of a text are said: at the time that the recogniser gave them, and between such words shared out by length. */
import type { Stretch } from "../../kit/sound/listening.ts";
import type { ShownWord } from "../api/records.ts";

/** Heard before and after a word, so that it is not cut; seconds. */
export const MARGIN_SECONDS = 0.12;

/** What stands for a beep in a transcript (guideline). */
const BEEP = "_";

/**
 * A stretch of the sound for each word.
 *
 * @param words as written, corrections included.
 * @param shown what the recogniser heard, with times.
 * @param durationSeconds length of the sound.
 */
export function timesOf(words: readonly string[], shown: readonly ShownWord[], durationSeconds: number): readonly Stretch[] {
  const places = aligned(words.map(plain), shown.map((word) => (word.concealed === null ? plain(word.text) : BEEP)));
  const times: (Stretch | null)[] = places.map((place) => {
    const word = place === null ? undefined : shown[place];
    return word === undefined ? null : { start: word.startMilliseconds / 1000, end: word.endMilliseconds / 1000 };
  });
  for (let first = 0; first < words.length; first += 1) {
    if (times[first] !== null) continue;
    let after = first;
    while (after < words.length && times[after] === null) after += 1;
    const start = first === 0 ? 0 : (times[first - 1]?.end ?? 0);
    const end = after === words.length ? durationSeconds : (times[after]?.start ?? durationSeconds);
    shareOut(words.slice(first, after), { start, end: Math.max(start, end) }).forEach((stretch, index) => (times[first + index] = stretch));
    first = after;
  }
  return times.map((stretch) => stretch ?? { start: 0, end: durationSeconds });
}

/** The stretch from the first to the last of some words, with a margin on both sides. */
export function around(times: readonly Stretch[], first: number, last: number, durationSeconds: number): Stretch | null {
  const begins = times[first];
  const ends = times[last];
  if (begins === undefined || ends === undefined) return null;
  return { start: Math.max(0, begins.start - MARGIN_SECONDS), end: Math.min(durationSeconds, Math.max(ends.end, begins.start) + MARGIN_SECONDS) };
}

function plain(word: string): string {
  return word === BEEP ? word : word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** For each word the place of its partner in the longest common row; null where it has none. */
function aligned(words: readonly string[], heard: readonly string[]): readonly (number | null)[] {
  const width = heard.length + 1;
  const longest = new Uint16Array((words.length + 1) * width);
  const at = (word: number, other: number): number => longest[word * width + other] ?? 0;
  for (let word = words.length - 1; word >= 0; word -= 1) {
    for (let other = heard.length - 1; other >= 0; other -= 1) {
      longest[word * width + other] = words[word] === heard[other] ? at(word + 1, other + 1) + 1 : Math.max(at(word + 1, other), at(word, other + 1));
    }
  }
  const partners: (number | null)[] = words.map(() => null);
  for (let word = 0, other = 0; word < words.length && other < heard.length; ) {
    if (words[word] === heard[other]) {
      partners[word] = other;
      word += 1;
      other += 1;
    } else if (at(word + 1, other) >= at(word, other + 1)) word += 1;
    else other += 1;
  }
  return partners;
}

function shareOut(words: readonly string[], stretch: Stretch): readonly Stretch[] {
  const letters = words.map((word) => Math.max(1, word.length));
  const all = letters.reduce((sum, count) => sum + count, 0);
  const seconds = stretch.end - stretch.start;
  let before = 0;
  return letters.map((count) => {
    const start = stretch.start + (seconds * before) / all;
    before += count;
    return { start, end: stretch.start + (seconds * before) / all };
  });
}

/**
 * What else the recogniser thought of for a word of the text: for the word that it heard in the same place, or else for
 * one that it wrote the same. Empty where the word is a person's own.
 */
export function alternativesOf(words: readonly string[], position: number, heard: readonly ShownWord[]): readonly string[] {
  const text = words[position]?.toLowerCase();
  const same = heard[position];
  const found = words.length === heard.length && same !== undefined ? same : heard.find((word) => word.text.toLowerCase() === text);
  return found === undefined ? [] : found.alternatives.filter((one) => one.toLowerCase() !== text);
}
