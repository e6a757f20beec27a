/** How one page is built: everything hashed under /assets/, nothing inline, so that the strictest content policy holds. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin, UserConfig } from "vite";

import { listPackages } from "./packages.ts";
import { wavesurferPolicy } from "./wavesurfer_policy.ts";

/** What the services send as well; trying the built page under it shows what it would refuse. */
const CONTENT_RULES = new URL("../../src/earnest/services/web/content_rules.txt", import.meta.url);
const POLICY = readFileSync(CONTENT_RULES, "utf8").trim().split("\n").join("; ");

export function pageConfiguration(page: "workbench" | "portal" | "administration", server: Plugin): UserConfig {
  const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  return {
    root: folder(`../${page}/`),
    base: "/",
    publicDir: false,
    cacheDir: folder(`../node_modules/.vite/${page}`),
    plugins: [svelte({ configFile: folder("../svelte.config.js") }), wavesurferPolicy(), listPackages(), server],
    optimizeDeps: { exclude: ["wavesurfer.js"] },
    build: {
      outDir: folder(`../../src/earnest/services/web/pages/${page}/`),
      emptyOutDir: true,
      target: "es2022",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
    },
    server: { host: "127.0.0.1" },
    preview: { host: "127.0.0.1", headers: { "content-security-policy": POLICY } },
  };
}
