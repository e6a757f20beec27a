/** Texts of what stands round every page of the administration. */
import type { Language } from "../kit/language.ts";
import type { GroupName, PlaceName } from "./places.ts";

interface Texts {
  readonly page: string;
  readonly close: string;
  readonly cancel: string;
  readonly language_choice: string;
  readonly tabs_label: string;
  readonly tabs: Readonly<Record<PlaceName, string>>;
  readonly groups: Readonly<Record<GroupName, string>>;
  readonly sign_out: string;
  readonly signed_in: (name: string) => string;
  readonly sign_in: { readonly title: string; readonly lead: string; readonly submit: string };
  readonly no_places: { readonly title: string; readonly text: string };
}

export const SAME: Readonly<Partial<Record<Language, readonly string[]>>> = { de: ["tabs.panel"], nl: ["tabs.panel"] };

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    page: "Administration",
    close: "Close",
    cancel: "Cancel",
    language_choice: "Language of the page",
    tabs_label: "Pages",
    groups: { oversight: "Oversight", staff: "Staff", requests: "Requests", law: "Law and evidence", own: "You" },
    tabs: { overview: "Overview", stops: "Stop", people: "People", sites: "Vendors and sites", escalations: "Escalations", duty: "Duty roster", countries: "Countries", follow_ups: "Follow-up", requests: "Requests", breaches: "Breaches", evidence: "Evidence", log: "Audit log", authority: "Authority", law: "Law", processors: "Processors", acts: "Two people", panel: "Panel", account: "Account" },
    sign_out: "Sign out",
    signed_in: (name) => `Signed in as ${name}`,
    sign_in: {
      title: "Sign in to the administration",
      lead: "For staff who manage people, decide escalations, or approve. No recording is heard and no transcript is read here.",
      submit: "Sign in",
    },
    no_places: {
      title: "Nothing here for your role",
      text: "Reviewers, adjudicators and leads work on the workbench page. Sign out here and sign in there.",
    },
  },
  de: {
    page: "Verwaltung",
    close: "Schließen",
    cancel: "Abbrechen",
    language_choice: "Sprache der Seite",
    tabs_label: "Seiten",
    groups: { oversight: "Aufsicht", staff: "Mitarbeitende", requests: "Anfragen", law: "Recht und Nachweise", own: "Sie" },
    tabs: { overview: "Überblick", stops: "Stopp", people: "Personen", sites: "Dienstleister und Standorte", escalations: "Meldungen", duty: "Dienstplan", countries: "Länder", follow_ups: "Nachsorge", requests: "Anfragen", breaches: "Datenpannen", evidence: "Nachweise", log: "Protokoll", authority: "Behörde", law: "Recht", processors: "Auftragsverarbeiter", acts: "Zwei Personen", panel: "Panel", account: "Konto" },
    sign_out: "Abmelden",
    signed_in: (name) => `Angemeldet als ${name}`,
    sign_in: {
      title: "Bei der Verwaltung anmelden",
      lead: "Für alle, die Personen verwalten, über Meldungen entscheiden oder genehmigen. Hier wird keine Aufnahme gehört und kein Text gelesen.",
      submit: "Anmelden",
    },
    no_places: {
      title: "Für Ihre Rolle gibt es hier nichts",
      text: "Geprüft und geleitet wird auf der Seite des Arbeitsplatzes. Melden Sie sich hier ab und dort an.",
    },
  },
  nl: {
    page: "Beheer",
    close: "Sluiten",
    cancel: "Annuleren",
    language_choice: "Taal van de pagina",
    tabs_label: "Pagina's",
    groups: { oversight: "Toezicht", staff: "Medewerkers", requests: "Verzoeken", law: "Recht en bewijs", own: "U" },
    tabs: { overview: "Overzicht", stops: "Stoppen", people: "Mensen", sites: "Leveranciers en locaties", escalations: "Meldingen", duty: "Dienstrooster", countries: "Landen", follow_ups: "Nazorg", requests: "Verzoeken", breaches: "Datalekken", evidence: "Bewijs", log: "Logboek", authority: "Toezichthouder", law: "Recht en termijnen", processors: "Verwerkers", acts: "Twee mensen", panel: "Panel", account: "Mijn account" },
    sign_out: "Uitloggen",
    signed_in: (name) => `Ingelogd als ${name}`,
    sign_in: {
      title: "Inloggen bij het beheer",
      lead: "Voor wie mensen beheert, over meldingen beslist of goedkeurt. Hier wordt geen opname beluisterd en geen tekst gelezen.",
      submit: "Inloggen",
    },
    no_places: {
      title: "Voor uw rol is hier niets",
      text: "Beoordelaars en leiders werken op de pagina van de werkplek. Log hier uit en daar in.",
    },
  },
};
