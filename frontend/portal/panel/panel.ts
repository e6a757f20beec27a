/** Requests about the invited panel. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type { Language } from "../../kit/language.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Panel {
  readonly state: string;
  readonly offered: string | null;
  readonly title: string;
  readonly contract: string;
  readonly version: string;
  readonly hash: string;
  readonly language: string;
  readonly agreedAt: Date | null;
  readonly endedAt: Date | null;
  readonly rewards: readonly { readonly reward: string; readonly notedAt: Date }[];
}

export async function loadPanel(language: Language): Promise<Panel> {
  return panelOf((await ask("GET", `/api/panel?language=${language}`)).body);
}

/** Agrees to exactly the text that was shown. */
export async function agree(panel: Panel): Promise<Panel> {
  return panelOf((await ask("POST", "/api/panel/agreement", { contract_hash: panel.hash })).body);
}

export async function leave(): Promise<Panel> {
  return panelOf((await ask("DELETE", "/api/panel/agreement")).body);
}

function panelOf(value: unknown): Panel {
  const fields = new Fields<wire.PanelPayload>(value, "panel");
  return {
    state: fields.text("state"),
    offered: fields.textOr("offered", null),
    title: fields.text("title"),
    contract: fields.text("contract"),
    version: fields.text("contract_version"),
    hash: fields.text("contract_hash"),
    language: fields.text("language"),
    agreedAt: fields.instantOrNull("agreed_at"),
    endedAt: fields.instantOrNull("ended_at"),
    rewards: fields.list("rewards", (given) => {
      const one = new Fields<wire.PanelReward>(given, "reward");
      return { reward: one.text("reward"), notedAt: one.instant("noted_at") };
    }),
  };
}
