/** What went wrong, in the reader's language, by the stable code that every service sends. */
import type { Problem } from "../api/problem.ts";
import type { Language } from "../language.ts";

/** One text for each code: what happened and what helps. */
export type ProblemTexts = Readonly<Record<string, string>>;

/** Codes that every page meets. */
export const COMMON_PROBLEMS: Readonly<Record<Language, ProblemTexts>> = {
  en: {
    unreachable: "The server does not answer. Check the connection; the page tries again by itself.",
    timed_out: "The server took too long to answer. Try again; what you wrote is still here.",
    unexpected_answer: "The server's answer could not be read. Reload the page; the server may be of another version.",
    not_signed_in: "You are not signed in. Sign in and try again.",
    session_ended: "Your session has ended. Sign in and go on.",
    sign_in_refused: "Something of what you typed is not right. Check it and try again.",
    too_many_attempts: "There were too many attempts. Wait a minute and try again.",
    permission_missing: "Your role does not allow this. Ask an administrator for an account that does.",
    body_too_large: "This is too long for the server. Send less.",
    forged_request: "The server refused a request that did not come from its own page. Reload the page.",
    unknown_host: "The server does not know itself by this address. Use the address that the start printed.",
    invalid_input: "The server could not read this. Check what you typed.",
    not_allowed: "This is not allowed.",
    not_found: "This is not there any more.",
    conflict: "Something has changed meanwhile. Reload the page and try again.",
    unavailable: "The server cannot do this at the moment. Try again.",
    database_unavailable: "The server's database does not answer. Try again in a moment.",
    database_busy: "The server is busy. Nothing was changed; try again in a moment.",
  },
  de: {
    unreachable: "Der Server antwortet nicht. Bitte die Verbindung prüfen; die Seite versucht es von selbst wieder.",
    timed_out: "Der Server hat zu lange nicht geantwortet. Bitte noch einmal versuchen; was Sie geschrieben haben, ist noch da.",
    unexpected_answer: "Die Antwort des Servers war nicht lesbar. Bitte die Seite neu laden; der Server hat vielleicht eine andere Version.",
    not_signed_in: "Sie sind nicht angemeldet. Bitte anmelden und noch einmal versuchen.",
    session_ended: "Ihre Sitzung ist zu Ende. Bitte anmelden und weitermachen.",
    sign_in_refused: "Etwas an den Angaben stimmt nicht. Bitte prüfen und noch einmal versuchen.",
    too_many_attempts: "Es waren zu viele Versuche. Bitte eine Minute warten und noch einmal versuchen.",
    permission_missing: "Ihre Rolle erlaubt das nicht. Bitten Sie die Verwaltung um ein Konto, das es darf.",
    body_too_large: "Das ist zu lang für den Server. Bitte weniger senden.",
    forged_request: "Der Server hat eine Anfrage abgelehnt, die nicht von seiner eigenen Seite kam. Bitte die Seite neu laden.",
    unknown_host: "Unter dieser Adresse kennt sich der Server nicht. Bitte die Adresse benutzen, die beim Start ausgegeben wurde.",
    invalid_input: "Das konnte der Server nicht lesen. Bitte die Eingabe prüfen.",
    not_allowed: "Das ist nicht erlaubt.",
    not_found: "Das gibt es nicht mehr.",
    conflict: "Inzwischen hat sich etwas geändert. Bitte die Seite neu laden und noch einmal versuchen.",
    unavailable: "Das kann der Server gerade nicht. Bitte noch einmal versuchen.",
    database_unavailable: "Die Datenbank des Servers antwortet nicht. Bitte gleich noch einmal versuchen.",
    database_busy: "Der Server ist beschäftigt. Es wurde nichts geändert; bitte gleich noch einmal versuchen.",
  },
  nl: {
    unreachable: "De server antwoordt niet. Controleer de verbinding; de pagina probeert het vanzelf opnieuw.",
    timed_out: "De server deed er te lang over. Probeer het opnieuw; wat u hebt geschreven staat er nog.",
    unexpected_answer: "Het antwoord van de server was niet leesbaar. Laad de pagina opnieuw; de server heeft misschien een andere versie.",
    not_signed_in: "U bent niet ingelogd. Log in en probeer het opnieuw.",
    session_ended: "Uw sessie is afgelopen. Log in en ga verder.",
    sign_in_refused: "Iets van wat u hebt ingevuld klopt niet. Controleer het en probeer het opnieuw.",
    too_many_attempts: "Er waren te veel pogingen. Wacht een minuut en probeer het opnieuw.",
    permission_missing: "Uw rol staat dit niet toe. Vraag een beheerder om een account dat het mag.",
    body_too_large: "Dit is te lang voor de server. Stuur minder.",
    forged_request: "De server weigerde een verzoek dat niet van zijn eigen pagina kwam. Laad de pagina opnieuw.",
    unknown_host: "De server kent zichzelf niet onder dit adres. Gebruik het adres dat bij het starten is getoond.",
    invalid_input: "De server kon dit niet lezen. Controleer wat u hebt ingevuld.",
    not_allowed: "Dit is niet toegestaan.",
    not_found: "Dit is er niet meer.",
    conflict: "Er is intussen iets veranderd. Laad de pagina opnieuw en probeer het nog eens.",
    unavailable: "De server kan dit nu niet. Probeer het opnieuw.",
    database_unavailable: "De database van de server antwoordt niet. Probeer het zo nog eens.",
    database_busy: "De server is bezig. Er is niets veranderd; probeer het zo nog eens.",
  },
};

const OTHER: Readonly<Record<Language, (code: string) => string>> = {
  en: (code) => `The server could not do this (${code}). Try again, and tell whoever runs it if it stays so.`,
  de: (code) => `Das konnte der Server nicht (${code}). Bitte noch einmal versuchen; bleibt es so, sagen Sie es denen, die ihn betreiben.`,
  nl: (code) => `De server kon dit niet (${code}). Probeer het opnieuw en meld het aan wie hem beheert als het zo blijft.`,
};

/** @param own texts for codes that only this page meets; they go before the common ones. */
export function explain(problem: Problem, language: Language, own: ProblemTexts = {}): string {
  return own[problem.code] ?? COMMON_PROBLEMS[language][problem.code] ?? OTHER[language](problem.code);
}
