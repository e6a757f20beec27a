/** Requests about the session of a member of staff; the workbench and the administration answer the same ones. */
import { Fields, parseText } from "../kit/api/fields.ts";
import { Problem, UnexpectedAnswer } from "../kit/api/problem.ts";
import { type Method, askers } from "../kit/api/request.ts";
import type * as administration from "../administration/api/wire.ts";
import type * as workbench from "../workbench/api/wire.ts";

/** Addresses that both processes answer, so that nothing is asked here that one of them does not know. */
export type StaffAddresses = { readonly [Kind in Method]: Extract<administration.Addresses[Kind], workbench.Addresses[Kind]> };
export type Session = workbench.SessionPayload & administration.SessionPayload;

const { ask } = askers<StaffAddresses>();
const DEMANDS = ["none", "enrol", "use"] as const;

export function parseSession(value: unknown): Session {
  const fields = new Fields<Session>(value);
  const demand = DEMANDS.find((known) => known === fields.text("passkey_demand"));
  if (demand === undefined) throw new UnexpectedAnswer("passkey_demand");
  return {
    name: fields.text("name"),
    role: fields.text("role"),
    kind: fields.text("kind"),
    permissions: fields.list("permissions", parseText),
    passkey_demand: demand,
  };
}

export async function signIn(name: string, password: string, code: string): Promise<Session> {
  return parseSession((await ask("POST", "/api/session", { name, password, code })).body);
}

/** Sign in with a passkey of this address; the browser asks which. */
export async function signInWithPasskey(): Promise<Session> {
  const offered = new Fields((await ask("POST", "/api/session/passkey/options")).body).text("options");
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(offered) as PublicKeyCredentialRequestOptionsJSON);
  const credential = await navigator.credentials.get({ publicKey });
  if (!(credential instanceof PublicKeyCredential)) throw new UnexpectedAnswer("credential");
  return parseSession((await ask("POST", "/api/session/passkey", { answer: JSON.stringify(credential.toJSON()) })).body);
}

/** Who is signed in; without a session, whether one has ended in this browser. */
export async function findSession(): Promise<Session | "ended" | "signed_out"> {
  try {
    return parseSession((await ask("GET", "/api/session")).body);
  } catch (error) {
    if (error instanceof Problem && error.signedOut) return error.code === "session_ended" ? "ended" : "signed_out";
    throw error;
  }
}

/** Sign out here; the address of the provider's own page of signing out, where the session began at one. */
export async function signOut(): Promise<string | null> {
  try {
    return new Fields((await ask("POST", "/api/own-account/identities/sign-out")).body).textOr("address", null);
  } catch (error) {
    if (!(error instanceof Problem) || error.unreachable) throw error;
    // A session that has ended, or that waits for its passkey, has no provider to leave.
    await ask("DELETE", "/api/session");
    return null;
  }
}

/** Make a passkey of this address in the browser, and keep it. */
export async function addPasskey(name: string): Promise<void> {
  const offered = new Fields((await ask("POST", "/api/own-account/passkeys/options")).body).text("options");
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(offered) as PublicKeyCredentialCreationOptionsJSON);
  const credential = await navigator.credentials.create({ publicKey });
  if (!(credential instanceof PublicKeyCredential)) throw new UnexpectedAnswer("credential");
  await ask("POST", "/api/own-account/passkeys", { name, answer: JSON.stringify(credential.toJSON()) });
}
