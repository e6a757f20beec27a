import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { obeyPolicy } from "./wavesurfer_policy.ts";

describe("obeyPolicy", () => {
  const renderer = readFileSync(new URL("../node_modules/wavesurfer.js/dist/renderer.js", import.meta.url), "utf8");

  it("leaves no markup and no style element in the renderer that is installed", () => {
    const changed = obeyPolicy(renderer);
    expect(changed).not.toMatch(/innerHTML|<style/);
    expect(changed).toContain("adoptedStyleSheets = [sheet]");
    expect(changed).toContain(":host .cursor");
  });

  it("stops the build where the renderer is another one", () => {
    expect(() => obeyPolicy("export default class Renderer {}")).toThrow("has changed");
  });
});
