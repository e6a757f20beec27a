/** Requests of the history besides its pages: what a deletion would take, and the deletion. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import { deleteAll } from "../api/portal.ts";
import type * as wire from "../api/wire.ts";
import { type Deleted, deletePeriod, deleteSeveral } from "../your_data/your_data.ts";

const { ask } = askers<wire.Addresses>();

/** Most recordings that one request deletes. */
export const MOST_AT_ONCE = 1000;

/** What is about to be deleted. */
export type Leaving =
  | { readonly kind: "all" }
  | { readonly kind: "several"; readonly ids: readonly string[] }
  | { readonly kind: "day"; readonly name: string; readonly since: Date; readonly until: Date };

/** What a deletion would take if it were asked for now. */
export interface Preview {
  readonly recordings: number;
  readonly clips: number;
  readonly lessons: number;
  readonly exports: number;
  readonly oldest: Date | null;
  readonly newest: Date | null;
  /** When this was counted. */
  readonly at: Date;
}

export async function previewDeletion(leaving: Leaving): Promise<Preview> {
  const { body } = await ask("POST", "/api/deletions/preview", formOf(leaving));
  const fields = new Fields<wire.DeletionPreview>(body, "preview");
  return {
    recordings: fields.number("recordings"),
    clips: fields.number("clips"),
    lessons: fields.number("lessons"),
    exports: fields.number("exports"),
    oldest: fields.instantOrNull("oldest"),
    newest: fields.instantOrNull("newest"),
    at: fields.instant("at"),
  };
}

/** Delete what was shown; of a day that is not over, nothing that was said since it was counted. */
export async function carryOut(leaving: Leaving, preview: Preview): Promise<Deleted> {
  if (leaving.kind === "all") return deleteAll();
  if (leaving.kind === "several") return deleteSeveral(leaving.ids);
  return deletePeriod(leaving.since, leaving.until < preview.at ? leaving.until : preview.at);
}

function formOf(leaving: Leaving): Readonly<Record<string, unknown>> {
  if (leaving.kind === "all") return {};
  if (leaving.kind === "several") return { recording_ids: leaving.ids };
  return { since: leaving.since.toISOString(), until: leaving.until.toISOString() };
}

/** The first moment of a day, such as “2026-03-04”, where the viewer is, or of the day after it. */
export function startOf(day: string, later = 0): Date {
  const start = new Date(`${day}T00:00`);
  start.setDate(start.getDate() + later);
  return start;
}
