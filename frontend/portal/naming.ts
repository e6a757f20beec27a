/** The names that people read for intents and details, and the way back to the names that the server knows. */
import { type KnownIntent, type SlotRow, inWords } from "../kit/meaning.ts";

type Titles = Readonly<Record<string, string>>;

/** Built-in ones have titles in the reader's language; learned ones are their names, split into words. */
export function titleOf(code: string, titles: Titles): string {
  return titles[code] ?? inWords(code);
}

/** Names and titles of one kind, one for one: of two names that read the same the later gets a number. */
class Pairs {
  readonly #titles = new Map<string, string>();
  readonly #codes = new Map<string, string>();

  constructor(codes: Iterable<string>, titles: Titles) {
    for (const code of codes) {
      if (this.#titles.has(code)) continue;
      const plain = titleOf(code, titles);
      let title = plain;
      for (let number = 2; this.#codes.has(title.toLowerCase()); number += 1) title = `${plain} (${number})`;
      this.#titles.set(code, title);
      this.#codes.set(title.toLowerCase(), code);
    }
  }

  title(code: string): string {
    return this.#titles.get(code) ?? code;
  }

  /** What was typed is a new name where it is no title. */
  code(title: string): string {
    return this.#codes.get(title.trim().toLowerCase()) ?? title.trim();
  }
}

export class Naming {
  /** What can be chosen, under the names that people read. */
  readonly known: readonly KnownIntent[];
  readonly #intents: Pairs;
  readonly #slots: Pairs;

  constructor(known: readonly KnownIntent[], intents: Titles, slots: Titles) {
    this.#intents = new Pairs(
      known.map((item) => item.name),
      intents,
    );
    this.#slots = new Pairs(
      known.flatMap((item) => item.slots.map((slot) => slot.name)),
      slots,
    );
    this.known = known.map((item) => ({
      name: this.intentTitle(item.name),
      slots: item.slots.map((slot) => ({ name: this.#slots.title(slot.name), values: slot.values })),
    }));
  }

  intentTitle(code: string): string {
    return code === "" ? "" : this.#intents.title(code);
  }

  intentCode(title: string): string {
    return this.#intents.code(title);
  }

  slotsShown(slots: readonly SlotRow[]): SlotRow[] {
    return slots.map((slot) => ({ name: this.#slots.title(slot.name), value: slot.value }));
  }

  slotsKept(slots: readonly SlotRow[]): SlotRow[] {
    return slots.map((slot) => ({ name: this.#slots.code(slot.name), value: slot.value }));
  }
}
