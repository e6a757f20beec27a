/** One request at a time: a second press while the first is on its way would ask for it twice. */
import type { Toasts } from "./parts/toasts.svelte.ts";

export class OneAtATime {
  /** A request is on its way, or what it changed is being read again. */
  busy = $state(false);
  readonly #toasts: Pick<Toasts, "show">;
  readonly #refused: (error: unknown) => void;
  readonly #load: () => Promise<void>;

  /**
   * @param toasts where it is said that something was done
   * @param refused told why a request was refused
   * @param load reads again what is shown, after each request; it throws nothing
   */
  constructor(toasts: Pick<Toasts, "show">, refused: (error: unknown) => void, load: () => Promise<void>) {
    this.#toasts = toasts;
    this.#refused = refused;
    this.#load = load;
  }

  /** Send a request and say that it was done; false where it was refused, or another one is on its way. */
  async act(request: () => Promise<void>, done: string): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      await request();
      this.#toasts.show(done);
      return true;
    } catch (error) {
      this.#refused(error);
      return false;
    } finally {
      await this.#load();
      this.busy = false;
    }
  }
}
