/** RI2, RT3: the page checks proofs of the log as the server makes them, and finds each forgery. Vectors: services.audit, key of the tests. */
import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { type GrowthProof, type LeafProof, checkGrowth, checkProof, readCheckpoint } from "./log_proofs.ts";

interface Grown {
  readonly kept: string;
  readonly growth: GrowthProof;
}

const { publicKey, cases, growth } = JSON.parse(readFileSync(new URL("log_proofs.vectors.json", import.meta.url), "utf-8")) as { publicKey: string; cases: readonly LeafProof[]; growth: readonly Grown[] };

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

describe("a proof that the log only grew", () => {
  const grownTo = (size: number): Grown => {
    const found = growth.find((one) => one.growth.keptSize === size);
    if (found === undefined) throw new Error("the vectors lack a case");
    return found;
  };

  test.each(growth.map((one) => [`${one.growth.keptSize} to ${one.growth.treeSize}`, one] as const))("%s is valid", async (_, one) => {
    expect(await checkGrowth(one.kept, one.growth, publicKey)).toBe("grown");
  });

  const one = grownTo(150);
  const other = grownTo(256);
  const forgeries: readonly (readonly [string, Grown, string])[] = [
    ["a step that differs", { ...one, growth: { ...one.growth, proof: one.growth.proof.map((step, place) => (place === 2 ? step.replace(/^./, (first) => (first === "0" ? "1" : "0")) : step)) } }, "rewritten"],
    ["a step less", { ...one, growth: { ...one.growth, proof: one.growth.proof.slice(1) } }, "rewritten"],
    ["the proof of another size", { ...one, growth: { ...one.growth, proof: other.growth.proof } }, "rewritten"],
    ["a size that was not asked", { ...one, growth: { ...one.growth, keptSize: 151 } }, "rewritten"],
    ["an older head shown as the newest", { ...one, growth: { ...one.growth, treeSize: 3, checkpoint: grownTo(3).kept } }, "rewritten"],
    ["a kept head that was changed", { ...one, kept: one.kept.replace("\n150\n", "\n149\n") }, "kept_signature"],
    ["a text that is no head", { ...one, kept: "kept" }, "kept_signature"],
    ["a newest head that was changed", { ...one, growth: { ...one.growth, treeSize: 301, checkpoint: one.growth.checkpoint.replace("\n300\n", "\n301\n") } }, "signature"],
  ];
  test.each(forgeries)("is refused: %s", async (_, forged, verdict) => {
    expect(await checkGrowth(forged.kept, forged.growth, publicKey)).toBe(verdict);
  });

  test("the same head is the same", async () => {
    expect(await checkGrowth(one.kept, { keptSize: 150, proof: [], treeSize: 150, checkpoint: one.kept }, publicKey)).toBe("same");
  });
});

test("a head says size, root and who signed it", async () => {
  const head = growth[0]?.kept ?? "";
  expect(await readCheckpoint(`${head}— witness.example.org AAAA\n`, publicKey)).toMatchObject({ origin: "example.org/log", size: 1, signers: ["example.org/log", "witness.example.org"], verdict: "valid" });
  expect(await readCheckpoint(head.replace("\n1\n", "\n2\n"), publicKey)).toMatchObject({ verdict: "signature" });
  expect(await readCheckpoint("no head", publicKey)).toBeNull();
});
