/** Requests about vendors and their sites, and what they tell, parsed where it arrives. */
import { Fields, parseList, parseText } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Vendor {
  readonly name: string;
  /** Active accounts. */
  readonly people: number;
  /** Clips that they heard in 30 days; null with too few people. */
  readonly heard: number | null;
}

export interface Site {
  readonly vendor: string;
  readonly name: string;
  readonly country: string;
  readonly area: string | null;
  readonly networks: readonly string[];
  readonly opens: string;
  /** The same as `opens`: all day. */
  readonly closes: string;
  readonly timeZone: string;
  readonly isHome: boolean;
  readonly attested: boolean;
  /** Clips are given in enrolled browsers only. */
  readonly demandsBrowser: boolean;
  /** The machine's management signs its state. */
  readonly demandsPosture: boolean;
  readonly demandsHeadphones: boolean;
}

export async function loadVendors(): Promise<readonly Vendor[]> {
  return parseList((await ask("GET", "/api/vendors")).body, (entry) => {
    const fields = new Fields<wire.ShownVendor>(entry, "vendors");
    return { name: fields.text("name"), people: fields.number("people"), heard: fields.numberOrNull("heard") };
  });
}

export async function addVendor(name: string): Promise<void> {
  await ask("POST", "/api/vendors", { name });
}

export async function loadSites(): Promise<readonly Site[]> {
  return parseList((await ask("GET", "/api/sites")).body, (entry) => {
    const fields = new Fields<wire.ShownSite>(entry, "sites");
    return {
      vendor: fields.text("vendor"),
      name: fields.text("name"),
      country: fields.text("country"),
      area: fields.textOr("area", null),
      networks: fields.list("networks", parseText),
      opens: fields.text("opens"),
      closes: fields.text("closes"),
      timeZone: fields.text("time_zone"),
      isHome: fields.flag("is_home"),
      attested: fields.flag("attested"),
      demandsBrowser: fields.flag("demands_browser"),
      demandsPosture: fields.flag("demands_posture"),
      demandsHeadphones: fields.flag("demands_headphones"),
    };
  });
}

export async function addSite(site: Site): Promise<void> {
  await ask("POST", "/api/sites", { vendor: site.vendor, name: site.name, ...payloadOf(site) });
}

export async function changeSite(site: Site): Promise<void> {
  await ask("PUT", `/api/sites/${encodeURIComponent(site.vendor)}/${encodeURIComponent(site.name)}`, payloadOf(site));
}

function payloadOf(site: Site): wire.SitePayload {
  return {
    country: site.country,
    area: site.area,
    networks: site.networks,
    opens: site.opens,
    closes: site.closes,
    time_zone: site.timeZone,
    is_home: site.isHome,
    attested: site.attested,
    demands_browser: site.demandsBrowser,
    demands_posture: site.demandsPosture,
    demands_headphones: site.demandsHeadphones,
  };
}
