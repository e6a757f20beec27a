import { describe, expect, it } from "vitest";

import { openSealed } from "./sealed.ts";

const NAME = "0f0e0d0c-0b0a-4908-8706-050403020100";
const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
const NONCE = Uint8Array.from({ length: 12 }, (_, index) => 100 + index);
/** What Python's `cryptography` makes of "a sound" with this key, nonce and name. */
const SEALED = Uint8Array.from(atob("ZGVmZ2hpamtsbW5vKTutCQyHMkA77tDHu726/+u+FbNBRks="), (letter) => letter.charCodeAt(0));

describe("openSealed", () => {
  it("opens what the server sealed", async () => {
    expect(new TextDecoder().decode(await openSealed(SEALED, KEY, NAME))).toBe("a sound");
    expect([...SEALED.subarray(0, 12)]).toEqual([...NONCE]);
  });

  it("opens nothing with another key, another name, or a changed byte", async () => {
    const other = KEY.map((byte) => byte ^ 1);
    const changed = SEALED.map((byte, index) => (index === 15 ? byte ^ 1 : byte));
    await expect(openSealed(SEALED, other, NAME)).rejects.toThrow();
    await expect(openSealed(SEALED, KEY, NAME.replace("0f", "1f"))).rejects.toThrow();
    await expect(openSealed(changed, KEY, NAME)).rejects.toThrow();
  });
});
