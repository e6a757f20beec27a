/** Texts of notes, for the lead and for who wrote them. */
import type { Language } from "../../kit/language.ts";

const en = {
  title: "Notes of reviewers",
  lead: "Questions and proposals about clips. Neither who wrote one nor which clip it is about is told; a note goes when its clip goes.",
  none: "No note is open.",
  answer: "Answer",
  answer_to: (note: string) => `Answer to: ${note}`,
  send: "Send and close",
  close: "Close without an answer",
  answered: "Answered. Who wrote the note reads it under My day.",
  closed: "Closed.",
  own_title: "My notes to the lead",
  own_open: "not answered yet",
  own_closed: "closed",
  own_answer: (text: string) => `Answer: ${text}`,
};

const de: typeof en = {
  title: "Notizen der Hörer",
  lead: "Fragen und Vorschläge zu Clips. Weder wer sie schrieb noch um welchen Clip es geht, wird genannt; eine Notiz verschwindet mit ihrem Clip.",
  none: "Keine Notiz ist offen.",
  answer: "Antwort",
  answer_to: (note) => `Antwort auf: ${note}`,
  send: "Senden und schließen",
  close: "Ohne Antwort schließen",
  answered: "Beantwortet. Wer die Notiz schrieb, liest die Antwort unter Mein Tag.",
  closed: "Geschlossen.",
  own_title: "Meine Notizen an die Leitung",
  own_open: "noch nicht beantwortet",
  own_closed: "geschlossen",
  own_answer: (text) => `Antwort: ${text}`,
};

const nl: typeof en = {
  title: "Notities van beoordelaars",
  lead: "Vragen en voorstellen over fragmenten. Wie ze schreef en over welk fragment het gaat, wordt niet genoemd; een notitie verdwijnt met haar fragment.",
  none: "Er staat geen notitie open.",
  answer: "Antwoord",
  answer_to: (note) => `Antwoord op: ${note}`,
  send: "Versturen en sluiten",
  close: "Sluiten zonder antwoord",
  answered: "Beantwoord. Wie de notitie schreef, leest het antwoord onder Mijn dag.",
  closed: "Gesloten.",
  own_title: "Mijn notities aan de leiding",
  own_open: "nog niet beantwoord",
  own_closed: "gesloten",
  own_answer: (text) => `Antwoord: ${text}`,
};

export const TEXTS: Readonly<Record<Language, typeof en>> = { en, de, nl };
