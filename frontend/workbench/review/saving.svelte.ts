/** Keeps what is being written on the server, sealed there with the clip's key, so that no reload, restart or end of a session loses it. */
import { Problem, isAbort } from "../../kit/api/problem.ts";
import type { Scope } from "../../kit/scope.ts";
import type { Lease } from "../api/records.ts";
import * as workbench from "../api/workbench.ts";
import type { Written } from "./history.ts";

export type Saved = "nothing" | "waiting" | "saved" | "failed";

/** How long one waits for the next letter before saving; short enough that little is lost. */
const DEBOUNCE_MILLISECONDS = 700;
const RETRY_MILLISECONDS = 3_000;

export class Saving {
  state = $state<Saved>("nothing");
  /** When it was last saved, by this browser's clock. */
  at = $state<Date | null>(null);

  readonly #clip: Scope;
  readonly #lease: Lease;
  readonly #onfail: (problem: Problem) => void;
  #kept: string;
  #wanted: Written;
  #cancel: () => void = () => undefined;
  #sending: Promise<void> = Promise.resolve();

  /** @param written what the server has already, or what it would give anyway. */
  constructor(clip: Scope, lease: Lease, written: Written, onfail: (problem: Problem) => void) {
    this.#clip = clip;
    this.#lease = lease;
    this.#wanted = written;
    this.#kept = JSON.stringify(written);
    this.#onfail = onfail;
  }

  /** Tell what is written now; it is saved as soon as nothing is typed for a moment. */
  wrote(written: Written): void {
    this.#wanted = written;
    this.#cancel();
    if (JSON.stringify(written) === this.#kept) return;
    this.state = "waiting";
    this.#cancel = this.#clip.after(DEBOUNCE_MILLISECONDS, () => void this.save());
  }

  /** Save at once what is not saved yet. */
  async save(): Promise<void> {
    this.#cancel();
    this.#sending = this.#sending.then(() => this.#send());
    await this.#sending;
  }

  async #send(): Promise<void> {
    const written = this.#wanted;
    const text = JSON.stringify(written);
    if (text === this.#kept || this.#clip.disposed) return;
    try {
      await workbench.saveDraft(this.#lease, written, this.#clip.signal);
    } catch (error) {
      if (this.#clip.disposed || isAbort(error)) return;
      if (!(error instanceof Problem)) throw error;
      this.state = "failed";
      this.#onfail(error);
      this.#cancel = this.#clip.after(RETRY_MILLISECONDS, () => void this.save());
      return;
    }
    this.#kept = text;
    this.at = new Date();
    if (JSON.stringify(this.#wanted) === text) this.state = "saved";
  }
}
