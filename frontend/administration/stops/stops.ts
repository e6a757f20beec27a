/** Requests about stops, and what they tell, parsed where it arrives. */
import { Fields } from "../../kit/api/fields.ts";
import { UnexpectedAnswer } from "../../kit/api/problem.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export const SCOPES = ["everything", "region", "language", "vendor", "purpose", "programme"] as const satisfies readonly wire.StopScope[];
/** Those that a person can choose. */
export const REASONS = ["authority_order", "privacy_incident", "security_incident", "legal_review", "quality_problem", "drill"] as const satisfies readonly wire.StopReason[];
export const RESUMPTION_REASONS = ["cause_removed", "order_lifted", "stopped_by_mistake", "drill_over"] as const satisfies readonly wire.ResumptionReason[];
export const PURPOSES = ["human_review", "training", "wake_word_learning"] as const;
export const PROGRAMMES = ["general", "panel", "campaign"] as const;
/** Languages in which the assistant is spoken to. */
export const LANGUAGES = ["de", "en", "nl", "fr", "es", "it", "pl", "pt"] as const;

export interface Stop {
  readonly id: string;
  readonly scope: wire.StopScope;
  readonly value: string | null;
  /** Name of a vendor. */
  readonly valueName: string | null;
  readonly reason: string;
  readonly stoppedAt: Date;
  readonly stoppedBy: string | null;
  readonly waiting: number | null;
  readonly inHand: number | null;
  readonly askedBy: string | null;
  readonly askedByMe: boolean;
  readonly resumptionReason: string | null;
  readonly resumedAt: Date | null;
  readonly agreedBy: string | null;
}

export interface Stops {
  readonly unknown: boolean;
  readonly stops: readonly Stop[];
  readonly regions: readonly string[];
  readonly vendors: readonly { readonly id: string; readonly name: string }[];
}

function scopeOf(code: string): wire.StopScope {
  const found = SCOPES.find((one) => one === code);
  if (found === undefined) throw new UnexpectedAnswer(code);
  return found;
}

export async function loadStops(): Promise<Stops> {
  const fields = new Fields<wire.StopsPayload>((await ask("GET", "/api/stops")).body, "stops");
  return {
    unknown: fields.flag("unknown"),
    stops: fields.list("stops", (value) => {
      const stop = new Fields<wire.StopPayload>(value, "stop");
      return {
        id: stop.text("stop_id"),
        scope: scopeOf(stop.text("scope")),
        value: stop.textOr("value", null),
        valueName: stop.textOr("value_name", null),
        reason: stop.text("reason"),
        stoppedAt: stop.instant("stopped_at"),
        stoppedBy: stop.textOr("stopped_by", null),
        waiting: stop.numberOrNull("waiting"),
        inHand: stop.numberOrNull("in_hand"),
        askedBy: stop.textOr("asked_by", null),
        askedByMe: stop.flag("asked_by_me"),
        resumptionReason: stop.textOr("resumption_reason", null),
        resumedAt: stop.instantOrNull("resumed_at"),
        agreedBy: stop.textOr("agreed_by", null),
      };
    }),
    regions: fields.list("regions", String),
    vendors: fields.list("vendors", (value) => {
      const vendor = new Fields<wire.VendorChoice>(value, "vendor");
      return { id: vendor.text("vendor_id"), name: vendor.text("name") };
    }),
  };
}

export async function stop(scope: wire.StopScope, value: string | null, reason: wire.StopReason): Promise<void> {
  await ask("POST", "/api/stops", { scope, value, reason });
}

export async function askToResume(one: Stop, reason: wire.ResumptionReason): Promise<void> {
  await ask("POST", `/api/stops/${one.id}/resumption`, { reason });
}

export async function agreeToResume(one: Stop): Promise<void> {
  await ask("POST", `/api/stops/${one.id}/resumption/approval`);
}
