/** Requests about campaigns: a public thing is asked for, two people approve, the gate chooses. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Entry {
  readonly link: string;
  readonly type: wire.EntryType;
  readonly name: string;
}

export interface Campaign {
  readonly id: string;
  readonly name: string;
  readonly type: wire.EntryType;
  readonly language: string;
  readonly reason: wire.CampaignReason;
  readonly most: number;
  readonly taken: number;
  readonly approvals: number;
  readonly endsAt: Date;
  readonly state: wire.CampaignState;
  /** Whether the approval of who looks is still wanted. */
  readonly mayApprove: boolean;
}

export async function loadEntries(): Promise<readonly Entry[]> {
  return ((await ask("GET", "/api/campaigns/entries")).body as unknown[]).map((value) => {
    const entry = new Fields<wire.PublicEntry>(value, "entries");
    return { link: entry.text("link"), type: entry.text("type") as wire.EntryType, name: entry.text("name") };
  });
}

export async function loadCampaigns(): Promise<readonly Campaign[]> {
  return ((await ask("GET", "/api/campaigns")).body as unknown[]).map((value) => {
    const one = new Fields<wire.CampaignPayload>(value, "campaigns");
    return {
      id: one.text("campaign_id"),
      name: one.text("name"),
      type: one.text("type") as wire.EntryType,
      language: one.text("language"),
      reason: one.text("reason") as wire.CampaignReason,
      most: one.number("most"),
      taken: one.number("taken"),
      approvals: one.number("approvals"),
      endsAt: one.instant("ends_at"),
      state: one.text("state") as wire.CampaignState,
      mayApprove: one.flag("may_approve"),
    };
  });
}

export async function propose(link: string, language: string, reason: wire.CampaignReason, most: number, days: number): Promise<void> {
  await ask("POST", "/api/campaigns", { link, language, reason, most, days });
}

export async function approve(campaign: Campaign): Promise<void> {
  await ask("POST", `/api/campaigns/${encodeURIComponent(campaign.id)}/approval`);
}

export async function stop(campaign: Campaign): Promise<void> {
  await ask("POST", `/api/campaigns/${encodeURIComponent(campaign.id)}/stop`);
}
