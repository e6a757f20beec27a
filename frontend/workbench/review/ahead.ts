/** The sound of the clip that may come next, fetched while another one is heard; sealed, so that it is nothing before that clip is given. */
import { Problem, isAbort } from "../../kit/api/problem.ts";
import type { Scope } from "../../kit/scope.ts";
import { openSealed, opensSealed } from "../../kit/sound/sealed.ts";
import type { Ahead, Lease } from "../api/records.ts";
import * as workbench from "../api/workbench.ts";

/** The sound of the clip in hand starts first. */
const AFTER_MILLISECONDS = 250;

export class FetchedAhead {
  #ahead: Ahead | null = null;
  /** The request that was sent last; null where nothing is ahead. */
  #asked: object | null = null;

  /** Fetch once the clip in hand plays; it ends with that clip. */
  begin(clip: Scope): void {
    if (opensSealed()) clip.after(AFTER_MILLISECONDS, () => void this.#fetch(clip));
  }

  /** What is there, for the request that asks for the next clip; it is used up by that. */
  take(): Ahead | null {
    const ahead = this.#ahead;
    this.#ahead = null;
    this.#asked = null;
    return ahead;
  }

  /** The reviewer stops: others may be given the clip, and nothing of it stays here. */
  giveBack(): void {
    if (this.#asked === null) return;
    this.take();
    void workbench.giveBackAhead().catch((error: unknown) => {
      // Without a session it was given back with that; else it is after minutes.
      if (!(error instanceof Problem)) throw error;
    });
  }

  async #fetch(clip: Scope): Promise<void> {
    const asked = {};
    this.#asked = asked;
    try {
      const ahead = await workbench.fetchAhead(clip.signal);
      if (this.#asked === asked) this.#ahead = ahead;
    } catch (error) {
      // What could not be fetched ahead is fetched when it is needed, and what is wrong is said then.
      if (!isAbort(error) && !(error instanceof Problem)) throw error;
    }
  }
}

/** The sound of a clip that was given just now: opened, where it is here and the key came with it; else fetched. */
export async function soundOf(lease: Lease, ahead: Ahead | null, signal: AbortSignal): Promise<ArrayBuffer> {
  if (lease.soundKey === null || ahead?.leaseId !== lease.leaseId) return workbench.loadFirstSound(lease, signal);
  try {
    return await openSealed(ahead.sealed, lease.soundKey, lease.leaseId);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return workbench.loadFirstSound(lease, signal);
  }
}
