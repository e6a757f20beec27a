/** Texts of signing in, which are the same on every page of staff. */
import type { Language } from "../kit/language.ts";

const english = {
  name: "Name",
  password: "Password",
  code: "One-time code",
  code_help: "6 digits from your authenticator app, or a recovery code. Each works once.",
  busy: "Signing in…",
  incomplete: "Fill in name, password and code: six digits, or a recovery code of fifteen characters.",
  wrong: "Name, password or code is not right.",
  wrong_remedy: "Check all three. A code works only once: wait for the next one if you have just used it.",
  too_many: (seconds: number | null) =>
    seconds === null ? "Too many attempts. Wait a minute, then try again." : `Too many attempts. Try again in ${wait(seconds)}.`,
  ended: "Your session has ended: after 30 minutes (15 where you manage or decide) without a key or click, or 12 hours after signing in.",
  passkey: "Sign in with a passkey",
  provider: (name: string) => `Sign in with ${name}`,
  provider_code: "Your provider named you without a second factor. Give the one-time code of your authenticator app.",
  provider_code_incomplete: "Fill in the six digits of your authenticator app.",
  passkey_refused: "This passkey did not sign you in.",
  passkey_remedy: "Try it again, or use password and code. Passkeys need a name such as localhost as address of the page, not an IP address.",
};

export type SignInTexts = typeof english;

const german: SignInTexts = {
  name: "Name",
  password: "Passwort",
  code: "Einmalcode",
  code_help: "6 Ziffern aus Ihrer Authenticator-App, oder ein Wiederherstellungscode. Jeder gilt einmal.",
  busy: "Wird angemeldet…",
  incomplete: "Bitte Name, Passwort und Code ausfüllen: sechs Ziffern, oder einen Wiederherstellungscode aus fünfzehn Zeichen.",
  wrong: "Name, Passwort oder Code stimmt nicht.",
  wrong_remedy: "Bitte alle drei prüfen. Ein Code gilt nur einmal: Warten Sie auf den nächsten, wenn Sie ihn gerade benutzt haben.",
  too_many: (seconds) =>
    seconds === null
      ? "Zu viele Versuche. Bitte warten Sie eine Minute."
      : `Zu viele Versuche. Bitte versuchen Sie es in ${seconds < 90 ? `${Math.ceil(seconds)} Sekunden` : `${Math.ceil(seconds / 60)} Minuten`} noch einmal.`,
  ended: "Ihre Sitzung ist zu Ende: nach 30 Minuten ohne Taste oder Klick (15, wenn Sie verwalten oder entscheiden) oder 12 Stunden nach der Anmeldung.",
  passkey: "Mit Passkey anmelden",
  provider: (name) => `Mit ${name} anmelden`,
  provider_code: "Ihr Anbieter hat Sie ohne zweiten Faktor genannt. Bitte den Einmalcode Ihrer Authenticator-App angeben.",
  provider_code_incomplete: "Bitte die sechs Ziffern Ihrer Authenticator-App ausfüllen.",
  passkey_refused: "Mit diesem Passkey ging es nicht.",
  passkey_remedy: "Bitte noch einmal versuchen, oder Passwort und Code benutzen. Passkeys brauchen einen Namen wie localhost als Adresse der Seite, keine IP-Adresse.",
};

const dutch: SignInTexts = {
  name: "Naam",
  password: "Wachtwoord",
  code: "Eenmalige code",
  code_help: "6 cijfers uit uw authenticator-app, of een herstelcode. Elke code werkt één keer.",
  busy: "Bezig met inloggen…",
  incomplete: "Vul naam, wachtwoord en code in: zes cijfers, of een herstelcode van vijftien tekens.",
  wrong: "Naam, wachtwoord of code klopt niet.",
  wrong_remedy: "Controleer alle drie. Een code werkt maar één keer: wacht op de volgende als u hem net hebt gebruikt.",
  too_many: (seconds) =>
    seconds === null
      ? "Te veel pogingen. Wacht een minuut en probeer het dan opnieuw."
      : `Te veel pogingen. Probeer het over ${seconds < 90 ? `${Math.ceil(seconds)} seconden` : `${Math.ceil(seconds / 60)} minuten`} opnieuw.`,
  ended: "Uw sessie is afgelopen: na 30 minuten zonder toets of klik (15 als u beheert of beslist) of 12 uur na het inloggen.",
  passkey: "Inloggen met een passkey",
  provider: (name) => `Inloggen met ${name}`,
  provider_code: "Uw aanbieder noemde u zonder tweede factor. Geef de eenmalige code van uw authenticator-app.",
  provider_code_incomplete: "Vul de zes cijfers van uw authenticator-app in.",
  passkey_refused: "Met deze passkey lukte het niet.",
  passkey_remedy: "Probeer het opnieuw, of gebruik wachtwoord en code. Passkeys hebben een naam zoals localhost als adres van de pagina nodig, geen IP-adres.",
};

function wait(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

export const TEXTS: Readonly<Record<Language, SignInTexts>> = { en: english, de: german, nl: dutch };

/** Rightly the same as in English. */
export const SAME: Partial<Record<Language, readonly string[]>> = { de: ["name"] };
