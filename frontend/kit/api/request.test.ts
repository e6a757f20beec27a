import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { Problem } from "./problem.ts";
import { ask, renewSession } from "./request.ts";

/** A real server: one path answers, one never does, one begins and never ends; some refuse. */
let server: Server;
let address = "";
/** What came to the paths that refuse, and how the first of them is answered. */
let refused: string[] = [];
let refuseFirst: ((code: string) => void) | null = null;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/answers") response.end('{"text": "a"}');
    if (request.url === "/begins") response.write('{"text": ');
    if (request.url === "/draft" || request.url === "/always") {
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => {
        refused.push(body);
        const refuse = (code: string): void => {
          response.statusCode = 401;
          response.end(JSON.stringify({ code, message: "No." }));
        };
        if (refused.length === 1) refuseFirst = refuse;
        else if (request.url === "/always") refuse("session_ended");
        else response.end('{"text": "saved"}');
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function problemFrom(path: string): Promise<Problem> {
  const error: unknown = await ask("POST", `${address}${path}`, {}, undefined, { milliseconds: 300 }).catch((thrown: unknown) => thrown);
  if (!(error instanceof Problem)) throw error;
  return error;
}

describe("ask", () => {
  it("gives the answer", async () => {
    expect((await ask("GET", `${address}/answers`)).body).toEqual({ text: "a" });
  });

  it.each(["/silent", "/begins"])("ends where the server hangs (%s), and says that it took too long", async (path) => {
    const problem = await problemFrom(path);
    expect(problem.timedOut).toBe(true);
    expect(problem.unreachable).toBe(true);
    expect(problem.message).not.toContain(path);
  });

  it("tells a server that is not there from a slow one", async () => {
    const error: unknown = await ask("GET", "http://127.0.0.1:9/").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).code).toBe("unreachable");
  });

  it("stays an abort where the owner ends", async () => {
    const owner = new AbortController();
    const asking = ask("GET", `${address}/silent`, undefined, owner.signal);
    owner.abort();
    await expect(asking).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("a request from before the member signed in again", () => {
  /** Asks, and waits until the server has it; the answer in a record, since it is not there yet. */
  async function held(path: string): Promise<{ readonly answer: Promise<unknown> }> {
    refused = [];
    refuseFirst = null;
    const answer = ask("PUT", `${address}${path}`, { text: "a" }).catch((thrown: unknown) => thrown);
    await expect.poll(() => refuseFirst).not.toBeNull();
    return { answer };
  }

  it.each(["session_ended", "not_signed_in"])("that is refused afterwards (%s) is asked once more, as it was", async (code) => {
    const { answer } = await held("/draft");
    renewSession();
    refuseFirst?.(code);
    expect(await answer).toMatchObject({ status: 200, body: { text: "saved" } });
    expect(refused).toEqual(['{"text":"a"}', '{"text":"a"}']);
  });

  it("is not asked a third time", async () => {
    const { answer } = await held("/always");
    renewSession();
    refuseFirst?.("session_ended");
    expect(await answer).toMatchObject({ code: "session_ended" });
    expect(refused).toHaveLength(2);
  });

  it.each([
    ["session_ended", false],
    ["sign_in_refused", true],
  ])("stays refused (%s) where nothing was renewed, or the refusal is not of the session", async (code, renewed) => {
    const { answer } = await held("/draft");
    if (renewed) renewSession();
    refuseFirst?.(code);
    expect(await answer).toMatchObject({ code });
    expect(refused).toHaveLength(1);
  });
});
