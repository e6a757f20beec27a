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
  readonly share: number | null;
  readonly requestedBy: string;
  readonly mine: boolean;
  readonly endsAt: Date;
  readonly open: boolean;
  readonly approvedBy: string | null;
  readonly usedAt: Date | null;
}

export interface Acts {
  readonly needed: boolean;
  readonly shares: Readonly<Record<Programme, number>>;
  readonly requests: readonly Act[];
}

export async function loadActs(): Promise<Acts> {
  const fields = new Fields<wire.ActsPayload>((await ask("GET", "/api/acts")).body, "acts");
  return {
    needed: fields.flag("needed"),
    shares: fields.record("shares", (found) => {
      const shares = new Fields<Record<Programme, number>>(found.whole, "shares");
      return { general: shares.number("general"), panel: shares.number("panel") };
    }),
    requests: fields.list("requests", (value) => {
      const one = new Fields<wire.ActPayload>(value, "act");
      return {
        id: one.text("request_id"),
        act: one.text("act"),
        programme: one.textOr("programme", null),
        share: one.numberOrNull("share"),
        requestedBy: one.text("requested_by"),
        mine: one.flag("mine"),
        endsAt: one.instant("ends_at"),
        open: one.flag("open"),
        approvedBy: one.textOr("approved_by", null),
        usedAt: one.instantOrNull("used_at"),
      };
    }),
  };
}

export async function askForShare(programme: Programme, share: number): Promise<void> {
  await ask("POST", "/api/acts", { act: "raise_share", programme, share });
}

export async function askForExport(): Promise<void> {
  await ask("POST", "/api/acts", { act: "export" });
}

export async function approve(one: Act): Promise<void> {
  await ask("POST", `/api/acts/${one.id}/approval`);
}
