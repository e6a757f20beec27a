/** The texts of the place to talk. */
import type { Language } from "../../kit/language.ts";

const en = {
  title: "Talk",
  lead: "For reviewers among themselves. No clip belongs here: links, numbers and identifiers are refused. Each message ends after thirty days, and a moderator sees what is reported.",
  words: "Message",
  send: "Write",
  none: "Nothing was written yet.",
  mine: "from me",
  report: "Report",
  reported: "Reported. A moderator looks at it.",
  remove: "Remove",
  message_unfit: "This cannot be written here: no links, long numbers, identifiers or other scripts, at most 280 characters.",
  failed: "This did not work. Try again.",
};

export type TalkTexts = typeof en;

const de: TalkTexts = {
  title: "Austausch",
  lead: "Für Prüferinnen und Prüfer unter sich. Kein Clip gehört hierher: Links, Nummern und Kennungen werden abgelehnt. Jede Nachricht endet nach dreißig Tagen, und Gemeldetes sieht eine Moderation.",
  words: "Nachricht",
  send: "Schreiben",
  none: "Es wurde noch nichts geschrieben.",
  mine: "von mir",
  report: "Melden",
  reported: "Gemeldet. Eine Moderation sieht es sich an.",
  remove: "Entfernen",
  message_unfit: "Das geht hier nicht: keine Links, langen Nummern, Kennungen oder anderen Schriften, höchstens 280 Zeichen.",
  failed: "Das hat nicht geklappt. Bitte noch einmal versuchen.",
};

const nl: TalkTexts = {
  title: "Overleg",
  lead: "Voor beoordelaars onder elkaar. Geen fragment hoort hier: links, nummers en kenmerken worden geweigerd. Elk bericht eindigt na dertig dagen, en een moderator ziet wat wordt gemeld.",
  words: "Bericht",
  send: "Schrijven",
  none: "Er is nog niets geschreven.",
  mine: "van mij",
  report: "Melden",
  reported: "Gemeld. Een moderator kijkt ernaar.",
  remove: "Verwijderen",
  message_unfit: "Dat kan hier niet: geen links, lange nummers, kenmerken of andere schriften, hoogstens 280 tekens.",
  failed: "Dat lukte niet. Probeer het opnieuw.",
};

export const TEXTS: Readonly<Record<Language, TalkTexts>> = { en, de, nl };
