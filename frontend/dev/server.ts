/** A small server in memory, for trying the pages with `npm run dev:…`; no build contains it. */
import type { IncomingMessage, ServerResponse } from "node:http";

import type { Plugin } from "vite";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly sound?: ArrayBuffer;
}

export type Route = readonly [method: string, path: RegExp, answer: (asked: Asked, parts: readonly string[]) => Reply];

export function problem(status: number, code: string): Reply {
  return { status, body: { code, message: `Trial problem: ${code}.`, remedy: "Try again." } };
}

export function memoryServer(name: string, routes: readonly Route[]): Plugin {
  const handle = (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (request.url?.startsWith("/api/") === true) void respond(routes, request, response);
    else next();
  };
  return {
    name,
    apply: "serve",
    configureServer(server) {
      server.middlewares.use(handle);
    },
    configurePreviewServer(server) {
      server.middlewares.use(handle);
    },
  };
}

async function respond(routes: readonly Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = new URL(request.url ?? "/", "http://localhost");
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  const asked: Asked = {
    method: request.method ?? "GET",
    path: address.pathname,
    query: address.searchParams,
    body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
  const reply = answer(routes, asked);
  response.statusCode = reply.status;
  response.setHeader("date", new Date().toUTCString());
  response.setHeader("cache-control", "no-store");
  if (reply.sound !== undefined) {
    response.setHeader("content-type", "audio/wav");
    response.end(Buffer.from(reply.sound));
  } else if (reply.body === undefined) {
    response.end();
  } else {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(reply.body));
  }
}

function answer(routes: readonly Route[], asked: Asked): Reply {
  for (const [method, path, act] of routes) {
    const match = path.exec(asked.path);
    if (match !== null && method === asked.method) return act(asked, match.slice(1));
  }
  return problem(404, "not_found");
}
