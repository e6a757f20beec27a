/** How one page is built: everything hashed under /assets/, nothing inline, so that the strictest content policy holds. */
import { fileURLToPath } from "node:url";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin, UserConfig } from "vite";

import { adoptWavesurferStyles } from "./wavesurfer_styles.ts";

/** What the services send as well (services/web); trying the built page under it shows what it would refuse. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "media-src blob: 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function pageConfiguration(page: "workbench" | "portal", server: Plugin): UserConfig {
  const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  return {
    root: folder(`../${page}/`),
    base: "/",
    publicDir: false,
    cacheDir: folder(`../node_modules/.vite/${page}`),
    plugins: [svelte({ configFile: folder("../svelte.config.js") }), adoptWavesurferStyles(), server],
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
