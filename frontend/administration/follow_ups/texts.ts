/** Texts of the follow-up of reviewers. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly none: string;
  readonly reviewer: string;
  /** Of an account that is there no more. */
  readonly former: string;
  readonly raised: string;
  readonly contact: string;
  readonly paid: string;
  readonly contacted: (moment: string) => string;
  readonly until: (moment: string) => string;
  readonly late: string;
  readonly minutes: (count: number) => string;
  readonly note: string;
  readonly noted: (name: string) => string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Follow-up",
    lead: "Whoever escalated something is contacted by a person within 24 hours and gets paid time. What was heard is not shown here, and nothing of this counts against them.",
    none: "No reviewer has escalated anything.",
    reviewer: "Reviewer",
    former: "A former reviewer",
    raised: "Reported",
    contact: "Contact",
    paid: "Paid minutes",
    contacted: (moment) => `Contacted ${moment}`,
    until: (moment) => `Until ${moment}`,
    late: "Overdue",
    minutes: (count) => `${count} min`,
    note: "I have contacted them",
    noted: (name) => `Noted for ${name}.`,
  },
  de: {
    title: "Nachsorge",
    lead: "Wer etwas gemeldet hat, wird innerhalb von 24 Stunden von einem Menschen angesprochen und bekommt bezahlte Zeit. Was zu hören war, steht hier nicht, und nichts davon zählt gegen die Person.",
    none: "Es wurde nichts gemeldet.",
    reviewer: "Wer gemeldet hat",
    former: "Kein Konto mehr",
    raised: "Gemeldet",
    contact: "Gespräch",
    paid: "Bezahlte Minuten",
    contacted: (moment) => `Gesprochen ${moment}`,
    until: (moment) => `Bis ${moment}`,
    late: "Überfällig",
    minutes: (count) => `${count} Min.`,
    note: "Gespräch geführt",
    noted: (name) => `Für ${name} vermerkt.`,
  },
  nl: {
    title: "Nazorg",
    lead: "Wie iets meldde wordt binnen 24 uur door een mens benaderd en krijgt betaalde tijd. Wat te horen was staat hier niet, en niets hiervan telt tegen de persoon.",
    none: "Geen beoordelaar heeft iets gemeld.",
    reviewer: "Beoordelaar",
    former: "Geen account meer",
    raised: "Gemeld",
    contact: "Gesprek",
    paid: "Betaalde minuten",
    contacted: (moment) => `Gesproken ${moment}`,
    until: (moment) => `Tot ${moment}`,
    late: "Te laat",
    minutes: (count) => `${count} min.`,
    note: "Gesprek gevoerd",
    noted: (name) => `Genoteerd voor ${name}.`,
  },
};
