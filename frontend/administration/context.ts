import { createContext } from "svelte";

export interface AdministrationPage {
  /** Say what went wrong; a session that has ended leads to signing in. */
  readonly tell: (error: unknown) => void;
}

export const [useAdministration, provideAdministration] = createContext<AdministrationPage>();
