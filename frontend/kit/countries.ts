/** Countries with their names, as this browser knows them (ISO 3166-1 alpha-2, Unicode CLDR). */
import { LOCALES, type Language } from "./language.ts";

export interface Country {
  readonly code: string;
  readonly name: string;
}

const LETTERS = Array.from({ length: 26 }, (_, place) => String.fromCharCode(65 + place));
/** Of CLDR and of ISO 3166-1 reserved: unions, the unknown region, and regions for tests. */
const NO_COUNTRIES = /^(?:EU|EZ|QO|UN|XA|XB|ZZ)$/;

/** All countries, in the order of their names. */
export function countriesIn(language: Language): readonly Country[] {
  const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  const order = new Intl.Collator(LOCALES[language]);
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
    .filter((code) => !NO_COUNTRIES.test(code) && new Intl.Locale(`und-${code}`).region === code)
    .flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [{ code, name }];
    })
    .toSorted((one, other) => order.compare(one.name, other.name));
}
