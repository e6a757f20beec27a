/** CN10: what a telephone reads from the card is the address of the page for claims. */
import jsQR from "jsqr";
import { expect, test } from "vitest";

import { codeOf, namesOnlyItself } from "./code.ts";

const SCALE = 6;
const QUIET = 4;

/** The picture of a code as a camera has it. */
function picture(address: string): { pixels: Uint8ClampedArray; width: number } {
  const { side, path } = codeOf(address);
  const width = (side + 2 * QUIET) * SCALE;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, column, row] of path.matchAll(/M(\d+) (\d+)/g)) {
    for (let y = 0; y < SCALE; y += 1) {
      for (let x = 0; x < SCALE; x += 1) {
        const place = (((Number(row) + QUIET) * SCALE + y) * width + (Number(column) + QUIET) * SCALE + x) * 4;
        pixels.fill(0, place, place + 3);
      }
    }
  }
  return { pixels, width };
}

test.each(["http://127.0.0.1:8702/#/claim", "https://sprachassistent.haushalt-mit-einem-langen-namen.example:8702/#/claim"])("a reader finds %s", (address) => {
  const { pixels, width } = picture(address);
  expect(jsQR(pixels, width, width)?.data).toBe(address);
});

test.each([
  ["127.0.0.1", true],
  ["localhost", true],
  ["[::1]", true],
  ["192.168.1.20", false],
  ["127.0.0.1.example", false],
  ["localhost.example", false],
  ["earnest.local", false],
])("that %s leads a guest nowhere is %s", (host, itself) => {
  expect(namesOnlyItself(host)).toBe(itself);
});
