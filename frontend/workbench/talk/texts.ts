/** The texts of the place to talk. */
import type { Language } from "../../kit/language.ts";

const en = {
  title: "Talk",
  lead: "For the people of your team, in the language of this page. No clip belongs here: words for clips, links, numbers and identifiers are refused. Each message ends after thirty days, and a moderator sees what is reported.",
  words: "Message",
  send: "Write",
  none: "Nothing was written yet.",
  mine: "from me",
  report: "Report",
  reported: "Reported. A moderator looks at it.",
  remove: "Remove",
  message_unfit: "This cannot be written here: nothing about clips, no links, numbers, identifiers or other scripts, at most 280 characters.",
  failed: "This did not work. Try again.",
};

export type TalkTexts = typeof en;

const de: TalkTexts = {
  title: "Austausch",
  lead: "Für die Menschen Ihres Teams, in der Sprache dieser Seite. Kein Clip gehört hierher: Wörter für Clips, Links, Nummern und Kennungen werden abgelehnt. Jede Nachricht endet nach dreißig Tagen, und Gemeldetes sieht eine Moderation.",
  words: "Nachricht",
  send: "Schreiben",
  none: "Es wurde noch nichts geschrieben.",
  mine: "von mir",
  report: "Melden",
  reported: "Gemeldet. Eine Moderation sieht es sich an.",
  remove: "Entfernen",
  message_unfit: "Das geht hier nicht: nichts über Clips, keine Links, Nummern, Kennungen oder anderen Schriften, höchstens 280 Zeichen.",
  failed: "Das hat nicht geklappt. Bitte noch einmal versuchen.",
};

const nl: TalkTexts = {
  title: "Overleg",
  lead: "Voor de mensen van uw team, in de taal van deze pagina. Geen fragment hoort hier: woorden voor fragmenten, links, nummers en kenmerken worden geweigerd. Elk bericht eindigt na dertig dagen, en een moderator ziet wat wordt gemeld.",
  words: "Bericht",
  send: "Schrijven",
  none: "Er is nog niets geschreven.",
  mine: "van mij",
  report: "Melden",
  reported: "Gemeld. Een moderator kijkt ernaar.",
  remove: "Verwijderen",
  message_unfit: "Dat kan hier niet: niets over fragmenten, geen links, nummers, kenmerken of andere schriften, hoogstens 280 tekens.",
  failed: "Dat lukte niet. Probeer het opnieuw.",
};

export const TEXTS: Readonly<Record<Language, TalkTexts>> = { en, de, nl };
