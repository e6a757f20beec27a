/** The texts of what the review page asks beside the label itself. */
import type { Language } from "../../kit/language.ts";

const en = {
  verify: {
    title: "Is this right?",
    title_wake_word: (word: string) => `Was “${word}” said, and is this right?`,
    confirm: "Yes, this is right",
    change: "No, change it",
    help: "Enter confirms and sends. Any letter key changes the words.",
    listen: "Two recognisers agree. Listen to the end, then confirm or change.",
  },
  alternatives: {
    title: (word: string) => `Other words for “${word}”`,
    none_of_these: "None of these",
    help: "Press its number.",
    none: "The recogniser thought of no other word here.",
  },
};

export type ReviewTexts = typeof en;

const de: ReviewTexts = {
  verify: {
    title: "Stimmt das?",
    title_wake_word: (word) => `Wurde „${word}“ gesagt, und stimmt das?`,
    confirm: "Ja, das stimmt",
    change: "Nein, ändern",
    help: "Die Eingabetaste bestätigt und sendet. Jede Buchstabentaste ändert die Wörter.",
    listen: "Zwei Erkenner sind sich einig. Bis zum Ende hören, dann bestätigen oder ändern.",
  },
  alternatives: {
    title: (word) => `Andere Wörter für „${word}“`,
    none_of_these: "Keines davon",
    help: "Die Ziffer drücken.",
    none: "Der Erkenner hat hier an kein anderes Wort gedacht.",
  },
};

const nl: ReviewTexts = {
  verify: {
    title: "Klopt dit?",
    title_wake_word: (word) => `Werd „${word}” gezegd, en klopt dit?`,
    confirm: "Ja, dit klopt",
    change: "Nee, wijzigen",
    help: "Enter bevestigt en verstuurt. Elke lettertoets wijzigt de woorden.",
    listen: "Twee herkenners zijn het eens. Luister tot het einde, bevestig of wijzig dan.",
  },
  alternatives: {
    title: (word) => `Andere woorden voor „${word}”`,
    none_of_these: "Geen van deze",
    help: "Druk op het cijfer.",
    none: "De herkenner dacht hier aan geen ander woord.",
  },
};

export const TEXTS: Readonly<Record<Language, ReviewTexts>> = { en, de, nl };
