/** Sound that lies in the page sealed, and opens with a key that comes later: AES-256-GCM, bound to one name. */

const NONCE_BYTES = 12;

/** Whether this page can open sealed sound; browsers offer it on this machine and over HTTPS only. */
export function opensSealed(): boolean {
  return isSecureContext;
}

/** @param name a UUID, to which the sound is bound. @throws DOMException where key, name and sound do not belong together. */
export async function openSealed(sealed: Uint8Array<ArrayBuffer>, key: Uint8Array<ArrayBuffer>, name: string): Promise<ArrayBuffer> {
  const opener = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  const way = { name: "AES-GCM", iv: sealed.subarray(0, NONCE_BYTES), additionalData: bytesOfName(name) };
  return crypto.subtle.decrypt(way, opener, sealed.subarray(NONCE_BYTES));
}

function bytesOfName(name: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(name.replaceAll("-", "").match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
