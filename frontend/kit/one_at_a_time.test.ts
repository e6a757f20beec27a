import { expect, test } from "vitest";

import { OneAtATime } from "./one_at_a_time.svelte.ts";

function acting(): { requests: OneAtATime; told: string[] } {
  const told: string[] = [];
  const requests = new OneAtATime(
    { show: (text) => void told.push(text) },
    (error) => void told.push(String(error)),
    () => {
      told.push("read again");
      return Promise.resolve();
    },
  );
  return { requests, told };
}

test("a second press while the first request is on its way asks for nothing", async () => {
  const { requests, told } = acting();
  let finish = (): void => undefined;
  const first = requests.act(() => new Promise((resolve) => (finish = resolve)), "done");
  expect(requests.busy).toBe(true);
  expect(await requests.act(() => Promise.reject(new Error("asked twice")), "done twice")).toBe(false);
  finish();
  expect(await first).toBe(true);
  expect(requests.busy).toBe(false);
  expect(told).toEqual(["done", "read again"]);
});

test("what is refused is told, what is shown is read again, and the next request may go", async () => {
  const { requests, told } = acting();
  expect(await requests.act(() => Promise.reject(new Error("no")), "done")).toBe(false);
  expect(told).toEqual(["Error: no", "read again"]);
  expect(await requests.act(() => Promise.resolve(), "done")).toBe(true);
});
