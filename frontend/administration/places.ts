/** The pages of the administration, in the order of their tabs. A page is a folder with its component and its own texts; one line here shows it to those who may use it. */
import type { Component } from "svelte";

import type { Session } from "../account/session.ts";
import People from "./people/People.svelte";

export interface PlaceProperties {
  readonly session: Session;
  /** Whether the page is the one that is seen; it stays mounted while another is. */
  readonly shown: boolean;
}

export type PlaceName = "people";

interface Place {
  readonly name: PlaceName;
  /** Any one of these permissions shows the tab. */
  readonly permissions: readonly string[];
  readonly page: Component<PlaceProperties>;
}

export const PLACES: readonly Place[] = [{ name: "people", permissions: ["manage_staff", "manage_vendor"], page: People }];

export function placesFor(session: Session): readonly Place[] {
  return PLACES.filter((place) => place.permissions.some((permission) => session.permissions.includes(permission)));
}
