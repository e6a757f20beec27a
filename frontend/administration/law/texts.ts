/** Texts of the law with dates. What the law asks comes from the server in the language of the page. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly known_on: (day: string) => string;
  readonly near: string;
  readonly open: (count: number) => string;
  readonly answerable: string;
  readonly who: Readonly<Record<string, string>>;
  readonly from: (day: string) => string;
  readonly not_known: string;
  readonly shown_by: string;
  readonly no_test: string;
  readonly left: string;
  readonly source: string;
  readonly by_organisation: string;
  readonly state: string;
  readonly content: string;
  readonly write: string;
  readonly save: string;
  readonly saved: string;
  readonly cancel: string;
  readonly states: Readonly<Record<string, string>>;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Law with dates",
    lead: "What the law asks, from when, and what shows it. A test shows what the program does; it does not show that the organisation does its part. This is no legal advice: your lawyer decides.",
    known_on: (day) => `As known on ${day}.`,
    near: "Begins within half a year",
    open: (count) => (count === 1 ? "1 obligation is left to the organisation and not stated." : `${count} obligations are left to the organisation and not stated.`),
    answerable: "Who answers for the processing",
    who: { controller: "Controller", representative: "Representative", data_protection_officer: "Data protection officer" },
    from: (day) => `from ${day}`,
    not_known: "not known to be in force",
    shown_by: "Shown by",
    no_test: "No test",
    left: "Left to the organisation",
    source: "Source",
    by_organisation: "To be written by the organisation",
    state: "State",
    content: "What shows it, in your words",
    write: "Write",
    save: "Save",
    saved: "Saved; what was written before is kept.",
    cancel: "Cancel",
    states: { open: "Open", done: "Done", does_not_apply: "Does not apply" },
  },
  de: {
    title: "Recht und Fristen",
    lead: "Was das Gesetz verlangt, ab wann, und was es zeigt. Ein Test zeigt, was das Programm tut, und nicht, dass die Organisation ihren Teil tut. Das ist kein Rechtsrat: Ihre Anwältin oder Ihr Anwalt entscheidet.",
    known_on: (day) => `Stand ${day}.`,
    near: "Beginnt binnen eines halben Jahres",
    open: (count) => (count === 1 ? "1 Pflicht liegt bei der Organisation und ist nicht erklärt." : `${count} Pflichten liegen bei der Organisation und sind nicht erklärt.`),
    answerable: "Wer für die Verarbeitung einsteht",
    who: { controller: "Verantwortlicher", representative: "Vertreter", data_protection_officer: "Datenschutzbeauftragter" },
    from: (day) => `ab ${day}`,
    not_known: "nicht bekannt, dass es in Kraft ist",
    shown_by: "Gezeigt durch",
    no_test: "Kein Test",
    left: "Bei der Organisation",
    source: "Quelle",
    by_organisation: "Schreibt die Organisation",
    state: "Stand",
    content: "Was es zeigt, in Ihren Worten",
    write: "Schreiben",
    save: "Speichern",
    saved: "Gespeichert; was vorher stand, bleibt erhalten.",
    cancel: "Abbrechen",
    states: { open: "Offen", done: "Erledigt", does_not_apply: "Trifft nicht zu" },
  },
  nl: {
    title: "Recht en termijnen",
    lead: "Wat de wet vraagt, vanaf wanneer, en wat het laat zien. Een test laat zien wat het programma doet, niet dat de organisatie haar deel doet. Dit is geen juridisch advies: uw advocaat beslist.",
    known_on: (day) => `Zoals bekend op ${day}.`,
    near: "Begint binnen een half jaar",
    open: (count) => (count === 1 ? "1 verplichting ligt bij de organisatie en is niet verklaard." : `${count} verplichtingen liggen bij de organisatie en zijn niet verklaard.`),
    answerable: "Wie voor de verwerking instaat",
    who: { controller: "Verwerkingsverantwoordelijke", representative: "Vertegenwoordiger", data_protection_officer: "Functionaris voor gegevensbescherming" },
    from: (day) => `vanaf ${day}`,
    not_known: "niet bekend of het van kracht is",
    shown_by: "Getoond door",
    no_test: "Geen test",
    left: "Bij de organisatie",
    source: "Bron",
    by_organisation: "Te schrijven door de organisatie",
    state: "Stand",
    content: "Wat het laat zien, in uw woorden",
    write: "Schrijven",
    save: "Opslaan",
    saved: "Opgeslagen; wat er eerder stond blijft bewaard.",
    cancel: "Annuleren",
    states: { open: "Nog open", done: "Gedaan", does_not_apply: "Niet van toepassing" },
  },
};
