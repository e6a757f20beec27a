/** What the server refuses about a member's own account and place of work, by its stable codes, in the reader's language. */
import type { Language } from "../kit/language.ts";
import type { ProblemTexts } from "../kit/texts/problems.ts";

export const PROBLEMS: Readonly<Record<Language, ProblemTexts>> = {
  en: {
    password_too_short: "This password is too short. Use at least 8 characters; 15 or more are better.",
    password_common: "This password is one that attackers try first. Choose another, such as four words that have nothing to do with each other.",
    passkey_refused: "This passkey was not accepted. Try it again, or sign in with password and code.",
    passkey_unknown: "You have no such passkey any more.",
    sign_in_too_old: "This needs a sign-in of the last ten minutes. Sign out, sign in, and try again.",
    place_refused: "Clips are not given here, or not at this time. Work from your site and within its hours.",
    place_changed: "Your network changed during the shift, so the session has ended. Sign in again where you may work.",
    attestation_missing: "Declare first where you work.",
  },
  de: {
    password_too_short: "Dieses Passwort ist zu kurz. Nötig sind mindestens 8 Zeichen; 15 oder mehr sind besser.",
    password_common: "Dieses Passwort probieren Angreifer zuerst. Bitte ein anderes wählen, etwa vier Wörter, die nichts miteinander zu tun haben.",
    passkey_refused: "Dieser Passkey wurde nicht angenommen. Bitte noch einmal versuchen, oder mit Passwort und Code anmelden.",
    passkey_unknown: "Diesen Passkey haben Sie nicht mehr.",
    sign_in_too_old: "Dafür braucht es eine Anmeldung der letzten zehn Minuten. Bitte ab- und wieder anmelden und noch einmal versuchen.",
    place_refused: "Hier oder um diese Zeit gibt es keine Clips. Arbeiten Sie an Ihrem Standort und in dessen Zeiten.",
    place_changed: "Ihr Netz hat während der Schicht gewechselt, darum ist die Sitzung zu Ende. Bitte dort anmelden, wo Sie arbeiten dürfen.",
    attestation_missing: "Bitte zuerst angeben, wo Sie arbeiten.",
  },
  nl: {
    password_too_short: "Dit wachtwoord is te kort. Gebruik minstens 8 tekens; 15 of meer is beter.",
    password_common: "Dit wachtwoord proberen aanvallers het eerst. Kies een ander, bijvoorbeeld vier woorden die niets met elkaar te maken hebben.",
    passkey_refused: "Deze passkey is niet aanvaard. Probeer het opnieuw, of log in met wachtwoord en code.",
    passkey_unknown: "Deze passkey hebt u niet meer.",
    sign_in_too_old: "Hiervoor moet u in de laatste tien minuten hebben ingelogd. Log uit, log in en probeer het opnieuw.",
    place_refused: "Hier of op dit tijdstip zijn er geen fragmenten. Werk op uw locatie en binnen de tijden daarvan.",
    place_changed: "Uw netwerk is tijdens de dienst veranderd, dus de sessie is afgelopen. Log in waar u mag werken.",
    attestation_missing: "Geef eerst aan waar u werkt.",
  },
};
