/** What the page of hard words asks of the server, parsed where it arrives. */
import { Fields, parseList } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type * as wire from "../api/wire.ts";

const { ask, askForSound } = askers<wire.Addresses>();

export interface Question {
  readonly id: string;
  readonly askedAt: Date;
  /** It may be hard to hear (DC2). */
  readonly distressing: boolean;
}

export interface Asked {
  readonly id: string;
  readonly askedAt: Date;
  /** One word; null: not answered yet. */
  readonly answer: string | null;
}

export async function loadQuestions(): Promise<readonly Question[]> {
  const { body } = await ask("GET", "/api/questions");
  return parseList(body, (value) => {
    const one = new Fields<wire.QuestionPayload>(value, "question");
    return { id: one.text("question_id"), askedAt: new Date(one.text("asked_at")), distressing: one.flag("distressing") };
  }, "questions");
}

export async function loadAsked(): Promise<readonly Asked[]> {
  const { body } = await ask("GET", "/api/me/questions");
  return parseList(body, (value) => {
    const one = new Fields<wire.AskedQuestion>(value, "question");
    return { id: one.text("question_id"), askedAt: new Date(one.text("asked_at")), answer: one.textOr("answer", null) };
  }, "questions");
}

/** Two seconds of sound; they leave once under each address. */
export async function loadExcerpt(id: string): Promise<ArrayBuffer> {
  const { body } = await ask("POST", `/api/questions/${id}/sound`);
  return askForSound(new Fields<wire.ExcerptAddress>(body).text("address") as wire.Addresses["GET"]);
}

export async function answer(id: string, word: string): Promise<void> {
  await ask("POST", `/api/questions/${id}/answer`, { word });
}
