import { createContext } from "svelte";

import type { Choices } from "./choices.svelte.ts";
import type { Texts } from "./texts/english.ts";

export interface Home {
  readonly texts: Texts;
  readonly household: boolean;
  readonly choices: Choices;
  /** Show what went wrong, or ask to sign in again. */
  readonly tell: (error: unknown) => void;
  /** Only one sound plays at a time: stops the one before. */
  readonly quiet: (stop: () => void) => void;
}

export const [useHome, provideHome] = createContext<Home>();

