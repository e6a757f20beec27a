/** Requests about the guideline: what is new for who labels, and what a lead writes. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type { Language } from "../../kit/language.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Span {
  readonly change: wire.Change;
  readonly text: string;
}

/** A line that differs between two versions. */
export interface ChangedLine {
  readonly section: string;
  readonly spans: readonly Span[];
}

export interface NewVersion {
  readonly version: string;
  readonly changes: readonly ChangedLine[];
}

export interface Version {
  readonly number: number;
  readonly version: string;
  readonly writtenBy: string | null;
  readonly writtenAt: Date;
  /** The second lead; null: there is none. */
  readonly approvedBy: string | null;
  /** It waits for a second lead. */
  readonly waiting: boolean;
  readonly mayApprove: boolean;
  /** Why its text was destroyed; null: it is there. */
  readonly withdrawn: wire.WithdrawnBecause | null;
  readonly confirmed: number;
}

export interface WrittenGuideline {
  readonly number: number;
  readonly version: string;
  readonly texts: Readonly<Record<Language, string>>;
  readonly versions: readonly Version[];
  readonly confirmations: readonly { readonly name: string; readonly at: Date }[];
  /** No other person leads review: a version counts without a second lead. */
  readonly alone: boolean;
}

function parseChange(value: unknown): ChangedLine {
  const line = new Fields<wire.ChangedLine>(value, "changes");
  return {
    section: line.text("section"),
    spans: line.list("spans", (entry) => {
      const span = new Fields<wire.ChangedSpan>(entry, "spans");
      return { change: span.text("change") as wire.Change, text: span.text("text") };
    }),
  };
}

/** What the reviewer has to confirm; null where nothing is new. */
export async function loadNewVersion(language: Language): Promise<NewVersion | null> {
  const fields = new Fields<wire.NewVersion>((await ask("GET", `/api/guideline/new?language=${language}`)).body);
  return fields.flag("confirmed") ? null : { version: fields.text("version"), changes: fields.list("changes", parseChange) };
}

export async function confirmVersion(version: string): Promise<void> {
  await ask("POST", "/api/guideline/confirmation", { version });
}

export async function loadWritten(): Promise<WrittenGuideline> {
  const fields = new Fields<wire.WrittenGuideline>((await ask("GET", "/api/lead/guideline")).body);
  return {
    number: fields.number("number"),
    version: fields.text("version"),
    texts: fields.record("texts", (texts) => ({ en: texts.text("en"), de: texts.text("de"), nl: texts.text("nl") })),
    versions: fields.list("versions", (entry) => {
      const version = new Fields<wire.VersionPayload>(entry, "versions");
      return {
        number: version.number("number"),
        version: version.text("version"),
        writtenBy: version.textOr("written_by", null),
        writtenAt: version.instant("written_at"),
        approvedBy: version.textOr("approved_by", null),
        waiting: version.flag("waiting"),
        mayApprove: version.flag("may_approve"),
        withdrawn: version.textOr("withdrawn", null) as wire.WithdrawnBecause | null,
        confirmed: version.number("confirmed"),
      };
    }),
    confirmations: fields.list("confirmations", (entry) => {
      const confirmation = new Fields<wire.ConfirmationPayload>(entry, "confirmations");
      return { name: confirmation.text("name"), at: confirmation.instant("confirmed_at") };
    }),
    alone: fields.flag("alone"),
  };
}

/** What a text would change of the guideline that counts now. */
export async function findChanges(language: Language, text: string): Promise<readonly ChangedLine[]> {
  return ((await ask("POST", "/api/lead/guideline/changes", { language, text })).body as unknown[]).map(parseChange);
}

/** What a version changed of the one before it. */
export async function loadChanges(version: Version, language: Language): Promise<readonly ChangedLine[]> {
  return ((await ask("GET", `/api/lead/guideline/${version.number.toString()}/changes?language=${language}`)).body as unknown[]).map(parseChange);
}

/** Publish a version; languages that were not changed keep their text. */
export async function publish(base: number, texts: Readonly<Partial<Record<Language, string>>>): Promise<void> {
  await ask("POST", "/api/lead/guideline", { base, ...texts });
}

/** Let a version count that another lead wrote. */
export async function approve(version: Version): Promise<void> {
  await ask("POST", `/api/lead/guideline/${version.number.toString()}/approval`);
}

/** Destroy the text of a version. */
export async function withdrawText(version: Version, reason: wire.WithdrawnBecause): Promise<void> {
  await ask("POST", `/api/lead/guideline/${version.number.toString()}/withdrawal`, { reason });
}
