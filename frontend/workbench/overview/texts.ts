/** Texts of the lead's overview. */
import type { Language } from "../../kit/language.ts";

const en = {
  title: "What waits",
  lead: "Clips by language and age, and what waits for you. Nothing here is of one person, and nothing is ranked.",
  none: "No clip waits.",
  columns: { language: "Language", review: "For review", older: "Older than a week", oldest: "Oldest from", second: "For a second review", adjudication: "For a decision" },
  languages: { en: "English", de: "German", nl: "Dutch" } as Record<string, string>,
  open: "For you",
  counts: {
    alerts: (count: number) => `Alerts without a decision: ${count.toString()}`,
    reports: (count: number) => `Reports without a decision: ${count.toString()}`,
    notes: (count: number) => `Notes without an answer: ${count.toString()}`,
    attempts: (count: number) => `Tests that were not passed, for your decision: ${count.toString()}`,
  },
};

const de: typeof en = {
  title: "Was wartet",
  lead: "Clips nach Sprache und Alter, und was auf Sie wartet. Nichts hier betrifft eine einzelne Person, und nichts ist eine Rangliste.",
  none: "Kein Clip wartet.",
  columns: { language: "Sprache", review: "Zum Bearbeiten", older: "Älter als eine Woche", oldest: "Ältester vom", second: "Für eine zweite Bearbeitung", adjudication: "Zur Entscheidung" },
  languages: { en: "Englisch", de: "Deutsch", nl: "Niederländisch" },
  open: "Für Sie",
  counts: {
    alerts: (count) => `Hinweise ohne Entscheidung: ${count.toString()}`,
    reports: (count) => `Meldungen ohne Entscheidung: ${count.toString()}`,
    notes: (count) => `Notizen ohne Antwort: ${count.toString()}`,
    attempts: (count) => `Nicht bestandene Prüfungen, zu Ihrer Entscheidung: ${count.toString()}`,
  },
};

const nl: typeof en = {
  title: "Wat er wacht",
  lead: "Fragmenten naar taal en ouderdom, en wat op u wacht. Niets hier gaat over één persoon, en niets is een ranglijst.",
  none: "Er wacht geen fragment.",
  columns: { language: "Taal", review: "Te beoordelen", older: "Ouder dan een week", oldest: "Oudste van", second: "Voor een tweede beoordeling", adjudication: "Voor een beslissing" },
  languages: { en: "Engels", de: "Duits", nl: "Nederlands" },
  open: "Voor u",
  counts: {
    alerts: (count) => `Signalen zonder beslissing: ${count.toString()}`,
    reports: (count) => `Meldingen zonder beslissing: ${count.toString()}`,
    notes: (count) => `Notities zonder antwoord: ${count.toString()}`,
    attempts: (count) => `Niet gehaalde toetsen, voor uw beslissing: ${count.toString()}`,
  },
};

export const TEXTS: Readonly<Record<Language, typeof en>> = { en, de, nl };
