/** Skills that may ask other hosts: which there are, what they are told, and whether they may. */
import { Fields, parseList, parseText } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type { Language } from "../../kit/language.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface SkillSetting {
  readonly name: string;
  readonly kind: string;
  readonly title: string;
  readonly required: boolean;
  readonly placeholder: string;
  /** Empty for a secret. */
  readonly value: string;
  readonly written: boolean;
}

export interface Skill {
  readonly name: string;
  readonly title: string;
  readonly sent: string;
  readonly examples: readonly string[];
  readonly hosts: readonly string[];
  readonly settings: readonly SkillSetting[];
  readonly switchedOn: boolean;
  readonly fetchedAt: Date | null;
  readonly problem: string | null;
  readonly names: number;
}

export async function loadSkills(language: Language): Promise<readonly Skill[]> {
  return parseList((await ask("GET", `/api/skills?language=${language}`)).body, parseSkill);
}

export async function setSkill(name: string, switchedOn: boolean, settings: Readonly<Record<string, string>>, language: Language): Promise<Skill> {
  const body = { switched_on: switchedOn, settings };
  return parseSkill((await ask("PUT", `/api/skills/${encodeURIComponent(name)}?language=${language}`, body)).body);
}

function parseSkill(value: unknown): Skill {
  const fields = new Fields<wire.ShownSkill>(value, "skill");
  return {
    name: fields.text("name"),
    title: fields.text("title"),
    sent: fields.text("sent"),
    examples: fields.list("examples", parseText),
    hosts: fields.list("hosts", parseText),
    settings: fields.list("settings", parseSetting),
    switchedOn: fields.flag("switched_on"),
    fetchedAt: fields.instantOrNull("fetched_at"),
    problem: fields.textOr("problem", null),
    names: fields.number("names"),
  };
}

function parseSetting(value: unknown): SkillSetting {
  const fields = new Fields<wire.ShownSetting>(value, "setting");
  return {
    name: fields.text("name"),
    kind: fields.text("kind"),
    title: fields.text("title"),
    required: fields.flag("required"),
    placeholder: fields.text("placeholder"),
    value: fields.text("value"),
    written: fields.flag("written"),
  };
}
