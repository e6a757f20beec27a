import { defineConfig } from "vite";

import { pageConfiguration } from "./build/page.ts";
import { portalServer } from "./dev/portal_server.ts";

export default defineConfig(pageConfiguration("portal", portalServer()));
