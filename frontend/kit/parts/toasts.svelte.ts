/** Short messages that come and go; read aloud by screen readers. */
import type { Scope } from "../scope.ts";

export interface Toast {
  readonly number: number;
  readonly text: string;
  readonly tone: "plain" | "warning" | "error";
  readonly undo: { readonly label: string; readonly act: () => void } | null;
}

const SHOWN_MILLISECONDS = 6000;
const SHOWN_LONGER_MILLISECONDS = 10000;

export class Toasts {
  shown = $state<readonly Toast[]>([]);
  #next = 1;
  readonly #scope: Scope;

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  show(text: string, tone: Toast["tone"] = "plain", undo: Toast["undo"] = null): void {
    const number = this.#next;
    this.#next += 1;
    this.shown = [...this.shown.filter((toast) => toast.text !== text), { number, text, tone, undo }].slice(-3);
    this.#scope.after(tone === "plain" && undo === null ? SHOWN_MILLISECONDS : SHOWN_LONGER_MILLISECONDS, () => this.close(number));
  }

  close(number: number): void {
    this.shown = this.shown.filter((toast) => toast.number !== number);
  }
}
