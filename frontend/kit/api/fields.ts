/** Parses what came over the wire where it arrives, so that everything inside can trust its types. */
import { UnexpectedAnswer } from "./problem.ts";

/** The fields of one record. @typeParam Shape what the server sends, from `wire.ts`, so that no other name is asked for. */
export class Fields<Shape = Readonly<Record<string, unknown>>> {
  readonly #record: Readonly<Record<string, unknown>>;

  constructor(value: unknown, name = "answer") {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new UnexpectedAnswer(name);
    this.#record = value as Record<string, unknown>;
  }

  /** The record itself, for a parser that takes it whole. */
  get whole(): unknown {
    return this.#record;
  }

  text(name: keyof Shape & string): string {
    const value = this.#record[name];
    if (typeof value !== "string") throw new UnexpectedAnswer(name);
    return value;
  }

  textOr<Other>(name: keyof Shape & string, other: Other): string | Other {
    return this.#missing(name) ? other : this.text(name);
  }

  number(name: keyof Shape & string): number {
    const value = this.#record[name];
    if (typeof value !== "number" || !Number.isFinite(value)) throw new UnexpectedAnswer(name);
    return value;
  }

  numberOr<Other>(name: keyof Shape & string, other: Other): number | Other {
    return this.#missing(name) ? other : this.number(name);
  }

  flag(name: keyof Shape & string): boolean {
    const value = this.#record[name];
    if (typeof value !== "boolean") throw new UnexpectedAnswer(name);
    return value;
  }

  flagOr(name: keyof Shape & string, other: boolean): boolean {
    return this.#missing(name) ? other : this.flag(name);
  }

  numberOrNull(name: keyof Shape & string): number | null {
    return this.#missing(name) ? null : this.number(name);
  }

  list<Item>(name: keyof Shape & string, parse: (value: unknown) => Item): Item[] {
    return parseList(this.#record[name], parse, name);
  }

  listOr<Item>(name: keyof Shape & string, parse: (value: unknown) => Item, other: Item[]): Item[] {
    return this.#missing(name) ? other : this.list(name, parse);
  }

  listOrNull<Item>(name: keyof Shape & string, parse: (value: unknown) => Item): Item[] | null {
    return this.#missing(name) ? null : this.list(name, parse);
  }

  record<Item, Key extends keyof Shape & string>(name: Key, parse: (fields: Fields<NonNullable<Shape[Key]>>) => Item): Item {
    return parse(new Fields<NonNullable<Shape[Key]>>(this.#record[name], name));
  }

  recordOrNull<Item, Key extends keyof Shape & string>(name: Key, parse: (fields: Fields<NonNullable<Shape[Key]>>) => Item): Item | null {
    return this.#missing(name) ? null : this.record(name, parse);
  }

  /** Details of an intent: an object of names and values, or a list of {name, value}. */
  slots(name: keyof Shape & string): { name: string; value: string }[] {
    if (this.#missing(name)) return [];
    const value = this.#record[name];
    if (Array.isArray(value)) {
      return parseList(value, (item) => {
        const slot = new Fields(item, name);
        return { name: slot.text("name"), value: slot.text("value") };
      });
    }
    return Object.entries(new Fields(value, name).#record).map(([key, item]) => ({ name: key, value: parseText(item) }));
  }

  /** An instant in ISO 8601. */
  instant(name: keyof Shape & string): Date {
    const instant = new Date(this.text(name));
    if (Number.isNaN(instant.getTime())) throw new UnexpectedAnswer(name);
    return instant;
  }

  instantOrNull(name: keyof Shape & string): Date | null {
    return this.#missing(name) ? null : this.instant(name);
  }

  #missing(name: string): boolean {
    return this.#record[name] === undefined || this.#record[name] === null;
  }
}

export function parseList<Item>(value: unknown, parse: (value: unknown) => Item, name = "list"): Item[] {
  if (!Array.isArray(value)) throw new UnexpectedAnswer(name);
  return value.map((item: unknown) => parse(item));
}

export function parseText(value: unknown): string {
  if (typeof value !== "string") throw new UnexpectedAnswer("text");
  return value;
}
