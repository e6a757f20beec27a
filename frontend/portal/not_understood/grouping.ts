/** What was heard alike is one task: twenty failures of one name are corrected once. */
import type { Utterance } from "../api/records.ts";

export interface Group {
  /** The newest one; it is heard and corrected. */
  readonly first: Utterance;
  /** Those that were heard as the same words; corrected alike. */
  readonly others: readonly Utterance[];
}

/** In the order of the first of each; what was heard without words stands alone, for it need not be the same. */
export function groupByPhrase(utterances: readonly Utterance[]): readonly Group[] {
  const groups = new Map<string, Utterance[]>();
  for (const utterance of utterances) {
    const phrase = phraseOf(utterance.text);
    const key = phrase === "" ? utterance.recordingId : `= ${phrase}`;
    groups.set(key, [...(groups.get(key) ?? []), utterance]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [{ first, others }]));
}

/** The words alone: case, punctuation and spaces make no difference. */
export function phraseOf(text: string): string {
  return (text.normalize("NFC").toLowerCase().match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? []).join(" ");
}
