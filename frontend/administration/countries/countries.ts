/** Requests about the matrix of countries, and what they tell, parsed where it arrives. */
import { Fields, parseList, parseText } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type { Language } from "../../kit/language.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

/** In this order they are shown. */
export const ENTRIES = ["imminent_danger", "child_protection", "missing_child", "duty_to_report", "right_to_report", "telling_the_customer"] as const;

export interface Entry {
  readonly name: string;
  /** Null: to be written by the organisation. */
  readonly content: string | null;
}

export interface Country {
  readonly country: string;
  readonly active: boolean;
  /** It is active, or the owner of the machine declared it by a setting. */
  readonly clipsChosen: boolean;
  readonly missing: readonly string[];
  readonly entries: readonly Entry[];
}

/** Shipped entries are in this language; what the organisation wrote is as it wrote it. */
export async function loadCountries(language: Language): Promise<readonly Country[]> {
  return parseList((await ask("GET", `/api/countries?language=${language}`)).body, (value) => {
    const fields = new Fields<wire.CountryPayload>(value, "countries");
    return {
      country: fields.text("country"),
      active: fields.flag("active"),
      clipsChosen: fields.flag("clips_chosen"),
      missing: fields.list("missing", parseText),
      entries: fields.record("entries", (given) => {
        const entries = given as Fields<Record<string, unknown>>;
        return ENTRIES.map((name) => ({ name, content: entries.textOr(name, null) }));
      }),
    };
  });
}

export async function writeEntry(country: string, entry: string, content: string): Promise<void> {
  await ask("PUT", `/api/countries/${country}/${entry}`, { content });
}

export async function declareActive(country: string): Promise<void> {
  await ask("POST", `/api/countries/${country}`);
}
