/** Texts of the duty roster. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly none: string;
  readonly uncovered: (countries: string) => string;
  readonly country: string;
  readonly officer: string;
  readonly begins: string;
  readonly ends: string;
  readonly acts: string;
  readonly remove: string;
  readonly remove_of: (name: string, country: string) => string;
  readonly removed: string;
  readonly undo: string;
  readonly add_title: string;
  readonly add: string;
  readonly added: string;
  readonly zone: (zone: string) => string;
  /** Who adds a safety officer, where there is none or one. */
  readonly no_officer: string;
  readonly only_officer: (name: string) => string;
  readonly incomplete: string;
  readonly wrong_order: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Duty roster",
    none: "The roster is empty. Put a safety officer on duty for each country in which people listen.",
    uncovered: (countries) => `No officer is on duty now for ${countries}.`,
    country: "Country",
    officer: "Safety officer",
    begins: "From",
    ends: "Until",
    acts: "What can be done",
    remove: "Remove",
    remove_of: (name, country) => `Remove ${name}, ${country}`,
    removed: "Removed from the roster.",
    undo: "Undo",
    add_title: "Put an officer on duty",
    add: "Put on duty",
    added: "Added to the roster.",
    zone: (zone) => `Times are those of ${zone}. A duty lasts at most 31 days.`,
    no_officer: "There is no active safety officer. An administrator adds one on the page People.",
    only_officer: (name) => `${name} is the only active safety officer. An administrator adds others on the page People.`,
    incomplete: "Choose an officer and give both times.",
    wrong_order: "The end is before the beginning.",
  },
  de: {
    title: "Dienstplan",
    none: "Der Dienstplan ist leer. Teilen Sie für jedes Land, in dem gehört wird, einen Sicherheitsbeauftragten ein.",
    uncovered: (countries) => `Zurzeit hat kein Sicherheitsbeauftragter Dienst für ${countries}.`,
    country: "Land",
    officer: "Sicherheitsbeauftragter",
    begins: "Von",
    ends: "Bis",
    acts: "Was möglich ist",
    remove: "Entfernen",
    remove_of: (name, country) => `${name}, ${country}, entfernen`,
    removed: "Aus dem Dienstplan entfernt.",
    undo: "Rückgängig",
    add_title: "Zum Dienst einteilen",
    add: "Einteilen",
    added: "Eingeteilt.",
    zone: (zone) => `Zeiten in ${zone}. Ein Dienst dauert höchstens 31 Tage.`,
    no_officer: "Es gibt keinen aktiven Sicherheitsbeauftragten. Ein Administrator legt auf der Seite Personen einen an.",
    only_officer: (name) => `Außer ${name} gibt es keinen aktiven Sicherheitsbeauftragten. Weitere legt ein Administrator auf der Seite Personen an.`,
    incomplete: "Bitte einen Sicherheitsbeauftragten wählen und beide Zeiten angeben.",
    wrong_order: "Das Ende liegt vor dem Anfang.",
  },
  nl: {
    title: "Dienstrooster",
    none: "Het rooster is leeg. Deel voor elk land waar wordt geluisterd een veiligheidsfunctionaris in.",
    uncovered: (countries) => `Er heeft nu geen veiligheidsfunctionaris dienst voor ${countries}.`,
    country: "Land",
    officer: "Veiligheidsfunctionaris",
    begins: "Van",
    ends: "Tot",
    acts: "Wat er kan",
    remove: "Verwijderen",
    remove_of: (name, country) => `${name}, ${country}, verwijderen`,
    removed: "Uit het rooster verwijderd.",
    undo: "Ongedaan maken",
    add_title: "Indelen voor dienst",
    add: "Indelen",
    added: "Ingedeeld.",
    zone: (zone) => `Tijden in ${zone}. Een dienst duurt hoogstens 31 dagen.`,
    no_officer: "Er is geen actieve veiligheidsfunctionaris. Een beheerder voegt er een toe op de pagina Mensen.",
    only_officer: (name) => `${name} is de enige actieve veiligheidsfunctionaris. Een beheerder voegt anderen toe op de pagina Mensen.`,
    incomplete: "Kies een veiligheidsfunctionaris en geef beide tijden.",
    wrong_order: "Het einde ligt voor het begin.",
  },
};
