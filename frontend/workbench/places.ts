/** The pages of the workbench, in the order of their tabs. A page is a folder with its component and its own texts; one line here shows it to those who may use it. */
import type { Component } from "svelte";

import type { Session } from "../account/session.ts";
import OwnAccount from "../account/own/OwnAccount.svelte";
import Care from "./care/Care.svelte";
import Day from "./day/Day.svelte";
import Help from "./help/Help.svelte";
import Lead from "./lead/Lead.svelte";
import Review from "./review/Review.svelte";
import Talk from "./talk/Talk.svelte";
import type { Texts } from "./texts/english.ts";

export interface PlaceProperties {
  readonly session: Session;
  /** Whether the page is the one that is seen; it stays mounted while another is. */
  readonly shown: boolean;
  /** A request was refused because the session has ended. */
  readonly onsignedout: () => void;
}

export type PlaceName = keyof Texts["tabs"];

interface Place {
  readonly name: PlaceName;
  /** Any one of these permissions shows the tab. */
  readonly permissions: readonly string[];
  readonly page: Component<PlaceProperties>;
}

export const PLACES: readonly Place[] = [
  { name: "review", permissions: ["review_clips"], page: Review },
  { name: "day", permissions: ["review_clips"], page: Day },
  { name: "lead", permissions: ["lead_review", "adjudicate_clips", "approve"], page: Lead },
  { name: "help", permissions: ["review_clips", "adjudicate_clips"], page: Help },
  { name: "talk", permissions: ["review_clips", "adjudicate_clips", "care_for_reviewers"], page: Talk },
  { name: "care", permissions: ["review_clips", "adjudicate_clips"], page: Care },
];

/** Of every member who works here. */
const ACCOUNT: Place = { name: "account", permissions: [], page: OwnAccount };

/** The pages of a member; none where their role has no work here. */
export function placesFor(session: Session): readonly Place[] {
  const found = PLACES.filter((place) => place.permissions.some((permission) => session.permissions.includes(permission)));
  return found.length === 0 ? [] : [...found, ACCOUNT];
}
