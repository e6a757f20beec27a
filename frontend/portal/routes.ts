/** The pages of the portal by the part of the address after “#”, so that back and bookmarks work. */

export const ROUTES = ["inbox", "history", "talk", "choices", "private", "data", "skills", "devices", "notice"] as const;
export type Route = (typeof ROUTES)[number];

/** Which pages there are: the inbox and the skills belong to a household, whose owner corrects and owns the machine. */
export function routesFor(household: boolean): readonly Route[] {
  return household ? ROUTES : ROUTES.filter((route) => route !== "inbox" && route !== "skills");
}

export function routeOf(hash: string, household: boolean): Route {
  const routes = routesFor(household);
  const wanted = hash.replace(/^#\/?/, "");
  return routes.find((route) => route === wanted) ?? routes[0] ?? "history";
}
