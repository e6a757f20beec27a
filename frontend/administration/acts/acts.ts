/** Requests for what two people approve, parsed where they arrive. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export const PROGRAMMES = ["general", "panel"] as const;
export type Programme = (typeof PROGRAMMES)[number];

export interface Act {
  readonly id: string;
  readonly act: string;
  readonly programme: string | null;
  readonly region: string | null;
  readonly share: number | null;
  readonly requestedBy: string;
  readonly mine: boolean;
  readonly endsAt: Date;
  readonly open: boolean;
  readonly approvedBy: string | null;
  readonly usedAt: Date | null;
}

export interface RegionShare {
  readonly programme: Programme;
  readonly region: string;
  readonly share: number;
  /** It has a share of its own; else it follows its programme. */
  readonly own: boolean;
}

export interface AffectedToAgree {
  readonly id: string;
  readonly region: string | null;
  readonly since: Date;
  readonly until: Date;
  readonly askedBy: string;
  readonly mine: boolean;
}

export interface Acts {
  readonly needed: boolean;
  readonly shares: Readonly<Record<Programme, number>>;
  readonly regions: readonly RegionShare[];
  readonly requests: readonly Act[];
  /** Lists of people whom a breach affects, which wait for a second person. */
  readonly affected: readonly AffectedToAgree[];
}

function programmeOf(name: string): Programme {
  return name === "panel" ? "panel" : "general";
}

export async function loadActs(): Promise<Acts> {
  const fields = new Fields<wire.ActsPayload>((await ask("GET", "/api/acts")).body, "acts");
  return {
    needed: fields.flag("needed"),
    shares: fields.record("shares", (found) => {
      const shares = new Fields<Record<Programme, number>>(found.whole, "shares");
      return { general: shares.number("general"), panel: shares.number("panel") };
    }),
    regions: fields.list("regions", (value) => {
      const one = new Fields<wire.RegionSharePayload>(value, "region");
      return { programme: programmeOf(one.text("programme")), region: one.text("region"), share: one.number("share"), own: one.flag("own") };
    }),
    requests: fields.list("requests", (value) => {
      const one = new Fields<wire.ActPayload>(value, "act");
      return {
        id: one.text("request_id"),
        act: one.text("act"),
        programme: one.textOr("programme", null),
        region: one.textOr("region", null),
        share: one.numberOrNull("share"),
        requestedBy: one.text("requested_by"),
        mine: one.flag("mine"),
        endsAt: one.instant("ends_at"),
        open: one.flag("open"),
        approvedBy: one.textOr("approved_by", null),
        usedAt: one.instantOrNull("used_at"),
      };
    }),
    affected: fields.list("affected", (value) => {
      const one = new Fields<wire.AffectedToAgreePayload>(value, "affected");
      return { id: one.text("list_id"), region: one.textOr("region", null), since: one.instant("since"), until: one.instant("until"), askedBy: one.text("asked_by"), mine: one.flag("mine") };
    }),
  };
}

/** A region of null is the whole programme. */
export async function askForShare(programme: Programme, region: string | null, share: number): Promise<void> {
  await ask("POST", "/api/acts", { act: "raise_share", programme, region, share });
}

export async function lowerShare(programme: Programme, region: string, share: number): Promise<void> {
  await ask("PUT", "/api/acts/region-shares", { programme, region, share });
}

/** Agrees as the second person; the list is sealed to this key, too. */
export async function agreeToAffected(one: AffectedToAgree, key: string): Promise<void> {
  await ask("POST", `/api/acts/affected-lists/${one.id}/agreement`, { key });
}

export async function askForExport(): Promise<void> {
  await ask("POST", "/api/acts", { act: "export" });
}

export async function approve(one: Act): Promise<void> {
  await ask("POST", `/api/acts/${one.id}/approval`);
}
