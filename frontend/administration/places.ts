/** The pages of the administration, in the order of their tabs. A page is a folder with its component and its own texts; one line here shows it to those who may use it. */
import type { Component } from "svelte";

import OwnAccount from "../account/own/OwnAccount.svelte";
import type { Session } from "../account/session.ts";
import Acts from "./acts/Acts.svelte";
import Authority from "./authority/Authority.svelte";
import Breaches from "./breaches/Breaches.svelte";
import Countries from "./countries/Countries.svelte";
import DutyRoster from "./duty/DutyRoster.svelte";
import Escalations from "./escalations/Escalations.svelte";
import Evidence from "./evidence/Evidence.svelte";
import FollowUps from "./follow_ups/FollowUps.svelte";
import Law from "./law/Law.svelte";
import Overview from "./overview/Overview.svelte";
import People from "./people/People.svelte";
import Processors from "./processors/Processors.svelte";
import Requests from "./requests/Requests.svelte";
import Sites from "./sites/Sites.svelte";
import Stops from "./stops/Stops.svelte";

export interface PlaceProperties {
  readonly session: Session;
  /** Whether the page is the one that is seen; it stays mounted while another is. */
  readonly shown: boolean;
  /** A request was refused because the session has ended. */
  readonly onsignedout: () => void;
}

export type PlaceName = "overview" | "stops" | "people" | "sites" | "escalations" | "duty" | "countries" | "follow_ups" | "requests" | "breaches" | "evidence" | "authority" | "law" | "processors" | "acts" | "account";

interface Place {
  readonly name: PlaceName;
  /** Any one of these permissions shows the tab. */
  readonly permissions: readonly string[];
  readonly page: Component<PlaceProperties>;
}

export const PLACES: readonly Place[] = [
  { name: "overview", permissions: ["read_figures", "read_audit_log"], page: Overview },
  { name: "stops", permissions: ["stop"], page: Stops },
  { name: "acts", permissions: ["approve"], page: Acts },
  { name: "people", permissions: ["manage_staff", "manage_vendor"], page: People },
  { name: "sites", permissions: ["manage_staff", "manage_vendor"], page: Sites },
  { name: "escalations", permissions: ["decide_escalations", "approve"], page: Escalations },
  { name: "duty", permissions: ["decide_escalations", "approve"], page: DutyRoster },
  { name: "countries", permissions: ["decide_escalations", "approve"], page: Countries },
  { name: "follow_ups", permissions: ["care_for_reviewers"], page: FollowUps },
  { name: "requests", permissions: ["keep_registers"], page: Requests },
  { name: "breaches", permissions: ["keep_registers"], page: Breaches },
  { name: "evidence", permissions: ["read_audit_log"], page: Evidence },
  { name: "authority", permissions: ["read_audit_log"], page: Authority },
  { name: "law", permissions: ["read_audit_log"], page: Law },
  { name: "processors", permissions: ["read_audit_log", "manage_vendors"], page: Processors },
];

/** Of every member who works here. */
const ACCOUNT: Place = { name: "account", permissions: [], page: OwnAccount };

/** The pages of a member; none where their role has no work here. */
export function placesFor(session: Session): readonly Place[] {
  const found = PLACES.filter((place) => place.permissions.some((permission) => session.permissions.includes(permission)));
  // Who decides about dangers to life begins there; the first tab is where a member lands.
  const first = session.permissions.includes("decide_escalations") ? found.filter((place) => place.name === "escalations") : [];
  return found.length === 0 ? [] : [...first, ...found.filter((place) => !first.includes(place)), ACCOUNT];
}
