/** Something that is asked of the gateway as this browser's device, which it may have to become first. */
import { Problem } from "../../kit/api/problem.ts";
import { useSurroundings } from "../../kit/context.ts";
import { Scope } from "../../kit/scope.ts";
import { useHome } from "../context.ts";
import { browserName, connectBrowser } from "../talk/talk.ts";
import { TEXTS as TALK_TEXTS } from "../talk/texts.ts";

export interface Attempt<Found> {
  readonly found: Found | null;
  readonly running: boolean;
  /** This browser is no device of the account. */
  readonly unconnected: boolean;
  readonly run: () => Promise<void>;
  /** Make it one, and go on. */
  readonly connect: () => Promise<void>;
  /** What was found before is about something else now. */
  readonly clear: () => void;
}

/** For one part of a page; ends with it. */
export function attempt<Found>(ask: (signal: AbortSignal) => Promise<Found>): Attempt<Found> {
  const home = useHome();
  const surroundings = useSurroundings();
  const scope = new Scope();
  let found = $state.raw<Found | null>(null);
  let running = $state(false);
  let unconnected = $state(false);
  $effect(() => () => scope.dispose());

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    try {
      found = await ask(scope.signal);
      unconnected = false;
    } catch (error) {
      if (scope.disposed) return;
      if (error instanceof Problem && error.code === "browser_not_connected") unconnected = true;
      else home.tell(error);
    } finally {
      running = false;
    }
  }

  async function connect(): Promise<void> {
    try {
      await connectBrowser(TALK_TEXTS[surroundings.language].browser_name(browserName()));
      await run();
    } catch (error) {
      home.tell(error);
    }
  }

  return {
    get found() {
      return found;
    },
    get running() {
      return running;
    },
    get unconnected() {
      return unconnected;
    },
    run,
    connect,
    clear: () => (found = null),
  };
}
