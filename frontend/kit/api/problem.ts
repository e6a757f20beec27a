/** What can go wrong on the way to the server. No problem carries an address or content. */

export class Problem extends Error {
  constructor(
    /** HTTP status; 0 where no answer came. */
    readonly status: number,
    readonly code: string,
    message: string,
    readonly remedy: string,
    /** How long to wait where too much was asked; seconds. */
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
    this.name = "Problem";
  }

  get unreachable(): boolean {
    return this.status === 0;
  }

  /** The server is there and works, but too slowly; the same request may be sent again. */
  get timedOut(): boolean {
    return this.code === "timed_out";
  }

  get signedOut(): boolean {
    return this.status === 401;
  }

  /** The request came without a session that holds; a refused sign-in is something else. */
  get withoutSession(): boolean {
    return this.signedOut && (this.code === "session_ended" || this.code === "not_signed_in");
  }
}

/** The server's answer is not what the interface promises. */
export class UnexpectedAnswer extends Problem {
  constructor(field: string) {
    super(0, "unexpected_answer", `The server's answer lacks “${field}”.`, "Reload the page; the server may be of another version.");
    this.name = "UnexpectedAnswer";
  }
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
