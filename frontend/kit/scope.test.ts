import { describe, expect, it, vi } from "vitest";

import { Scope } from "./scope.ts";

describe("Scope", () => {
  it("ends what it owns in reverse order, once", () => {
    const scope = new Scope();
    const ended: string[] = [];
    scope.add(() => ended.push("first"));
    scope.add(() => ended.push("second"));
    scope.dispose();
    scope.dispose();
    expect(ended).toEqual(["second", "first"]);
  });

  it("ends at once what comes too late", () => {
    const scope = new Scope();
    scope.dispose();
    const cleanup = vi.fn();
    scope.add(cleanup);
    expect(cleanup).toHaveBeenCalledOnce();
  });

  it("hears nothing after the end", () => {
    const scope = new Scope();
    const target = new EventTarget();
    const heard = vi.fn();
    scope.listen(target, "knock", heard);
    target.dispatchEvent(new Event("knock"));
    scope.dispose();
    target.dispatchEvent(new Event("knock"));
    expect(heard).toHaveBeenCalledOnce();
  });

  it("takes its children and its timers with it", () => {
    vi.useFakeTimers();
    const scope = new Scope();
    const child = scope.child();
    const ticked = vi.fn();
    child.every(10, ticked);
    child.after(15, ticked);
    vi.advanceTimersByTime(10);
    scope.dispose();
    vi.advanceTimersByTime(100);
    vi.useRealTimers();
    expect(ticked).toHaveBeenCalledOnce();
    expect(child.signal.aborted).toBe(true);
  });
});
