/** RI2, RT3: the page checks proofs of the log as the server makes them, and finds each forgery. Vectors: services.audit, key of the tests. */
import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { type LeafProof, checkProof } from "./log_proofs.ts";

const { publicKey, cases } = JSON.parse(readFileSync(new URL("log_proofs.vectors.json", import.meta.url), "utf-8")) as { publicKey: string; cases: readonly LeafProof[] };

describe("a proof of inclusion", () => {
  test.each(cases.map((one) => [`leaf ${one.index} of ${one.treeSize}`, one] as const))("%s is valid", async (_, leaf) => {
    expect(await checkProof(leaf, publicKey)).toBe("valid");
  });

  const leaf = cases.find((one) => one.treeSize === 300 && one.index === 150);
  if (leaf === undefined) throw new Error("the vectors lack a case");
  const flipped = (text: string): string => (text.startsWith("0") ? "1" : "0") + text.slice(1);
  const forgeries: readonly (readonly [string, LeafProof, string])[] = [
    ["another entry", { ...leaf, entry: leaf.entry.replace("150", "151") }, "not_in_the_log"],
    ["another place", { ...leaf, index: 151 }, "not_in_the_log"],
    ["a step that differs", { ...leaf, proof: leaf.proof.map((step, place) => (place === 3 ? flipped(step) : step)) }, "not_in_the_log"],
    ["a step less", { ...leaf, proof: leaf.proof.slice(1) }, "not_in_the_log"],
    ["another size", { ...leaf, treeSize: 299 }, "not_in_the_log"],
    ["a head that was changed", { ...leaf, checkpoint: leaf.checkpoint.replace("\n300\n", "\n301\n") }, "signature"],
    ["a head without signature", { ...leaf, checkpoint: leaf.checkpoint.split("\n\n")[0] ?? "" }, "signature"],
  ];
  test.each(forgeries)("is refused: %s", async (_, forged, verdict) => {
    expect(await checkProof(forged, publicKey)).toBe(verdict);
  });

  test("is refused under another key", async () => {
    const other = publicKey.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    expect(await checkProof(leaf, other)).not.toBe("valid");
  });
});
