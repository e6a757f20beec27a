/** What an utterance means: an intent and its details, as both pages ask for it. */

export interface KnownIntent {
  readonly name: string;
  readonly slots: readonly { readonly name: string; readonly values: readonly string[] }[];
}

export interface SlotRow {
  name: string;
  value: string;
}

/** The details to show for an intent: what was filled in stays, what the intent usually has is offered. */
export function rowsFor(known: KnownIntent | undefined, rows: readonly SlotRow[]): SlotRow[] {
  // A row without a name was added by hand and is about to be filled in.
  const kept = rows.filter((row) => row.value.trim() !== "" || row.name === "");
  const offered = (known?.slots ?? []).filter((slot) => !kept.some((row) => row.name === slot.name));
  return [...kept, ...offered.map((slot) => ({ name: slot.name, value: "" }))];
}

/** The rows that say something, without stray spaces. */
export function filledRows(rows: readonly SlotRow[]): SlotRow[] {
  return rows.map((row) => ({ name: row.name.trim(), value: row.value.trim() })).filter((row) => row.name !== "" && row.value !== "");
}

/** “play_music” and “playMusic” as words; what is written in capitals throughout, such as “TV”, stays so. */
export function inWords(name: string): string {
  const words = name
    .replaceAll(/[_.-]+/g, " ")
    .replaceAll(/(\p{Ll}|\p{N})(?=\p{Lu})/gu, "$1 ")
    .replaceAll(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, "$1 ");
  return words
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => (/^\p{Lu}{2,}$/u.test(word) ? word : word.toLowerCase()))
    .join(" ");
}
