/** The texts of the portal by language. */
import type { Language } from "../../kit/language.ts";
import { dutch } from "./dutch.ts";
import { type Texts, english } from "./english.ts";
import { german } from "./german.ts";

export const TEXTS: Readonly<Record<Language, Texts>> = { en: english, de: german, nl: dutch };
