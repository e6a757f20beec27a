import { defineConfig } from "vite";

import { pageConfiguration } from "./build/page.ts";
import { administrationServer } from "./dev/administration_server.ts";

export default defineConfig(pageConfiguration("administration", administrationServer()));
