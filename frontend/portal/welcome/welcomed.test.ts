import { describe, expect, it } from "vitest";

import { wasWelcomed, welcomedCookie } from "./welcomed.ts";

describe("the welcome", () => {
  it("is over for the login that ended it, and for no other", () => {
    const cookies = `earnest_language=de; ${welcomedCookie("owner; x", true).split("; ")[0] ?? ""}`;
    expect(wasWelcomed(cookies, "owner; x")).toBe(true);
    expect(wasWelcomed(cookies, "owner")).toBe(false);
    expect(wasWelcomed("", "owner")).toBe(false);
  });
});
