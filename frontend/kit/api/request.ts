/** The only way to the server: same origin, no cache, the header that other sites cannot send, errors as `Problem`. */
import { Fields } from "./fields.ts";
import { Problem } from "./problem.ts";

type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface Answer {
  readonly status: number;
  /** Parsed JSON; null where the answer has no body. */
  readonly body: unknown;
  /** Server's clock minus ours; milliseconds. 0 where the server did not say. */
  readonly clockOffsetMilliseconds: number;
}

export async function ask(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer> {
  const response = await send(method, path, body, signal);
  const text = await whole(response.text(), signal);
  return { status: response.status, body: text === "" ? null : parse(text), clockOffsetMilliseconds: clockOffset(response) };
}

/** Sound as bytes in memory; it is never cached and never has an address that could be saved. */
export async function askForSound(path: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const response = await send("GET", path, undefined, signal);
  return whole(response.arrayBuffer(), signal);
}

/** The body to its end; a server that cuts it off in the middle counts as not answering. */
async function whole<Body>(reading: Promise<Body>, signal: AbortSignal | undefined): Promise<Body> {
  try {
    return await reading;
  } catch (error) {
    throw signal?.aborted === true ? error : unreachable();
  }
}

function unreachable(): Problem {
  return new Problem(0, "unreachable", "The server does not answer.", "Check the connection; the page tries again by itself.");
}

async function send(method: Method, path: string, body: unknown, signal: AbortSignal | undefined): Promise<Response> {
  const headers = new Headers({ accept: "application/json, audio/wav" });
  if (method !== "GET") headers.set("x-earnest", "1");
  const request: RequestInit = { method, headers, cache: "no-store", credentials: "same-origin", redirect: "error", referrerPolicy: "no-referrer" };
  if (body !== undefined) {
    headers.set("content-type", "application/json");
    request.body = JSON.stringify(body);
  }
  if (signal !== undefined) request.signal = signal;
  let response: Response;
  try {
    response = await fetch(path, request);
  } catch (error) {
    throw signal?.aborted === true ? error : unreachable();
  }
  if (!response.ok) throw await problemOf(response);
  return response;
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
