/** What a recogniser heard, as the server tells it. */
import { Fields, parseText } from "../../kit/api/fields.ts";
import { UnexpectedAnswer } from "../../kit/api/problem.ts";
import type * as wire from "../api/wire.ts";

export interface RecognisedWord {
  readonly text: string;
  /** Where it lies in the sound; milliseconds. */
  readonly start: number;
  readonly end: number;
  /** Probability that it is right as the recogniser estimates it; 0 to 1. */
  readonly posterior: number;
}

export interface Alternative {
  readonly text: string;
  /** Log-likelihood relative to the best; at most 0. */
  readonly score: number;
}

export interface Recognition {
  readonly text: string;
  readonly engine: string;
  readonly model: string;
  readonly domain: string;
  readonly confidence: number;
  readonly words: readonly RecognisedWord[];
  readonly alternatives: readonly Alternative[];
  /** What the open vocabulary heard where a learned domain was accepted instead of it. */
  readonly generalText: string;
  readonly generalAlternatives: readonly Alternative[];
  /** What would have been heard without listed and taught phrases. */
  readonly preferredTo: string;
  readonly agreed: boolean;
}

/** Stage → seconds. */
export type Seconds = ReadonlyMap<string, number>;

export function parseRecognition(fields: Fields<wire.ShownRecognition>): Recognition {
  return {
    text: fields.text("text"),
    engine: fields.text("engine"),
    model: fields.text("model"),
    domain: fields.text("domain"),
    confidence: fields.number("confidence"),
    words: fields.list("words", parseWord),
    alternatives: fields.list("alternatives", parseAlternative),
    generalText: fields.text("general_text"),
    generalAlternatives: fields.list("general_alternatives", parseAlternative),
    preferredTo: fields.text("preferred_to"),
    agreed: fields.flag("agreed"),
  };
}

/** A record of names and numbers. */
export function numbersOf(value: unknown): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(new Fields(value, "numbers").whole as Readonly<Record<string, unknown>>).map(([name, number]) => {
      if (typeof number !== "number" || !Number.isFinite(number)) throw new UnexpectedAnswer(parseText(name));
      return [name, number] as const;
    }),
  );
}

function parseWord(value: unknown): RecognisedWord {
  const fields = new Fields<wire.ShownRecognisedWord>(value, "word");
  return {
    text: fields.text("text"),
    start: fields.number("start_milliseconds"),
    end: fields.number("end_milliseconds"),
    posterior: fields.number("posterior"),
  };
}

function parseAlternative(value: unknown): Alternative {
  const fields = new Fields<wire.ShownAlternative>(value, "alternative");
  return { text: fields.text("text"), score: fields.number("score") };
}
