import { createContext } from "svelte";

import type { Choices } from "./choices.svelte.ts";
import type { PrivateHourState } from "./private_hour/private_state.svelte.ts";
import type { FirstAnswer } from "./talk/first_answer.svelte.ts";
import type { Deletions } from "./your_data/deletions.svelte.ts";
import type { Drafts } from "./drafts.svelte.ts";
import type { Texts } from "./texts/english.ts";

export interface Home {
  /** Change when another language is chosen. */
  readonly texts: Texts;
  readonly household: boolean;
  readonly choices: Choices;
  readonly privateHour: PrivateHourState;
  readonly deletions: Deletions;
  readonly drafts: Drafts;
  readonly firstAnswer: FirstAnswer;
  /** Show what went wrong, or ask to sign in again. */
  readonly tell: (error: unknown) => void;
  /** Only one sound plays at a time: stops the one before. */
  readonly quiet: (stop: () => void) => void;
}

export const [useHome, provideHome] = createContext<Home>();
