/** Which wake word this browser listens for, by its device; a cookie, as for the language, that holds the name of the word and nothing else. */

const NAME = "earnest_wake";
const YEAR_SECONDS = 31_536_000;

/** @param cookies as `document.cookie` gives them. @returns the name of the word; null: the page listens for none. */
export function rememberedWord(cookies: string, deviceId: string): string | null {
  const begin = `${NAME}_${encodeURIComponent(deviceId)}=`;
  const found = cookies.split(/;\s*/).find((cookie) => cookie.startsWith(begin));
  return found === undefined ? null : decodeURIComponent(found.slice(begin.length));
}

/** Text for `document.cookie`. @param word null: nothing is remembered any more. */
export function wordCookie(word: string | null, deviceId: string, secure: boolean): string {
  const kept = `${encodeURIComponent(word ?? "")}; path=/; max-age=${word === null ? 0 : YEAR_SECONDS}`;
  return `${NAME}_${encodeURIComponent(deviceId)}=${kept}; samesite=strict${secure ? "; secure" : ""}`;
}
