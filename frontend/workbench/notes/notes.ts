/** Notes that reviewers write to the lead, and what was answered. */
import { Fields } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Note {
  readonly id: string;
  readonly writtenAt: Date;
  /** Of the clip. */
  readonly language: string;
  readonly text: string;
}

export interface OwnNote {
  readonly writtenAt: Date;
  readonly text: string;
  readonly closed: boolean;
  readonly answer: string | null;
}

export async function loadNotes(): Promise<readonly Note[]> {
  return ((await ask("GET", "/api/notes")).body as unknown[]).map((value) => {
    const note = new Fields<wire.ShownNote>(value, "notes");
    return { id: note.text("note_id"), writtenAt: note.instant("written_at"), language: note.text("language"), text: note.text("text") };
  });
}

export async function loadOwnNotes(): Promise<readonly OwnNote[]> {
  return ((await ask("GET", "/api/me/notes")).body as unknown[]).map((value) => {
    const note = new Fields<wire.OwnNote>(value, "notes");
    return { writtenAt: note.instant("written_at"), text: note.text("text"), closed: note.flag("closed"), answer: note.textOr("answer", null) };
  });
}

export async function answerNote(note: Note, text: string): Promise<void> {
  await ask("POST", `/api/notes/${encodeURIComponent(note.id)}/answer`, { text });
}

export async function closeNote(note: Note): Promise<void> {
  await ask("POST", `/api/notes/${encodeURIComponent(note.id)}/done`);
}
