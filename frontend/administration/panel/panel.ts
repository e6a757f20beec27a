/** Requests about the panel programme, and what they tell, parsed where it arrives. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type { Language } from "../../kit/language.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export const ACTS = ["invite", "reward", "take_back"] as const;
export type Act = (typeof ACTS)[number];

export interface Panel {
  readonly people: { readonly invited: number; readonly agreed: number; readonly ended: number; readonly rewards: number };
  /** Largest share that may be chosen, 0 to 1. */
  readonly share: number;
  /** The newest first. */
  readonly months: readonly { readonly month: string; readonly utterances: number; readonly chosen: number; readonly handedOut: number }[];
  readonly contract: { readonly version: string; readonly language: string; readonly title: string; readonly text: string; readonly sha256: string };
  /** The newest first; whom they name is not told. */
  readonly requests: readonly { readonly id: string; readonly act: string; /** Empty where an invitation is taken back. */ readonly reward: string; readonly askedAt: Date; readonly outcome: string | null }[];
}

export async function loadPanel(language: Language): Promise<Panel> {
  const fields = new Fields<wire.PanelProgrammePayload>((await ask("GET", `/api/panel?language=${language}`)).body, "panel");
  return {
    people: fields.record("people", (one) => ({ invited: one.number("invited"), agreed: one.number("agreed"), ended: one.number("ended"), rewards: one.number("rewards") })),
    share: fields.number("share"),
    months: fields.list("months", (value) => {
      const one = new Fields<wire.PanelMonth>(value, "month");
      return { month: one.text("month"), utterances: one.number("utterances"), chosen: one.number("chosen"), handedOut: one.number("handed_out") };
    }),
    contract: fields.record("contract", (one) => ({ version: one.text("version"), language: one.text("language"), title: one.text("title"), text: one.text("text"), sha256: one.text("sha256") })),
    requests: fields.list("requests", (value) => {
      const one = new Fields<wire.PanelRequest>(value, "request");
      return { id: one.text("request_id"), act: one.text("act"), reward: one.textOr("reward", ""), askedAt: one.instant("asked_at"), outcome: one.textOr("outcome", null) };
    }),
  };
}

/** Asks; taking back needs no words. */
export async function askPanel(act: Act, login: string, words: string): Promise<void> {
  await ask("POST", "/api/panel/requests", { act, login, reward: act === "take_back" ? null : words });
}
