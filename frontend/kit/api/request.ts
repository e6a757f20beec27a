/** The only way to the server: same origin, no cache, the header that other sites cannot send, errors as `Problem`. */
import { secondsSinceAct } from "../acts.ts";
import { Fields } from "./fields.ts";
import { Problem } from "./problem.ts";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface Answer {
  readonly status: number;
  /** Parsed JSON; null where the answer has no body. */
  readonly body: unknown;
  /** Server's clock minus ours; milliseconds. 0 where the server did not say. */
  readonly clockOffsetMilliseconds: number;
}

export interface Limits {
  /** How long the whole answer may take; then it is a `Problem` with the code `timed_out`. */
  readonly milliseconds?: number;
  /** Whether the request goes on when the page is left. */
  readonly keepalive?: boolean;
}

/** Long enough for a busy server, short enough that a page does not say “Sending…” for ever. */
const USUAL_MILLISECONDS = 20_000;
/** A clip of ten seconds is 320 kB; this is enough for a slow line. */
const SOUND_MILLISECONDS = 60_000;

/** How often the member of this page signed in again. */
let renewals = 0;

/** The same member has signed in again: what was asked before and is refused afterwards for want of a session is asked once more. */
export function renewSession(): void {
  renewals += 1;
}

/** @param body what is sent as JSON; a Blob is sent as it is. */
export async function ask(method: Method, path: string, body?: unknown, signal?: AbortSignal, limits: Limits = {}): Promise<Answer> {
  const patience = new Patience(signal, limits.milliseconds ?? USUAL_MILLISECONDS);
  const response = await send(method, path, body, patience, limits.keepalive ?? false);
  const text = await patience.whole(response.text());
  return { status: response.status, body: text === "" ? null : parse(text), clockOffsetMilliseconds: clockOffset(response) };
}

/** Sound as bytes in memory; it is never cached and never has an address that could be saved. */
export async function askForSound(path: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const patience = new Patience(signal, SOUND_MILLISECONDS);
  const response = await send("GET", path, undefined, patience, false);
  return patience.whole(response.arrayBuffer());
}

/** The same two for one process, which takes only the addresses that its server answers. @typeParam Addresses from `wire.ts` */
export function askers<Addresses extends Readonly<Record<Method, string>>>(): {
  ask: <Kind extends Method>(method: Kind, path: Addresses[Kind], body?: unknown, signal?: AbortSignal, limits?: Limits) => Promise<Answer>;
  askForSound: (path: Addresses["GET"], signal?: AbortSignal) => Promise<ArrayBuffer>;
} {
  return { ask, askForSound };
}

/** How long one waits for an answer and its body: until the owner's scope ends, or the time is over. */
class Patience {
  readonly signal: AbortSignal;
  readonly #owner: AbortSignal | undefined;
  readonly #limit: AbortSignal;

  constructor(owner: AbortSignal | undefined, milliseconds: number) {
    this.#owner = owner;
    this.#limit = AbortSignal.timeout(milliseconds);
    this.signal = owner === undefined ? this.#limit : AbortSignal.any([owner, this.#limit]);
  }

  /** What was waited for, to its end; a server that cuts it off in the middle counts as not answering. */
  async whole<Body>(reading: Promise<Body>): Promise<Body> {
    try {
      return await reading;
    } catch (error) {
      if (this.#owner?.aborted === true) throw error;
      throw this.#limit.aborted
        ? new Problem(0, "timed_out", "The server took too long to answer.", "Try again; what you wrote is still here.")
        : new Problem(0, "unreachable", "The server does not answer.", "Check the connection; the page tries again by itself.");
    }
  }
}

async function send(method: Method, path: string, body: unknown, patience: Patience, keepalive: boolean): Promise<Response> {
  const headers = new Headers({ accept: "application/json, audio/wav" });
  if (method !== "GET") headers.set("x-earnest", "1");
  const idle = secondsSinceAct();
  if (idle !== null) headers.set("x-earnest-idle", idle.toString());
  const request: RequestInit = {
    method,
    headers,
    keepalive,
    signal: patience.signal,
    cache: "no-store",
    credentials: "same-origin",
    redirect: "error",
    referrerPolicy: "no-referrer",
  };
  if (body instanceof Blob) {
    headers.set("content-type", body.type);
    request.body = body;
  } else if (body !== undefined) {
    headers.set("content-type", "application/json");
    request.body = JSON.stringify(body);
  }
  const before = renewals;
  const response = await patience.whole(fetch(path, request));
  if (response.ok) return response;
  const problem = await problemOf(response);
  // The refusal is of the session that ended before the member signed in again. It was not carried out, so nothing is done twice.
  if (problem.withoutSession && before !== renewals) return send(method, path, body, patience, keepalive);
  throw problem;
}

async function problemOf(response: Response): Promise<Problem> {
  const wait = Number(response.headers.get("retry-after") ?? "");
  const retryAfterSeconds = Number.isFinite(wait) && wait > 0 ? wait : null;
  try {
    const fields = new Fields(parse(await response.text()));
    return new Problem(response.status, fields.text("code"), fields.text("message"), fields.textOr("remedy", ""), retryAfterSeconds);
  } catch {
    return new Problem(response.status, `http_${response.status}`, "The server could not do this.", "Try again.", retryAfterSeconds);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Problem(0, "unexpected_answer", "The server's answer could not be read.", "Reload the page.");
  }
}

function clockOffset(response: Response): number {
  const server = Date.parse(response.headers.get("date") ?? "");
  return Number.isNaN(server) ? 0 : server - Date.now();
}
