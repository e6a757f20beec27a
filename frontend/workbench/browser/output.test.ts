import { describe, expect, it } from "vitest";

import { classOf } from "./output.ts";

describe("where sound goes (WP4)", () => {
  it.each([
    ["Default - Headphones (USB Audio)", "headphones"],
    ["Kopfhörer (Realtek)", "headphones"],
    ["Jabra Headset", "headphones"],
    ["MacBook Pro Speakers", "speakers"],
    ["Lautsprecher (High Definition Audio)", "speakers"],
    ["LG HDMI", "speakers"],
    ["Headset speaker", "headphones"],
    ["Analog Output", "unknown"],
    ["", "unknown"],
  ])("is told of %s", (label, expected) => expect(classOf(label)).toBe(expected));
});
