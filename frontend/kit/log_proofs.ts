/** Checks in the page that a leaf is in the signed audit log, and that the log only grew (RFC 6962, C2SP signed notes), with WebCrypto and nothing else. */

/** A leaf with the proof that it is in the signed log. */
export interface LeafProof {
  readonly index: number;
  /** The leaf: canonical JSON. */
  readonly entry: string;
  /** Hexadecimal, from the leaf upwards. */
  readonly proof: readonly string[];
  readonly treeSize: number;
  /** Signed head. */
  readonly checkpoint: string;
}

/** What came of a check; `unsupported`: this browser has no Ed25519. */
export type Verdict = "valid" | "not_in_the_log" | "signature" | "unsupported";

/** A signed head with the proof that its tree begins with a smaller one. */
export interface GrowthProof {
  readonly keptSize: number;
  /** Hexadecimal. */
  readonly proof: readonly string[];
  readonly treeSize: number;
  /** Signed head. */
  readonly checkpoint: string;
}

/** What came of comparing a head that was kept with the newest one; `kept_signature`: the kept one is not signed by this key. */
export type GrowthVerdict = "grown" | "same" | "rewritten" | "kept_signature" | "signature" | "unsupported";

/** What a signed head says of itself. */
export interface HeadFacts {
  /** Name of the log. */
  readonly origin: string;
  /** Number of leaves. */
  readonly size: number;
  /** Hexadecimal. */
  readonly root: string;
  /** Names of those who signed it, the log itself and witnesses. */
  readonly signers: readonly string[];
}

const ED25519 = 1;

export async function checkProof(leaf: LeafProof, publicKey: string): Promise<Verdict> {
  const head = readHead(leaf.checkpoint);
  const signed = head === null ? false : await isSigned(leaf.checkpoint, publicKey);
  if (signed === null) return "unsupported";
  if (head === null || !signed) return "signature";
  if (head.size !== leaf.treeSize) return "not_in_the_log";
  const root = await rootFrom(await leafHash(leaf.entry), leaf.index, leaf.treeSize, leaf.proof.map(fromHexadecimal));
  return root !== null && equal(root, head.root) ? "valid" : "not_in_the_log";
}

/** Whether the log whose head was kept is the beginning of the log that has the newest head. */
export async function checkGrowth(kept: string, growth: GrowthProof, publicKey: string): Promise<GrowthVerdict> {
  const [before, after] = [readHead(kept), readHead(growth.checkpoint)];
  const keptSigned = before === null ? false : await isSigned(kept, publicKey);
  if (keptSigned === null) return "unsupported";
  if (before === null || !keptSigned) return "kept_signature";
  if (after === null || (await isSigned(growth.checkpoint, publicKey)) !== true || after.size !== growth.treeSize) return "signature";
  if (before.size === after.size) return equal(before.root, after.root) ? "same" : "rewritten";
  return before.size === growth.keptSize && (await beginsWith(before, after, growth.proof.map(fromHexadecimal))) ? "grown" : "rewritten";
}

/** What a head says of itself, and whether the log signed it; null where it is none. */
export async function readCheckpoint(note: string, publicKey: string): Promise<(HeadFacts & { readonly verdict: "valid" | "signature" | "unsupported" }) | null> {
  const head = readHead(note);
  if (head === null) return null;
  const signed = await isSigned(note, publicKey);
  const signers = [...note.matchAll(/^— (\S+) /gm)].map((found) => found[1] ?? "");
  return { origin: note.split("\n")[0] ?? "", size: head.size, root: toHexadecimal(head.root), signers, verdict: signed === null ? "unsupported" : signed ? "valid" : "signature" };
}

/** RFC 9162, section 2.1.4.2. */
async function beginsWith(first: Head, second: Head, proof: readonly Uint8Array[]): Promise<boolean> {
  if (first.size < 1 || first.size >= second.size) return false;
  const power = Number.isInteger(Math.log2(first.size));
  const [start, ...steps] = power ? [first.root, ...proof] : proof;
  if (start === undefined) return false;
  let place = BigInt(first.size - 1);
  let last = BigInt(second.size - 1);
  while ((place & 1n) === 1n) {
    place >>= 1n;
    last >>= 1n;
  }
  let [before, after] = [start, start];
  for (const step of steps) {
    if (last === 0n) return false;
    if ((place & 1n) === 1n || place === last) {
      before = await hash(Uint8Array.of(1), step, before);
      after = await hash(Uint8Array.of(1), step, after);
      while ((place & 1n) === 0n && place !== 0n) {
        place >>= 1n;
        last >>= 1n;
      }
    } else {
      after = await hash(Uint8Array.of(1), after, step);
    }
    place >>= 1n;
    last >>= 1n;
  }
  return last === 0n && equal(before, first.root) && equal(after, second.root);
}

/** SHA-256 of a text in UTF-8, hexadecimal. */
export async function hashOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function leafHash(entry: string): Promise<Uint8Array> {
  return hash(Uint8Array.of(0), new TextEncoder().encode(entry));
}

/** The root that a proof leads to; null where the proof has not the length that it must have. RFC 9162, section 2.1.3.2. */
async function rootFrom(leaf: Uint8Array, index: number, size: number, proof: readonly Uint8Array[]): Promise<Uint8Array | null> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return null;
  let place = BigInt(index);
  let last = BigInt(size - 1);
  let reached = leaf;
  for (const step of proof) {
    if (last === 0n) return null;
    if ((place & 1n) === 1n || place === last) {
      reached = await hash(Uint8Array.of(1), step, reached);
      while ((place & 1n) === 0n && place !== 0n) {
        place >>= 1n;
        last >>= 1n;
      }
    } else {
      reached = await hash(Uint8Array.of(1), reached, step);
    }
    place >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? reached : null;
}

interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Size and root of a checkpoint; null where it is none. */
function readHead(note: string): Head | null {
  const [, size = "", root = ""] = note.split("\n");
  const length = Number(size);
  const bytes = fromBase64(root);
  return /^\d+$/.test(size) && Number.isSafeInteger(length) && bytes?.length === 32 ? { size: length, root: bytes } : null;
}

/** Whether a note is signed by a key; null where this browser cannot tell. */
async function isSigned(note: string, publicKey: string): Promise<boolean | null> {
  const [name = "", keyHash = "", ...rest] = publicKey.split("+");
  const encoded = rest.join("+");
  const material = fromBase64(encoded);
  if (material?.[0] !== ED25519 || material.length !== 33) return false;
  const end = note.indexOf("\n\n");
  if (end < 0) return false;
  const text = new TextEncoder().encode(note.slice(0, end + 1));
  const line = note
    .slice(end + 2)
    .split("\n")
    .find((one) => one.startsWith(`— ${name} `));
  const signature = fromBase64(line?.slice(`— ${name} `.length) ?? "");
  if (signature?.length !== 68 || toHexadecimal(signature.slice(0, 4)) !== keyHash) return false;
  try {
    const key = await crypto.subtle.importKey("raw", buffer(material.slice(1)), "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, buffer(signature.slice(4)), buffer(text));
  } catch (error) {
    if (error instanceof DOMException && (error.name === "NotSupportedError" || error.name === "SyntaxError")) return null;
    throw error;
  }
}

async function hash(...parts: readonly Uint8Array[]): Promise<Uint8Array> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", buffer(all)));
}

/** The same bytes in a buffer of their own, as WebCrypto wants them. */
function buffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}

function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

function fromHexadecimal(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function toHexadecimal(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place]);
}
