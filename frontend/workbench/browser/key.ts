/** The key of this browser (WP1): a P-256 pair whose private half cannot be exported. It is no content and of no person, and the only thing of ours that stays in the browser. */

export interface BrowserKey {
  /** SHA-256 of the public key (RFC 7638), Base64url. */
  readonly thumbprint: string;
  /** The public half, as a JSON Web Key. */
  readonly publicKey: string;
  readonly sign: (challenge: string) => Promise<string>;
}

const STORE = "keys";
const NAME = "browser";
const SIGNED_FOR = "earnest browser\n";
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;

/** The key of this browser; null where it has none, or the browser keeps none (a private window). */
export async function findBrowserKey(): Promise<BrowserKey | null> {
  try {
    const pair = await ask("readonly", (store) => store.get(NAME) as IDBRequest<CryptoKeyPair | undefined>);
    return pair === undefined ? null : await keyOf(pair);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** Make the key of this browser, in place of an earlier one. */
export async function makeBrowserKey(): Promise<BrowserKey> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
  await ask("readwrite", (store) => store.put(pair, NAME));
  return keyOf(pair);
}

async function keyOf(pair: CryptoKeyPair): Promise<BrowserKey> {
  const { kty = "", crv = "", x = "", y = "" } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify({ crv, kty, x, y })));
  return {
    thumbprint: encode(digest),
    publicKey: JSON.stringify({ kty, crv, x, y }),
    sign: async (challenge) => {
      const signed = Uint8Array.of(...new TextEncoder().encode(SIGNED_FOR), ...decode(challenge));
      return encode(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, signed));
    },
  };
}

function encode(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decode(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

async function ask<Result>(mode: IDBTransactionMode, request: (store: IDBObjectStore) => IDBRequest<Result>): Promise<Result> {
  const opening = indexedDB.open("earnest", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    return await settled(request(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException("the browser kept nothing"));
  });
}
