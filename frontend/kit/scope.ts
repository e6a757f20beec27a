/** One owner for every resource: what is registered here ends when the scope is disposed, once and in reverse order. */

type Cleanup = () => void;

export class Scope {
  readonly #cleanups = new Set<Cleanup>();
  readonly #abort = new AbortController();
  #disposed = false;

  /** Aborted when the scope ends; give it to requests. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  /** How much this scope owns at the moment. */
  get size(): number {
    return this.#cleanups.size;
  }

  /** Run `cleanup` at the end; at once where the end has passed, so that nothing leaks past it. */
  add(cleanup: Cleanup): void {
    if (this.#disposed) cleanup();
    else this.#cleanups.add(cleanup);
  }

  /** A scope that ends with this one at the latest; this one forgets it when it ends earlier. */
  child(): Scope {
    const child = new Scope();
    const end = (): void => child.dispose();
    this.add(end);
    child.add(() => this.#cleanups.delete(end));
    return child;
  }

  listen<Name extends keyof WindowEventMap>(target: Window, name: Name, handle: (event: WindowEventMap[Name]) => void): void;
  listen<Name extends keyof DocumentEventMap>(target: Document, name: Name, handle: (event: DocumentEventMap[Name]) => void): void;
  listen<Name extends keyof HTMLMediaElementEventMap>(
    target: HTMLMediaElement,
    name: Name,
    handle: (event: HTMLMediaElementEventMap[Name]) => void,
  ): void;
  listen(target: EventTarget, name: string, handle: (event: Event) => void): void;
  listen(target: EventTarget, name: string, handle: (event: never) => void): void {
    if (this.#disposed) return;
    target.addEventListener(name, handle as (event: Event) => void, { signal: this.#abort.signal });
  }

  /** Run `action` once after `milliseconds`; the returned function cancels it. */
  after(milliseconds: number, action: () => void): Cleanup {
    if (this.#disposed) return () => undefined;
    const timer = setTimeout(() => {
      this.#cleanups.delete(cancel);
      action();
    }, milliseconds);
    const cancel = (): void => {
      this.#cleanups.delete(cancel);
      clearTimeout(timer);
    };
    this.add(cancel);
    return cancel;
  }

  /** Run `action` every `milliseconds` until cancelled or disposed. */
  every(milliseconds: number, action: () => void): Cleanup {
    if (this.#disposed) return () => undefined;
    const timer = setInterval(action, milliseconds);
    const cancel = (): void => {
      this.#cleanups.delete(cancel);
      clearInterval(timer);
    };
    this.add(cancel);
    return cancel;
  }

  /** Run `action` before each repaint until cancelled or disposed. */
  eachFrame(action: () => void): Cleanup {
    let running = !this.#disposed;
    let frame = 0;
    const step = (): void => {
      if (!running) return;
      action();
      frame = requestAnimationFrame(step);
    };
    if (running) frame = requestAnimationFrame(step);
    const cancel = (): void => {
      running = false;
      this.#cleanups.delete(cancel);
      cancelAnimationFrame(frame);
    };
    this.add(cancel);
    return cancel;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#abort.abort();
    const cleanups = [...this.#cleanups].reverse();
    this.#cleanups.clear();
    for (const cleanup of cleanups) cleanup();
  }
}
