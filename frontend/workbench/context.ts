import { createContext } from "svelte";

import type { Keymap } from "../kit/keys.ts";
import type { Action } from "./keymap.ts";
import type { Texts } from "./texts/english.ts";

export interface Bench {
  /** Change when the reviewer chooses another language. */
  readonly texts: Texts;
  /** Changes when the reviewer remaps keys. */
  keymap: Keymap<Action>;
  /** Counts how often another page changed what the review page holds, which then asks the server anew. */
  changedElsewhere: number;
  /** The pages are covered: no session, or surroundings are to be declared. Keys do nothing to them. */
  readonly covered: boolean;
  /** Counts how often the same member signed in again in place, after which the pages go on. */
  readonly signedInAgain: number;
}

export const [useBench, provideBench] = createContext<Bench>();
