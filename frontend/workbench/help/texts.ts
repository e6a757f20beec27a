/** The texts of the page of hard words. */
import type { Language } from "../../kit/language.ts";

const en = {
  title: "Hard words",
  lead: "Others could not make out a word. You hear two seconds round it and answer with one word; it ends after a day.",
  none: "No question waits at the moment.",
  asked: (time: string) => `Asked ${time}`,
  hear: "Hear two seconds",
  warned: "This may be hard to hear. It plays only when you ask for it.",
  word: "The word that you heard",
  send: "Send the word",
  sent: "Thank you. The word is on its way.",
  own: "What I asked",
  no_own: "You have asked about no word today.",
  open: "No answer yet",
  not_one_word: "Please write one word: letters only, at most thirty.",
  failed: "This did not work. Try again.",
};

export type HelpTexts = typeof en;

const de: HelpTexts = {
  title: "Schwere Wörter",
  lead: "Andere haben ein Wort nicht verstanden. Sie hören zwei Sekunden darum herum und antworten mit einem Wort; nach einem Tag endet die Frage.",
  none: "Im Augenblick wartet keine Frage.",
  asked: (time) => `Gefragt ${time}`,
  hear: "Zwei Sekunden hören",
  warned: "Das kann schwer zu ertragen sein. Es spielt erst, wenn Sie es wollen.",
  word: "Das Wort, das Sie gehört haben",
  send: "Wort senden",
  sent: "Danke. Das Wort ist unterwegs.",
  own: "Was ich gefragt habe",
  no_own: "Sie haben heute nach keinem Wort gefragt.",
  open: "Noch keine Antwort",
  not_one_word: "Bitte ein einziges Wort: nur Buchstaben, höchstens dreißig.",
  failed: "Das hat nicht geklappt. Bitte noch einmal versuchen.",
};

const nl: HelpTexts = {
  title: "Moeilijke woorden",
  lead: "Anderen verstonden een woord niet. U hoort er twee seconden omheen en antwoordt met één woord; na een dag eindigt de vraag.",
  none: "Op dit moment wacht er geen vraag.",
  asked: (time) => `Gevraagd ${time}`,
  hear: "Twee seconden luisteren",
  warned: "Dit kan moeilijk te verdragen zijn. Het speelt pas als u dat wilt.",
  word: "Het woord dat u hoorde",
  send: "Woord versturen",
  sent: "Dank u. Het woord is onderweg.",
  own: "Wat ik heb gevraagd",
  no_own: "U hebt vandaag naar geen woord gevraagd.",
  open: "Nog geen antwoord",
  not_one_word: "Schrijf één woord: alleen letters, hoogstens dertig.",
  failed: "Dat lukte niet. Probeer het opnieuw.",
};

export const TEXTS: Readonly<Record<Language, HelpTexts>> = { en, de, nl };
