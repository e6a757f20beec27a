/** What the place to talk asks of the server, parsed where it arrives. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type { Language } from "../../kit/language.ts";
import type * as wire from "../api/wire.ts";

const { ask } = askers<wire.Addresses>();

export interface Message {
  readonly id: string;
  readonly words: string;
  readonly writtenAt: Date;
  readonly byMe: boolean;
  /** Told to the moderator; true for the moderator alone. */
  readonly reported: boolean;
}

/** The messages of the team's room in a language. */
export async function loadMessages(language: Language): Promise<readonly Message[]> {
  return parseList((await ask("GET", `/api/messages?language=${language}`)).body, (value) => {
    const one = new Fields<wire.MessagePayload>(value, "message");
    return {
      id: one.text("message_id"),
      words: one.text("words"),
      writtenAt: new Date(one.text("written_at")),
      byMe: one.flag("by_me"),
      reported: one.flag("reported"),
    };
  }, "messages");
}

export async function write(words: string, language: Language): Promise<void> {
  await ask("POST", "/api/messages", { words, language });
}

export async function report(id: string): Promise<void> {
  await ask("POST", `/api/messages/${id}/report`);
}

export async function remove(id: string): Promise<void> {
  await ask("DELETE", `/api/messages/${id}`);
}
