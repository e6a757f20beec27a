/** Requests about enrolled browsers, and what they tell, parsed where it arrives. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Browser {
  /** Of its key. */
  readonly thumbprint: string;
  readonly name: string;
  readonly vendor: string;
  readonly site: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  /** Null: it waits for approval. */
  readonly approvedAt: Date | null;
}

export async function loadBrowsers(): Promise<readonly Browser[]> {
  return parseList((await ask("GET", "/api/browsers")).body, (value) => {
    const fields = new Fields<wire.EnrolledBrowser>(value, "browsers");
    return {
      thumbprint: fields.text("thumbprint"),
      name: fields.text("name"),
      vendor: fields.text("vendor"),
      site: fields.text("site"),
      requestedBy: fields.text("requested_by"),
      requestedAt: fields.instant("requested_at"),
      approvedAt: fields.instantOrNull("approved_at"),
    };
  });
}

export async function approveBrowser(browser: Browser): Promise<void> {
  await ask("POST", `/api/browsers/${encodeURIComponent(browser.thumbprint)}/approval`);
}

export async function removeBrowser(browser: Browser): Promise<void> {
  await ask("DELETE", `/api/browsers/${encodeURIComponent(browser.thumbprint)}`);
}
