/** The texts of what the review page asks beside the label itself. */
import type { Language } from "../../kit/language.ts";

const en = {
  pause: {
    start: "Take a break",
    title: "You take a break",
    text: "The text is covered, the sound has stopped, and what you wrote is kept. A break needs no reason and is shown to you alone. After a while the clip may go to another reviewer; your draft is kept for you.",
    go_on: "Go on",
  },
  verify: {
    title: "Is this right?",
    title_wake_word: (word: string) => `Was “${word}” said, and is this right?`,
    confirm: "Yes, this is right",
    change: "No, change it",
    help: "Enter confirms and sends. Any letter key changes the words.",
    listen: "Few errors are expected here. Listen to the end, then confirm or change.",
  },
  alternatives: {
    title: (word: string) => `Other words for “${word}”`,
    none_of_these: "None of these",
    help: "Press its number.",
    none: "The recogniser has no other word here.",
  },
  warnings: {
    title: (kinds: string) => `This clip may hold: ${kinds}.`,
    lead: "It does not play by itself. Read first; F2 takes it away at any time. The disguise does not make it easier to hear.",
    words: "Recogniser’s words:",
    kinds: { violence: "words of violence", sexual: "sexual words", self_harm: "words of self-harm", outcry: "a cry or scream", not_screened: "anything, for the search failed" } as Record<string, string>,
  },
};

export type ReviewTexts = typeof en;

const de: ReviewTexts = {
  pause: {
    start: "Eine Pause machen",
    title: "Sie machen Pause",
    text: "Der Text ist verdeckt, der Ton steht, und was Sie geschrieben haben, bleibt. Eine Pause braucht keinen Grund und wird nur Ihnen gezeigt. Nach einer Weile kann der Clip an jemand anderen gehen; Ihr Entwurf bleibt für Sie.",
    go_on: "Weiter",
  },
  verify: {
    title: "Stimmt das?",
    title_wake_word: (word) => `Wurde „${word}“ gesagt, und stimmt das?`,
    confirm: "Ja, das stimmt",
    change: "Nein, ändern",
    help: "Die Eingabetaste bestätigt und sendet. Jede Buchstabentaste ändert die Wörter.",
    listen: "Hier werden wenige Fehler erwartet. Bis zum Ende hören, dann bestätigen oder ändern.",
  },
  alternatives: {
    title: (word) => `Andere Wörter für „${word}“`,
    none_of_these: "Keines davon",
    help: "Die Ziffer drücken.",
    none: "Der Erkenner hat hier an kein anderes Wort gedacht.",
  },
  warnings: {
    title: (kinds) => `Dieser Clip kann enthalten: ${kinds}.`,
    lead: "Er läuft nicht von selbst. Erst lesen; F2 nimmt ihn jederzeit weg. Die Verfremdung macht das Hören nicht leichter.",
    words: "Wörter des Erkenners:",
    kinds: { violence: "Wörter der Gewalt", sexual: "sexuelle Wörter", self_harm: "Wörter der Selbstverletzung", outcry: "einen Schrei oder Weinen", not_screened: "alles, denn die Suche ist gescheitert" },
  },
};

const nl: ReviewTexts = {
  pause: {
    start: "Even pauzeren",
    title: "U pauzeert",
    text: "De tekst is afgedekt, het geluid staat stil en wat u schreef blijft bewaard. Een pauze heeft geen reden nodig en wordt alleen aan u getoond. Na een tijd kan het fragment naar een andere beoordelaar gaan; uw concept blijft voor u bewaard.",
    go_on: "Verder",
  },
  verify: {
    title: "Klopt dit?",
    title_wake_word: (word) => `Werd „${word}” gezegd, en klopt dit?`,
    confirm: "Ja, dit klopt",
    change: "Nee, wijzigen",
    help: "Enter bevestigt en verstuurt. Elke lettertoets wijzigt de woorden.",
    listen: "Hier worden weinig fouten verwacht. Luister tot het einde, bevestig of wijzig dan.",
  },
  alternatives: {
    title: (word) => `Andere woorden voor „${word}”`,
    none_of_these: "Geen van deze",
    help: "Druk op het cijfer.",
    none: "De herkenner dacht hier aan geen ander woord.",
  },
  warnings: {
    title: (kinds) => `Dit fragment kan bevatten: ${kinds}.`,
    lead: "Het speelt niet vanzelf. Eerst lezen; F2 haalt het altijd weg. De vervorming maakt het luisteren niet lichter.",
    words: "Woorden van de herkenner:",
    kinds: { violence: "woorden van geweld", sexual: "seksuele woorden", self_harm: "woorden van zelfbeschadiging", outcry: "een schreeuw of huilen", not_screened: "van alles, want het zoeken mislukte" },
  },
};

export const TEXTS: Readonly<Record<Language, ReviewTexts>> = { en, de, nl };
