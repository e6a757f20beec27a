/** Requests about the own account: how a member signs in, and where they are signed in. */
import { Fields, parseText } from "../../kit/api/fields.ts";
import { askers } from "../../kit/api/request.ts";
import type { StaffAddresses } from "../session.ts";

const { ask } = askers<StaffAddresses>();

export interface OwnPasskey {
  readonly identifier: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export interface OwnSession {
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly present: boolean;
}

export interface OwnIdentity {
  readonly provider: string;
  readonly linkedAt: Date;
}

export interface OwnAccount {
  readonly passkeys: readonly OwnPasskey[];
  readonly sessions: readonly OwnSession[];
  readonly recoveryCodesLeft: number;
  readonly identities: readonly OwnIdentity[];
  /** Providers to which no identity is linked yet. */
  readonly providers: readonly string[];
}

export async function loadOwnAccount(): Promise<OwnAccount> {
  const [account, identities] = await Promise.all([ask("GET", "/api/own-account"), ask("GET", "/api/own-account/identities")]);
  const own = new Fields(account.body);
  const linked = new Fields(identities.body);
  return {
    passkeys: own.list("passkeys", (value) => {
      const fields = new Fields(value);
      return {
        identifier: fields.text("identifier"),
        name: fields.text("name"),
        createdAt: fields.instant("created_at"),
        lastUsedAt: fields.instantOrNull("last_used_at"),
      };
    }),
    sessions: own.list("sessions", (value) => {
      const fields = new Fields(value);
      return { createdAt: fields.instant("created_at"), lastUsedAt: fields.instant("last_used_at"), present: fields.flag("present") };
    }),
    recoveryCodesLeft: own.number("recovery_codes_left"),
    identities: linked.list("identities", (value) => {
      const fields = new Fields(value);
      return { provider: fields.text("provider"), linkedAt: fields.instant("linked_at") };
    }),
    providers: linked.list("providers", parseText),
  };
}

export async function changePassword(present: string, chosen: string): Promise<void> {
  await ask("PUT", "/api/own-account/password", { present, chosen });
}

export async function makeRecoveryCodes(): Promise<readonly string[]> {
  return new Fields((await ask("POST", "/api/own-account/recovery-codes")).body).list("codes", parseText);
}

export async function removePasskey(passkey: OwnPasskey): Promise<void> {
  await ask("DELETE", `/api/own-account/passkeys/${encodeURIComponent(passkey.identifier)}`);
}

export async function endOtherSessions(): Promise<void> {
  await ask("DELETE", "/api/own-account/other-sessions");
}

export async function unlinkIdentity(identity: OwnIdentity): Promise<void> {
  await ask("DELETE", `/api/own-account/identities/${encodeURIComponent(identity.provider)}`);
}
