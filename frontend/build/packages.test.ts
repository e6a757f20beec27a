import { describe, expect, it } from "vitest";

import { describePackage, packagePlaces } from "./packages.ts";

describe("packagePlaces", () => {
  it("finds packages with and without owner, those inside others, and what the bundler adds", () => {
    const modules = [
      "/home/frontend/portal/main.ts",
      "/home/frontend/node_modules/svelte/src/internal/client/index.js",
      "/home/frontend/node_modules/svelte/src/store/index.js?v=1",
      "/home/frontend/node_modules/svelte/node_modules/magic-string/index.js",
      "../node_modules/@fontsource-variable/inter/files/inter.woff2",
      "\0vite/preload-helper.js",
    ];
    expect(packagePlaces(modules)).toEqual([
      "node_modules/@fontsource-variable/inter",
      "node_modules/svelte",
      "node_modules/svelte/node_modules/magic-string",
      "node_modules/vite",
    ]);
  });
});

describe("describePackage", () => {
  it("stops the build where the lock does not name a package", () => {
    expect(() => describePackage("node_modules/svelte", { packages: {} })).toThrow("not in package-lock.json");
  });
});
