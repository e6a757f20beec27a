/** Texts of the list of processors. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly none: string;
  readonly name: string;
  readonly country: string;
  readonly service: string;
  readonly does: string;
  readonly transfer: string;
  readonly reference: string;
  readonly since: string;
  readonly acts: string;
  readonly ended: (day: string) => string;
  readonly end: string;
  readonly was_ended: string;
  readonly ask: (name: string) => string;
  readonly ask_text: string;
  readonly employers: string;
  readonly no_employers: string;
  readonly no_sites: string;
  readonly add_title: string;
  readonly add: string;
  readonly added: string;
  readonly services: Readonly<Record<string, string>>;
  readonly transfers: Readonly<Record<string, string>>;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Processors and countries",
    lead: "Customers read this list in their portal, and it is part of the public report and of the evidence pack. The administrator keeps it; an entry ends and is not rewritten. Employers of reviewers come from the vendors and sites themselves.",
    none: "No processor is entered. If no other company handles data, leave it so.",
    name: "Company",
    country: "Country",
    service: "Service",
    does: "What it does, for customers",
    transfer: "Transfer rests on",
    reference: "Contract or decision",
    since: "Since",
    acts: "Actions",
    ended: (day) => `ended ${day}`,
    end: "End",
    was_ended: "Ended; customers no longer see it.",
    ask: (name) => `End ${name}?`,
    ask_text: "Customers no longer see it. Here it stays, with the day on which it ended.",
    employers: "Employers of reviewers",
    no_employers: "No vendor: only own people review.",
    no_sites: "without a site",
    add_title: "Add a processor",
    add: "Add",
    added: "Added; customers see it from now on.",
    services: { hosting: "Hosting", storage: "Storage", keys: "Keys", review: "Review", support: "Support", other: "Other" },
    transfers: { none: "Nothing leaves the EEA", adequacy: "Adequacy decision", standard_clauses: "Standard contractual clauses", binding_rules: "Binding corporate rules", derogation: "Derogation (Art. 49)" },
  },
  de: {
    title: "Auftragsverarbeiter und Länder",
    lead: "Kunden lesen diese Liste in ihrem Portal, und sie gehört zum öffentlichen Bericht und zur Nachweismappe. Der Administrator führt sie; ein Eintrag endet und wird nicht umgeschrieben. Arbeitgeber von Prüfern kommen aus den Dienstleistern und Standorten selbst.",
    none: "Kein Auftragsverarbeiter ist eingetragen. Geht sonst niemand mit Daten um, bleibt es so.",
    name: "Firma",
    country: "Land",
    service: "Dienst",
    does: "Was sie tut, für Kunden",
    transfer: "Übermittlung beruht auf",
    reference: "Vertrag oder Beschluss",
    since: "Seit",
    acts: "Aktionen",
    ended: (day) => `beendet ${day}`,
    end: "Beenden",
    was_ended: "Beendet; Kunden sehen es nicht mehr.",
    ask: (name) => `${name} beenden?`,
    ask_text: "Kunden sehen es nicht mehr. Hier bleibt es mit seinem Ende.",
    employers: "Arbeitgeber von Prüfern",
    no_employers: "Kein Dienstleister: nur eigene Leute prüfen.",
    no_sites: "ohne Standort",
    add_title: "Auftragsverarbeiter eintragen",
    add: "Eintragen",
    added: "Eingetragen; Kunden sehen es ab jetzt.",
    services: { hosting: "Betrieb", storage: "Speicher", keys: "Schlüssel", review: "Prüfung", support: "Unterstützung", other: "Anderes" },
    transfers: { none: "Nichts verlässt den EWR", adequacy: "Angemessenheitsbeschluss", standard_clauses: "Standardvertragsklauseln", binding_rules: "Verbindliche interne Vorschriften", derogation: "Ausnahme (Art. 49)" },
  },
  nl: {
    title: "Verwerkers en landen",
    lead: "Klanten lezen deze lijst in hun portaal, en ze hoort bij het openbare rapport en de bewijsmap. De beheerder houdt haar bij; een ingave eindigt en wordt niet herschreven. Werkgevers van beoordelaars komen uit de leveranciers en locaties zelf.",
    none: "Er is geen verwerker ingevoerd. Gaat verder niemand met gegevens om, laat het dan zo.",
    name: "Bedrijf",
    country: "Land",
    service: "Dienst",
    does: "Wat het doet, voor klanten",
    transfer: "Doorgifte berust op",
    reference: "Contract of besluit",
    since: "Sinds",
    acts: "Acties",
    ended: (day) => `beëindigd ${day}`,
    end: "Beëindigen",
    was_ended: "Beëindigd; klanten zien het niet meer.",
    ask: (name) => `${name} beëindigen?`,
    ask_text: "Klanten zien het niet meer. Hier blijft het met zijn einde staan.",
    employers: "Werkgevers van beoordelaars",
    no_employers: "Geen leverancier: alleen eigen mensen beoordelen.",
    no_sites: "zonder locatie",
    add_title: "Verwerker invoeren",
    add: "Invoeren",
    added: "Ingevoerd; klanten zien het vanaf nu.",
    services: { hosting: "Beheer van servers", storage: "Opslag", keys: "Sleutels", review: "Beoordeling", support: "Ondersteuning", other: "Overig" },
    transfers: { none: "Niets verlaat de EER", adequacy: "Adequaatheidsbesluit", standard_clauses: "Modelcontractbepalingen", binding_rules: "Bindende bedrijfsvoorschriften", derogation: "Afwijking (art. 49)" },
  },
};
