import { defineConfig } from "vite";

import { pageConfiguration } from "./build/page.ts";
import { workbenchServer } from "./dev/workbench_server.ts";

export default defineConfig(pageConfiguration("workbench", workbenchServer()));
