/** Whether a private hour runs, for every page of the portal: one state, asked for again when it should have changed. */
import type { Scope } from "../../kit/scope.ts";
import { type PrivateState, loadPrivateHour } from "./private_hour.ts";

/** A private hour may begin by voice at any moment. */
const ASK_AGAIN_MILLISECONDS = 20_000;

export class PrivateHourState {
  /** Null until it is known: then nothing is said about it. */
  now = $state.raw<PrivateState | null>(null);

  async load(): Promise<void> {
    this.now = await loadPrivateHour();
  }

  /** Ask again and again until the scope ends; a failure is left to the next time. */
  follow(scope: Scope, tell: (error: unknown) => void): void {
    this.load().catch(tell);
    scope.every(ASK_AGAIN_MILLISECONDS, () => void this.load().catch(() => undefined));
  }
}
