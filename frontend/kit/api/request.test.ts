import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { Problem } from "./problem.ts";
import { ask } from "./request.ts";

/** A real server: one path answers, one never does, one begins and never ends. */
let server: Server;
let address = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/answers") response.end('{"text": "a"}');
    if (request.url === "/begins") response.write('{"text": ');
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
