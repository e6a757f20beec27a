/** The pages of the portal by the part of the address after “#”, so that back and bookmarks work. */

export const ROUTES = ["inbox", "history", "talk", "choices", "private", "data", "skills", "devices", "notice"] as const;
/** Pages that one comes to from another, and the line of links does not name. */
const FURTHER = ["trace"] as const;
export type Listed = (typeof ROUTES)[number];
export type Route = Listed | (typeof FURTHER)[number];

/** Which pages there are: the inbox and the skills belong to a household, whose owner corrects and owns the machine. */
export function routesFor(household: boolean): readonly Listed[] {
  return household ? ROUTES : ROUTES.filter((route) => route !== "inbox" && route !== "skills");
}

export function routeOf(hash: string, household: boolean): Route {
  const routes = routesFor(household);
  const [wanted = ""] = partsOf(hash);
  return [...routes, ...FURTHER].find((route) => route === wanted) ?? routes[0] ?? "history";
}

/** What of a page is looked at, such as one recording; empty: nothing is named. */
export function detailOf(hash: string): string {
  return decodeURIComponent(partsOf(hash)[1] ?? "");
}

function partsOf(hash: string): readonly string[] {
  return hash.replace(/^#\/?/, "").split("/");
}
