/** Which of the languages that we write in a person reads: what they chose in this browser, else what suits a wish such as “de-AT”. */

export const LANGUAGES = ["en", "de", "nl"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in its own words, so that whoever reads only that one finds it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: "English", de: "Deutsch", nl: "Nederlands" };

/** For dates and numbers; the day stands before the month in all three. */
export const LOCALES: Readonly<Record<Language, string>> = { en: "en-GB", de: "de", nl: "nl" };

const QUOTES: Readonly<Record<Language, readonly [string, string]>> = { en: ["“", "”"], de: ["„", "“"], nl: ["“", "”"] };

/** What was said or written, between the quotation marks of the language that the page is read in. */
export function quoted(text: string, language: Language): string {
  const [before, after] = QUOTES[language];
  return `${before}${text}${after}`;
}

/** How large files are: in megabytes, smaller ones in kilobytes, so that what is there is never said to be nothing. */
export function dataSize(bytes: number, language: Language): string {
  const unit = bytes < 1_000_000 ? "kilobyte" : "megabyte";
  const amount = bytes / (unit === "kilobyte" ? 1000 : 1_000_000);
  const digits = amount < 10 && unit === "megabyte" ? 1 : 0;
  return new Intl.NumberFormat(LOCALES[language], { style: "unit", unit, maximumFractionDigits: digits, roundingMode: bytes < 1000 ? "ceil" : "halfExpand" }).format(amount);
}

const COOKIE = "earnest_language";
const YEAR_SECONDS = 31_536_000;

/** @param offered the languages that a page is written in; English where none suits. */
export function chooseLanguage<Offered extends Language = Language>(wishes: readonly string[], offered?: readonly Offered[]): Offered | "en" {
  for (const wish of wishes) {
    const found = (offered ?? (LANGUAGES as readonly Language[] as readonly Offered[])).find((language) => wish.toLowerCase().split("-")[0] === language);
    if (found !== undefined) return found;
  }
  return "en";
}

/** The language that was chosen in this browser; null where none was chosen. @param cookies as `document.cookie` gives them. */
export function rememberedLanguage(cookies: string): Language | null {
  const pair = cookies.split(/;\s*/).find((entry) => entry.startsWith(`${COOKIE}=`));
  return LANGUAGES.find((language) => pair === `${COOKIE}=${language}`) ?? null;
}

/** Text for `document.cookie` that keeps a choice for a year. It holds the two letters and nothing else. */
export function languageCookie(language: Language, secure: boolean): string {
  return `${COOKIE}=${language}; path=/; max-age=${YEAR_SECONDS}; samesite=strict${secure ? "; secure" : ""}`;
}

/** Keep a choice of this browser. */
export function rememberLanguage(language: Language): void {
  document.cookie = languageCookie(language, window.location.protocol === "https:");
}
