/** When the person at this page last acted, so that what a page asks by itself does not keep a session alive (AC3). */
import type { Scope } from "./scope.ts";

let actedAt: number | null = null;

/** Watch for keys, pointers and wheel from now on; a key that lies pressed down is one act. */
export function watchActs(scope: Scope, target: Window): void {
  const note = (event: Event): void => {
    // A script's own events are no person's.
    if (event.isTrusted) actedAt = Date.now();
  };
  scope.listen(target, "keydown", (event) => {
    if (!event.repeat) note(event);
  });
  scope.listen(target, "pointerdown", note);
  scope.listen(target, "wheel", note);
}

/** Whole seconds since the person last acted; null where they have not, or are not watched. */
export function secondsSinceAct(): number | null {
  // By the time of day, which goes on while the machine sleeps.
  return actedAt === null ? null : Math.max(0, Math.floor((Date.now() - actedAt) / 1_000));
}
