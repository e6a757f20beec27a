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
import Log from "./log/Log.svelte";
import Overview from "./overview/Overview.svelte";
import Panel from "./panel/Panel.svelte";
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

export type PlaceName = "overview" | "stops" | "people" | "sites" | "escalations" | "duty" | "countries" | "follow_ups" | "requests" | "breaches" | "evidence" | "log" | "authority" | "law" | "processors" | "acts" | "panel" | "account";

/** What the tabs are grouped under, where a member has more than fit into one line. */
export type GroupName = "oversight" | "staff" | "requests" | "law" | "own";

interface Place {
  readonly name: PlaceName;
  readonly group: GroupName;
  /** Any one of these permissions shows the tab. */
  readonly permissions: readonly string[];
  readonly page: Component<PlaceProperties>;
}

export const PLACES: readonly Place[] = [
  { name: "overview", group: "oversight", permissions: ["read_figures", "read_audit_log"], page: Overview },
  { name: "stops", group: "oversight", permissions: ["stop"], page: Stops },
  { name: "acts", group: "oversight", permissions: ["approve"], page: Acts },
  { name: "escalations", group: "oversight", permissions: ["decide_escalations", "approve"], page: Escalations },
  { name: "panel", group: "oversight", permissions: ["keep_panel"], page: Panel },
  { name: "people", group: "staff", permissions: ["manage_staff", "manage_vendor"], page: People },
  { name: "sites", group: "staff", permissions: ["manage_staff", "manage_vendor"], page: Sites },
  { name: "duty", group: "staff", permissions: ["decide_escalations", "approve"], page: DutyRoster },
  { name: "follow_ups", group: "staff", permissions: ["care_for_reviewers"], page: FollowUps },
  { name: "requests", group: "requests", permissions: ["keep_registers"], page: Requests },
  { name: "breaches", group: "requests", permissions: ["keep_registers"], page: Breaches },
  { name: "authority", group: "requests", permissions: ["read_audit_log"], page: Authority },
  { name: "countries", group: "law", permissions: ["decide_escalations", "approve"], page: Countries },
  { name: "log", group: "law", permissions: ["read_audit_log"], page: Log },
  { name: "evidence", group: "law", permissions: ["read_audit_log"], page: Evidence },
  { name: "law", group: "law", permissions: ["read_audit_log"], page: Law },
  { name: "processors", group: "law", permissions: ["read_audit_log", "manage_vendors"], page: Processors },
];

/** Of every member who works here. */
const ACCOUNT: Place = { name: "account", group: "own", permissions: [], page: OwnAccount };

/** The pages of a member; none where their role has no work here. */
export function placesFor(session: Session): readonly Place[] {
  const found = PLACES.filter((place) => place.permissions.some((permission) => session.permissions.includes(permission)));
  const first = found.filter((place) => place.name === firstOf(session.permissions));
  const ordered = [...first, ...found.filter((place) => !first.includes(place)), ACCOUNT];
  // The keys go through the tabs as they are seen, group by group.
  return found.length === 0 ? [] : (groupsOf(ordered)?.flatMap(({ names }) => ordered.filter((place) => names.includes(place.name))) ?? ordered);
}

/** Where a member lands: who decides about dangers to life with those, an auditor with the log. */
function firstOf(permissions: readonly string[]): PlaceName | null {
  if (permissions.includes("decide_escalations")) return "escalations";
  return permissions.includes("read_audit_log") && !permissions.includes("keep_registers") ? "log" : null;
}

/** How many tabs fit into one line of the head, in the longest of the languages at 1280 pixels. */
const MOST_IN_A_LINE = 6;

/** The pages in their groups, in the order of their tabs; undefined where all of them fit into one line. */
export function groupsOf(places: readonly Place[]): readonly { readonly group: GroupName; readonly names: readonly PlaceName[] }[] | undefined {
  if (places.length <= MOST_IN_A_LINE) return undefined;
  const groups = [...new Set(places.map((place) => place.group))];
  return groups.map((group) => ({ group, names: places.filter((place) => place.group === group).map((place) => place.name) }));
}
