/** How a count stands to that of as many days before. */

/** A count before under this is not compared: chance alone changes one of 30 by more than a third (1.96/√30). Chosen, not measured. */
export const FEWEST = 30;

export type Comparison = { readonly how: "fewer" | "more"; readonly share: number } | { readonly how: "same" | "few" | "none" | "today" };

/**
 * Compare a count with the one before.
 *
 * @param now of whole days, up to yesterday
 * @param before of as many days before them
 * @param total of the days up to this moment
 * @returns `none`: nothing was counted; `today`: all of it is of today; `few`: there were too few before; `share`: of the count before by which it differs, above 0
 */
export function compare(now: number, before: number, total: number = now): Comparison {
  if (now === 0 && before === 0) return { how: total > 0 ? "today" : "none" };
  if (before < FEWEST) return { how: "few" };
  if (now === before) return { how: "same" };
  return { how: now < before ? "fewer" : "more", share: Math.abs(now - before) / before };
}
