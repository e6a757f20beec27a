/** Texts about what was not understood and is corrected together. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  /** Times, at least 2. */
  readonly times: (count: number) => string;
  readonly together: (count: number) => string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    times: (count) => `Heard ${count} times`,
    together: (count) => `Corrected together: ${count}.`,
  },
  de: {
    times: (count) => `${count}-mal gehört`,
    together: (count) => `Zusammen berichtigt: ${count}.`,
  },
  nl: {
    times: (count) => `${count} keer gehoord`,
    together: (count) => `Samen verbeterd: ${count}.`,
  },
};
