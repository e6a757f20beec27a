import { expect, test } from "vitest";

import { rememberedWord, wordCookie } from "./remembered.ts";

test("a word is remembered for one device and no other", () => {
  const [cookie = ""] = wordCookie("okay_nabu", "3f0a", true).split(";");
  const cookies = `earnest_language=nl; ${cookie}; earnest_wake_77=alexa`;
  expect(rememberedWord(cookies, "3f0a")).toBe("okay_nabu");
  expect(rememberedWord(cookies, "77")).toBe("alexa");
  expect(rememberedWord(cookies, "3f")).toBeNull();
});

test("nothing is kept of a word that is no longer listened for", () => {
  expect(wordCookie(null, "3f0a", false)).toBe("earnest_wake_3f0a=; path=/; max-age=0; samesite=strict");
});
