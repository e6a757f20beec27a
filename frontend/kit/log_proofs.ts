/** Checks in the page that a leaf is in the signed audit log (RFC 6962, C2SP signed notes), with WebCrypto and nothing else. */

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
