/** One invented household; password “trial”. */
import type { Plugin } from "vite";

import { memoryServer } from "./server.ts";

export function portalServer(): Plugin {
  return memoryServer("earnest:trial-portal", []);
}
