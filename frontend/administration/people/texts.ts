/** Texts of the page of people. */
import type { Language } from "../../kit/language.ts";

/** What each role is called; everywhere in the administration. */
export const ROLES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    reviewer: "Reviewer",
    adjudicator: "Adjudicator",
    lead: "Lead",
    well_being_officer: "Well-being officer",
    safety_officer: "Safety officer",
    privacy_officer: "Privacy officer",
    auditor: "Auditor",
    engineer: "Engineer",
    vendor_administrator: "Vendor's administrator",
    administrator: "Administrator",
  },
  de: {
    reviewer: "Prüfer",
    adjudicator: "Schlichter",
    lead: "Leitung",
    well_being_officer: "Beauftragter für Wohlergehen",
    safety_officer: "Sicherheitsbeauftragter",
    privacy_officer: "Datenschutzbeauftragter",
    auditor: "Protokollprüfer",
    engineer: "Entwickler",
    vendor_administrator: "Verwalter des Dienstleisters",
    administrator: "Administrator",
  },
  nl: {
    reviewer: "Beoordelaar",
    adjudicator: "Scheidsrechter",
    lead: "Leider",
    well_being_officer: "Functionaris welzijn",
    safety_officer: "Veiligheidsfunctionaris",
    privacy_officer: "Privacyfunctionaris",
    auditor: "Logboekcontroleur",
    engineer: "Ontwikkelaar",
    vendor_administrator: "Beheerder van de leverancier",
    administrator: "Beheerder",
  },
};

interface Texts {
  readonly title: string;
  readonly search: string;
  readonly none: string;
  readonly none_found: string;
  readonly name: string;
  readonly role: string;
  readonly vendor: string;
  readonly site: string;
  readonly state: string;
  readonly active: string;
  readonly disabled: string;
  readonly ours: string;
  readonly no_site: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "People",
    search: "Search by name",
    none: "There are no accounts yet.",
    none_found: "No account fits. Change the search or the filters.",
    name: "Name",
    role: "Role",
    vendor: "Vendor",
    site: "Site",
    state: "State",
    active: "Active",
    disabled: "Disabled",
    ours: "Ours",
    no_site: "None",
  },
  de: {
    title: "Personen",
    search: "Nach Namen suchen",
    none: "Es gibt noch keine Konten.",
    none_found: "Kein Konto passt. Bitte Suche oder Filter ändern.",
    name: "Name",
    role: "Rolle",
    vendor: "Dienstleister",
    site: "Standort",
    state: "Zustand",
    active: "Aktiv",
    disabled: "Gesperrt",
    ours: "Eigene",
    no_site: "Keiner",
  },
  nl: {
    title: "Mensen",
    search: "Zoeken op naam",
    none: "Er zijn nog geen accounts.",
    none_found: "Geen account past. Verander de zoekterm of de filters.",
    name: "Naam",
    role: "Rol",
    vendor: "Leverancier",
    site: "Locatie",
    state: "Toestand",
    active: "Actief",
    disabled: "Geblokkeerd",
    ours: "Eigen",
    no_site: "Geen",
  },
};

export const SAME: Partial<Record<Language, readonly string[]>> = { de: ["name"] };
