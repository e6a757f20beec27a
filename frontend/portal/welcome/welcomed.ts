/** Whether the welcome of a login was ended in this browser; a cookie, as for the language, that holds nothing else. */

const NAME = "earnest_welcomed";
const YEAR_SECONDS = 31_536_000;

/** @param cookies as `document.cookie` gives them. */
export function wasWelcomed(cookies: string, login: string): boolean {
  return cookies.split(/;\s*/).includes(`${NAME}_${encodeURIComponent(login)}=yes`);
}

/** Text for `document.cookie`. */
export function welcomedCookie(login: string, secure: boolean): string {
  return `${NAME}_${encodeURIComponent(login)}=yes; path=/; max-age=${YEAR_SECONDS}; samesite=strict${secure ? "; secure" : ""}`;
}
