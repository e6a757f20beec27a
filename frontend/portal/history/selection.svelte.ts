/** Which entries of a list are selected: one, a row of them from one to another, or all of a group. */
import { SvelteSet } from "svelte/reactivity";

export class Selection {
  readonly #chosen = new SvelteSet<string>();
  /** Where a row of them begins: what was selected or left out last. */
  #anchor: string | null = null;

  /** What was touched last; null: nothing since all was left out. */
  #last: string | null = null;

  get last(): string | null {
    return this.#last;
  }

  get size(): number {
    return this.#chosen.size;
  }

  get all(): readonly string[] {
    return [...this.#chosen];
  }

  has(id: string): boolean {
    return this.#chosen.has(id);
  }

  /** Select it, or leave it out where it was selected. */
  toggle(id: string): void {
    this.#set(id, !this.has(id));
    this.#anchor = id;
    this.#last = id;
  }

  /** Give all from the last one that was touched to this one what this one gets; without such a one only this. @param order the list as shown. */
  extend(id: string, order: readonly string[]): void {
    const from = this.#anchor === null ? -1 : order.indexOf(this.#anchor);
    const to = order.indexOf(id);
    if (from < 0 || to < 0) {
      this.toggle(id);
      return;
    }
    this.#last = id;
    const chosen = this.#anchor !== null && this.has(this.#anchor);
    for (const one of order.slice(Math.min(from, to), Math.max(from, to) + 1)) this.#set(one, chosen);
  }

  setAll(ids: readonly string[], chosen: boolean): void {
    for (const id of ids) this.#set(id, chosen);
    this.#last = ids[0] ?? null;
  }

  /** Leave out what is gone. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.all) if (!ids.has(id)) this.#chosen.delete(id);
  }

  clear(): void {
    this.#chosen.clear();
    this.#anchor = null;
    this.#last = null;
  }

  #set(id: string, chosen: boolean): void {
    if (chosen) this.#chosen.add(id);
    else this.#chosen.delete(id);
  }
}
