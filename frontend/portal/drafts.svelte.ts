/** Corrections that are being written: in memory, and on the server sealed with the recording's key, until they are sent. */
import { Problem, isAbort } from "../kit/api/problem.ts";
import type { SlotRow } from "../kit/meaning.ts";
import type { Scope } from "../kit/scope.ts";
import { saveDraft } from "./api/portal.ts";

export interface Written {
  readonly text: string;
  readonly intent: string | null;
  readonly slots: readonly SlotRow[];
}

export type Saved = "waiting" | "saved" | "failed";

/** How long one waits for the next letter before saving; short enough that little is lost. */
const DEBOUNCE_MILLISECONDS = 700;
const RETRY_MILLISECONDS = 3_000;
const GONE: ReadonlySet<number> = new Set([404, 410]);

export class Drafts {
  /** How it stands with each recording about which something is written. */
  states = $state.raw<Readonly<Record<string, Saved>>>({});
  /** About which recording something was written last; null where nothing waits. */
  last: string | null = null;

  readonly #scope: Scope;
  readonly #onfail: (error: unknown) => void;
  readonly #written = new Map<string, Written>();
  readonly #cancels = new Map<string, () => void>();
  #sending: Promise<void> = Promise.resolve();

  /** @param onfail told of what ends the session. */
  constructor(scope: Scope, onfail: (error: unknown) => void) {
    this.#scope = scope;
    this.#onfail = onfail;
    scope.listen(window, "pagehide", () => {
      for (const [id, written] of this.#unsaved()) void saveDraft(id, written, true).catch(() => undefined);
    });
  }

  find(id: string): Written | null {
    return this.#written.get(id) ?? null;
  }

  /** Tell what is written now; it is saved as soon as nothing is typed for a moment. */
  wrote(id: string, written: Written): void {
    this.#written.set(id, written);
    this.last = id;
    this.#state(id, "waiting");
    this.#later(id, DEBOUNCE_MILLISECONDS);
  }

  /** Wait until nothing about it is on its way, so that what is sent next is the last word. */
  async settle(id: string): Promise<void> {
    this.#cancels.get(id)?.();
    await this.#sending;
  }

  /** It was sent, or what it is about is gone. */
  forget(id: string): void {
    this.#cancels.get(id)?.();
    this.#cancels.delete(id);
    this.#written.delete(id);
    if (this.last === id) this.last = null;
    this.states = Object.fromEntries(Object.entries(this.states).filter(([other]) => other !== id));
  }

  forgetAll(): void {
    for (const id of [...this.#written.keys()]) this.forget(id);
  }

  /** Save what could not be saved, because there is a session again. */
  resume(): void {
    for (const [id] of this.#unsaved()) this.#later(id, 0);
  }

  #unsaved(): readonly (readonly [string, Written])[] {
    return [...this.#written].filter(([id]) => this.states[id] !== "saved");
  }

  #later(id: string, milliseconds: number): void {
    this.#cancels.get(id)?.();
    this.#cancels.set(
      id,
      this.#scope.after(milliseconds, () => {
        this.#sending = this.#sending.then(() => this.#send(id));
      }),
    );
  }

  async #send(id: string): Promise<void> {
    const written = this.#written.get(id);
    if (written === undefined || this.states[id] === "saved") return;
    try {
      await saveDraft(id, written);
    } catch (error) {
      this.#failed(id, error);
      return;
    }
    if (this.#written.get(id) === written) this.#state(id, "saved");
  }

  #failed(id: string, error: unknown): void {
    if (isAbort(error)) return;
    if (!(error instanceof Problem)) throw error;
    if (GONE.has(error.status)) {
      this.forget(id);
      return;
    }
    this.#state(id, "failed");
    if (error.signedOut) this.#onfail(error);
    else this.#later(id, RETRY_MILLISECONDS);
  }

  #state(id: string, state: Saved): void {
    this.states = { ...this.states, [id]: state };
  }
}
