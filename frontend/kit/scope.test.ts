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

  it("forgets what has ended by itself, so that a long shift does not fill the memory", () => {
    vi.useFakeTimers();
    const scope = new Scope();
    for (let clip = 0; clip < 1000; clip += 1) {
      const child = scope.child();
      child.every(10, () => undefined);
      child.dispose();
      scope.after(1, () => undefined);
    }
    vi.advanceTimersByTime(5);
    vi.useRealTimers();
    expect(scope.size).toBe(0);
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
