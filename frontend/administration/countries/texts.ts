/** Texts of the matrix of countries. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly entries: Readonly<Record<string, string>>;
  readonly missing: string;
  readonly active: string;
  /** Clips are chosen although the matrix is not complete. */
  readonly by_owner: string;
  readonly not_active: string;
  readonly incomplete: (count: number) => string;
  readonly activate: string;
  readonly activated: (country: string) => string;
  readonly ask: (country: string) => string;
  readonly ask_text: string;
  readonly write: string;
  readonly change: string;
  readonly save: string;
  readonly saved: string;
  readonly cancel: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Countries",
    lead: "Who is called where, and what the law asks. Emergency numbers come with Earnest; the legal text is written by the privacy officer and is no advice of ours. Clips of a country are chosen only once it is declared active.",
    entries: {
      imminent_danger: "Imminent danger",
      child_protection: "Child protection",
      missing_child: "Missing child",
      duty_to_report: "Duty to report",
      right_to_report: "Right to report",
      telling_the_customer: "Telling the customer",
    },
    missing: "To be written by the privacy officer",
    active: "Active",
    by_owner: "Clips are chosen: the owner of the machine declared it",
    not_active: "Not declared active",
    incomplete: (count) => (count === 1 ? "1 entry is missing" : `${count} entries are missing`),
    activate: "Declare active",
    activated: (country) => `${country} is active.`,
    ask: (country) => `Declare ${country} active?`,
    ask_text: "From then on clips of this country can be chosen for review. It stands in the audit log, and there is no way back on this page.",
    write: "Write",
    change: "Change",
    save: "Save",
    saved: "Saved.",
    cancel: "Cancel",
  },
  de: {
    title: "Länder",
    lead: "Wer wo verständigt wird und was das Gesetz verlangt. Notrufnummern bringt Earnest mit; den rechtlichen Text schreibt der Datenschutzbeauftragte, er ist kein Rat von uns. Clips eines Landes werden erst gewählt, wenn es als aktiv erklärt ist.",
    entries: {
      imminent_danger: "Unmittelbare Gefahr",
      child_protection: "Kinderschutz",
      missing_child: "Vermisstes Kind",
      duty_to_report: "Meldepflicht",
      right_to_report: "Melderecht",
      telling_the_customer: "Was der Kunde erfährt",
    },
    missing: "Schreibt der Datenschutzbeauftragte",
    active: "Aktiv",
    by_owner: "Clips werden gewählt: vom Betreiber des Rechners erklärt",
    not_active: "Nicht als aktiv erklärt",
    incomplete: (count) => (count === 1 ? "1 Eintrag fehlt" : `${count} Einträge fehlen`),
    activate: "Als aktiv erklären",
    activated: (country) => `${country} ist aktiv.`,
    ask: (country) => `${country} als aktiv erklären?`,
    ask_text: "Von da an können Clips dieses Landes zum Prüfen gewählt werden. Es steht im Protokoll, und auf dieser Seite führt kein Weg zurück.",
    write: "Schreiben",
    change: "Ändern",
    save: "Speichern",
    saved: "Gespeichert.",
    cancel: "Abbrechen",
  },
  nl: {
    title: "Landen",
    lead: "Wie waar wordt gebeld en wat de wet vraagt. Noodnummers levert Earnest mee; de juridische tekst schrijft de privacyfunctionaris en is geen advies van ons. Fragmenten van een land worden pas gekozen als het actief is verklaard.",
    entries: {
      imminent_danger: "Onmiddellijk gevaar",
      child_protection: "Kinderbescherming",
      missing_child: "Vermist kind",
      duty_to_report: "Meldplicht",
      right_to_report: "Meldrecht",
      telling_the_customer: "Wat de klant hoort",
    },
    missing: "Te schrijven door de privacyfunctionaris",
    active: "Actief",
    by_owner: "Fragmenten worden gekozen: verklaard door de eigenaar van de computer",
    not_active: "Niet actief verklaard",
    incomplete: (count) => (count === 1 ? "1 onderdeel ontbreekt" : `${count} onderdelen ontbreken`),
    activate: "Actief verklaren",
    activated: (country) => `${country} is actief.`,
    ask: (country) => `${country} actief verklaren?`,
    ask_text: "Vanaf dan kunnen fragmenten van dit land worden gekozen. Het staat in het logboek, en op deze pagina is er geen weg terug.",
    write: "Schrijven",
    change: "Wijzigen",
    save: "Opslaan",
    saved: "Opgeslagen.",
    cancel: "Annuleren",
  },
};
