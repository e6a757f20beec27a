/** Three invented members; password “trial”, any six digits. The name is the role: “administrator”, “safety_officer”. */
import type { Plugin } from "vite";

import { memoryServer, problem } from "./server.ts";

const PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  safety_officer: ["decide_escalations", "approve"],
  privacy_officer: ["approve", "read_audit_log"],
  well_being_officer: ["care_for_reviewers"],
};

export function administrationServer(): Plugin {
  let role: string | null = null;
  const session = (): unknown => ({ name: role, role, kind: role, permissions: PERMISSIONS[role ?? ""] ?? ["manage_staff", "manage_vendors"] });
  const people = ["Rosa", "Ada", "Jan"].map((name, place) => ({
    name,
    role: "reviewer",
    active: place < 2,
    created_at: new Date().toISOString(),
    vendor: place === 0 ? null : "North",
    site: null,
  }));
  return memoryServer("earnest:trial-administration", [
    ["GET", /^\/api\/session$/, () => (role === null ? problem(401, "not_signed_in") : { status: 200, body: session() })],
    [
      "POST",
      /^\/api\/session$/,
      (asked) => {
        if (asked.body["password"] !== "trial") return problem(401, "sign_in_refused");
        role = String(asked.body["name"]);
        return { status: 200, body: session() };
      },
    ],
    ["DELETE", /^\/api\/session$/, () => ((role = null), { status: 204 })],
    ["GET", /^\/api\/members$/, () => ({ status: 200, body: people })],
  ]);
}
