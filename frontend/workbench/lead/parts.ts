/** The parts of the lead's page, in the order of their tabs; one line here shows a part to those who may use it. */
import type { Component } from "svelte";

import type { Session } from "../../account/session.ts";
import Campaigns from "../campaigns/Campaigns.svelte";
import Names from "../catalogue/Names.svelte";
import Writing from "../guideline/Writing.svelte";
import Notes from "../notes/Notes.svelte";
import Overview from "../overview/Overview.svelte";
import Composing from "../qualification/Composing.svelte";
import Alerts from "./Alerts.svelte";
import Decide from "./Decide.svelte";
import Figures from "./Figures.svelte";
import type { LeadTexts } from "./texts.ts";

export interface PartProperties {
  readonly session: Session;
  /** Whether the part is the one that is seen; it stays mounted while another is. */
  readonly shown: boolean;
  /** A request was refused; the page says why, or asks to sign in. */
  readonly onfail: (error: unknown) => void;
}

export type PartName = keyof LeadTexts["parts"];

interface Part {
  readonly name: PartName;
  /** Any one of these permissions shows it. */
  readonly permissions: readonly string[];
  readonly page: Component<PartProperties>;
}

export const PARTS: readonly Part[] = [
  { name: "decide", permissions: ["adjudicate_clips"], page: Decide },
  { name: "overview", permissions: ["lead_review"], page: Overview },
  { name: "figures", permissions: ["lead_review"], page: Figures },
  { name: "notes", permissions: ["lead_review"], page: Notes },
  { name: "alerts", permissions: ["lead_review"], page: Alerts },
  { name: "guideline", permissions: ["lead_review"], page: Writing },
  { name: "qualification", permissions: ["lead_review"], page: Composing },
  { name: "names", permissions: ["lead_review"], page: Names },
  { name: "campaigns", permissions: ["lead_review", "approve"], page: Campaigns },
];
