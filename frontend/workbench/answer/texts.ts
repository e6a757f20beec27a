/** The texts of what the assistant answered, and of its grade. */
import type { Language } from "../../kit/language.ts";
import type { Fault, Mark } from "./grade.ts";

const en = {
  title: "The assistant answered",
  hidden: "not shown",
  hidden_help: "What the answer took from elsewhere than this clip is not shown. Grade what you can judge.",
  grade: "Was that right?",
  grades: { good: "Good", partly: "Partly", wrong: "Wrong", not_needed: "No answer was needed" } as Record<Mark, string>,
  fault: "What is wrong with it?",
  faults: { wrong_action: "Wrong action", wrong_fact: "Wrong fact", misheard: "Misheard", refused_wrongly: "Refused wrongly" } as Record<Fault, string>,
  none: "Not graded",
  help: "A number grades; Enter leaves it open.",
  graded: "Answers you graded",
  overview: "Answers of the assistant",
  overview_lead: "How the answers to the clips of the last thirty days were graded, by the label that counts.",
  overview_columns: { language: "Language", total: "Graded", fault: "What was wrong" },
  agreement: "Grade of the answer, alpha",
};

export type AnswerTexts = typeof en;

const de: AnswerTexts = {
  title: "Der Assistent hat geantwortet",
  hidden: "nicht gezeigt",
  hidden_help: "Was die Antwort von anderswo als aus diesem Clip hat, wird nicht gezeigt. Bewerten Sie, was Sie beurteilen können.",
  grade: "War das richtig?",
  grades: { good: "Gut", partly: "Teilweise", wrong: "Falsch", not_needed: "Es brauchte keine Antwort" },
  fault: "Was ist daran falsch?",
  faults: { wrong_action: "Falsche Handlung", wrong_fact: "Falsche Auskunft", misheard: "Falsch verstanden", refused_wrongly: "Zu Unrecht abgelehnt" },
  none: "Nicht bewertet",
  help: "Eine Ziffer bewertet; die Eingabetaste lässt es offen.",
  graded: "Bewertete Antworten",
  overview: "Antworten des Assistenten",
  overview_lead: "Wie die Antworten auf die Clips der letzten dreißig Tage bewertet wurden, nach der Beschreibung, die gilt.",
  overview_columns: { language: "Sprache", total: "Bewertet", fault: "Was falsch war" },
  agreement: "Note der Antwort, Alpha",
};

const nl: AnswerTexts = {
  title: "De assistent antwoordde",
  hidden: "niet getoond",
  hidden_help: "Wat het antwoord van elders dan uit dit fragment heeft, wordt niet getoond. Beoordeel wat u kunt beoordelen.",
  grade: "Was dat goed?",
  grades: { good: "Goed", partly: "Deels", wrong: "Fout", not_needed: "Er was geen antwoord nodig" },
  fault: "Wat is er fout aan?",
  faults: { wrong_action: "Verkeerde actie", wrong_fact: "Verkeerd feit", misheard: "Verkeerd verstaan", refused_wrongly: "Ten onrechte geweigerd" },
  none: "Niet beoordeeld",
  help: "Een cijfer beoordeelt; Enter laat het open.",
  graded: "Beoordeelde antwoorden",
  overview: "Antwoorden van de assistent",
  overview_lead: "Hoe de antwoorden op de fragmenten van de laatste dertig dagen zijn beoordeeld, naar de beschrijving die geldt.",
  overview_columns: { language: "Taal", total: "Beoordeeld", fault: "Wat er fout was" },
  agreement: "Cijfer van het antwoord, alfa",
};

export const TEXTS: Readonly<Record<Language, AnswerTexts>> = { en, de, nl };
