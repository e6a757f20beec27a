/** What every part of a page needs, handed down instead of passed along. */
import { createContext } from "svelte";

import type { Language } from "./language.ts";
import type { Clockface } from "./time.ts";
import type { Toasts } from "./parts/toasts.svelte.ts";

export interface Surroundings {
  readonly toasts: Toasts;
  readonly clockface: Clockface;
  /** In which the page is read at the moment. */
  readonly language: Language;
  /** Read the page in another language; absent where that is chosen elsewhere. */
  readonly chooseLanguage?: (language: Language) => void;
}

export const [useSurroundings, provideSurroundings] = createContext<Surroundings>();
