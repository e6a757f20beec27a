/** Single sign-on in the browser: the way to a provider, and what it sends back in the address of the page. */
import { Fields, parseText } from "../kit/api/fields.ts";
import { Problem } from "../kit/api/problem.ts";
import { askers } from "../kit/api/request.ts";
import { type Session, type StaffAddresses, findSession, parseSession } from "./session.ts";

const { ask } = askers<StaffAddresses>();

/** Who is there when the page is loaded, and what came of a provider's answer. */
export interface Entry {
  readonly session: Session | null;
  /** A session has ended in this browser. */
  readonly ended: boolean;
  /** A provider named the member without a second factor: our own code is still to come. */
  readonly codeWanted: boolean;
  /** An identity was linked to who is signed in. */
  readonly linked: boolean;
  /** Why the provider's answer opened nothing. */
  readonly problem: Problem | null;
}

const NOTHING: Entry = { session: null, ended: false, codeWanted: false, linked: false, problem: null };

/** Find who is signed in; first use what a provider put into the address, which does not stay there. */
export async function enterPage(): Promise<Entry> {
  const sent = takeAnswer();
  const came = sent === null ? NOTHING : await sendAnswer(sent);
  if (came.session !== null || came.codeWanted) return came;
  const found = await findSession();
  return typeof found === "object" ? { ...came, session: found } : { ...came, ended: found === "ended" };
}

export async function loadProviders(): Promise<readonly string[]> {
  return new Fields((await ask("GET", "/api/session/single-sign-on")).body).list("providers", parseText);
}

/** Leave for a provider; the page ends here. */
export async function goToProvider(provider: string): Promise<void> {
  leaveFor(new Fields((await ask("POST", "/api/session/single-sign-on/address", { provider })).body).text("address"));
}

/** Leave for a provider to link an identity to who is signed in. */
export async function linkIdentity(provider: string): Promise<void> {
  leaveFor(new Fields((await ask("POST", "/api/own-account/identities", { provider })).body).text("address"));
}

/** Give our own code, where the provider stated no second factor. */
export async function sendCode(code: string): Promise<Session> {
  return parseSession((await ask("POST", "/api/session/single-sign-on/code", { code })).body);
}

export function leaveFor(address: string): void {
  window.location.assign(address);
}

interface ProviderAnswer {
  readonly state: string;
  readonly code?: string;
  readonly error?: string;
  readonly iss?: string;
}

function takeAnswer(): ProviderAnswer | null {
  const query = new URLSearchParams(window.location.search);
  const state = query.get("state");
  if (state === null || state === "") return null;
  // Neither the address bar nor the history keeps the code.
  window.history.replaceState(null, "", window.location.pathname);
  const named = (["code", "error", "iss"] as const).map((name) => [name, query.get(name)] as const).filter(([, value]) => value !== null && value !== "");
  return { state, ...Object.fromEntries(named) };
}

async function sendAnswer(sent: ProviderAnswer): Promise<Entry> {
  try {
    const came = new Fields((await ask("POST", "/api/session/single-sign-on", sent)).body);
    const session = came.recordOrNull("session", (fields) => parseSession(fields.whole));
    return { ...NOTHING, session, codeWanted: session === null, linked: came.flag("linked") };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ...NOTHING, problem: error };
  }
}
