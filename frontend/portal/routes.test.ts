import { describe, expect, it } from "vitest";

import { detailOf, routeOf, routesFor } from "./routes.ts";

describe("routes", () => {
  it("begin with the inbox in a household and with the history elsewhere", () => {
    expect(routeOf("", true)).toBe("inbox");
    expect(routeOf("", false)).toBe("history");
    expect(routeOf("#/inbox", false)).toBe("history");
  });

  it("follow the address", () => {
    expect(routeOf("#/choices", false)).toBe("choices");
    expect(routeOf("#/nowhere", true)).toBe("inbox");
    expect(routesFor(false)).not.toContain("inbox");
  });

  it("name what is looked at, on a page that no link lists", () => {
    expect(routeOf("#/trace/4f1c", true)).toBe("trace");
    expect(detailOf("#/trace/4f1c")).toBe("4f1c");
    expect(detailOf("#/trace")).toBe("");
    expect(routesFor(true)).not.toContain("trace");
  });
});
