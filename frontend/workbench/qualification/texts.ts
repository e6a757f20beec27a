/** Texts of qualification, for reviewers and leads. */
import type { Language } from "../../kit/language.ts";
import type { AttemptOutcome, QualificationState } from "../api/wire.ts";

interface QualificationTexts {
  readonly own_title: string;
  readonly own_lead: string;
  readonly demanded: string;
  readonly voluntary: string;
  readonly states: Readonly<Record<QualificationState, string>>;
  readonly start: (language: string) => string;
  readonly started: string;
  readonly left: (left: number, clips: number) => string;
  readonly rate: (rate: string) => string;
  readonly until: (time: string) => string;
  readonly title: string;
  readonly lead: string;
  readonly tests: string;
  readonly no_tests: string;
  readonly clips: (count: number) => string;
  readonly passes: (share: string) => string;
  readonly valid: (days: number) => string;
  readonly with_guideline: string;
  readonly demand: string;
  readonly demand_not: string;
  readonly compose: string;
  readonly no_planted: string;
  readonly language: string;
  readonly languages: Readonly<Record<string, string>>;
  readonly most_errors: string;
  readonly valid_days: string;
  readonly choose: string;
  readonly send: string;
  readonly sent: string;
  readonly attempts: string;
  readonly no_attempts: string;
  readonly outcomes: Readonly<Record<AttemptOutcome | "running", string>>;
  readonly too_few: string;
  readonly grant: string;
  readonly refuse: string;
  readonly repeat: string;
  readonly make_void: string;
  readonly made_void: string;
  readonly decided: string;
}

const en: QualificationTexts = {
  own_title: "My qualifications",
  own_lead: "A test is some clips whose words are known. They come among your next clips, and nothing tells how each was answered. A program never refuses you: where you do not pass, your lead decides.",
  demanded: "needed for clips of this language",
  voluntary: "not needed at present",
  states: { none: "not taken", running: "going on", waiting: "your lead decides", qualified: "qualified", expired: "expired, take it again", refused: "not qualified; talk to your lead" },
  start: (language) => `Take the test: ${language}`,
  started: "It begins with the next clip.",
  left: (left, clips) => `${left.toString()} of ${clips.toString()} clips left`,
  rate: (rate) => `word errors ${rate}`,
  until: (time) => `until ${time}`,
  title: "Qualification for a language",
  lead: "A test is composed of planted clips. Where it is demanded, only the qualified are given clips of the language. The figure has an interval; few clips say little. A reviewer is refused by you, never by the program.",
  tests: "Tests",
  no_tests: "There is no test; each reviewer is given clips of every language.",
  clips: (count) => `${count.toString()} clips`,
  passes: (share) => `passed with at most ${share} word errors`,
  valid: (days) => `for ${days.toString()} days`,
  with_guideline: "ends with a new guideline",
  demand: "Demand it",
  demand_not: "No longer demand it",
  compose: "Compose a test",
  no_planted: "There are no planted clips. “earnest review plant” brings some.",
  language: "Language of the clips",
  languages: { en: "English", de: "German", nl: "Dutch" },
  most_errors: "Passed with at most so many word errors (%)",
  valid_days: "Valid for so many days (empty: without end)",
  choose: "Clips of the test, at least five",
  send: "Let this test count",
  sent: "The test counts. Who is qualified stays qualified.",
  attempts: "Who took a test",
  no_attempts: "No test was taken yet.",
  outcomes: { running: "going on", passed: "passed", waiting: "waits for you", granted: "qualified by a lead", refused: "refused", repeat: "may take a test again" },
  too_few: "too few answers for a figure",
  grant: "Qualify",
  refuse: "Confirm the refusal",
  repeat: "Let them try again",
  make_void: "Make void",
  made_void: "The attempt does not count any more; the test may be taken again.",
  decided: "Decided.",
};

const de: QualificationTexts = {
  own_title: "Meine Qualifikationen",
  own_lead: "Eine Prüfung besteht aus Clips, deren Worte bekannt sind. Sie kommen unter Ihren nächsten Clips, und nichts verrät, wie jeder beantwortet wurde. Kein Programm lehnt Sie ab: wenn Sie nicht bestehen, entscheidet Ihre Leitung.",
  demanded: "nötig für Clips dieser Sprache",
  voluntary: "zurzeit nicht nötig",
  states: { none: "nicht abgelegt", running: "läuft gerade", waiting: "Ihre Leitung entscheidet", qualified: "qualifiziert", expired: "abgelaufen, bitte noch einmal ablegen", refused: "nicht qualifiziert; sprechen Sie mit Ihrer Leitung" },
  start: (language) => `Prüfung ablegen: ${language}`,
  started: "Sie beginnt mit dem nächsten Clip.",
  left: (left, clips) => `noch ${left.toString()} von ${clips.toString()} Clips`,
  rate: (rate) => `Wortfehler ${rate}`,
  until: (time) => `bis ${time}`,
  title: "Qualifikation für eine Sprache",
  lead: "Eine Prüfung wird aus eingestreuten Clips zusammengestellt. Wo sie verlangt wird, bekommen nur Qualifizierte Clips der Sprache. Die Zahl hat ein Intervall; wenige Clips sagen wenig. Abgelehnt wird jemand von Ihnen, nie vom Programm.",
  tests: "Prüfungen",
  no_tests: "Es gibt keine Prüfung; alle bekommen Clips jeder Sprache.",
  clips: (count) => (count === 1 ? "ein Clip" : `zusammen ${count.toString()} Clips`),
  passes: (share) => `bestanden bis ${share} Wortfehler`,
  valid: (days) => `für ${days.toString()} Tage`,
  with_guideline: "endet mit einem neuen Leitfaden",
  demand: "Verlangen",
  demand_not: "Nicht mehr verlangen",
  compose: "Eine Prüfung zusammenstellen",
  no_planted: "Es gibt keine eingestreuten Clips. „earnest review plant“ bringt welche.",
  language: "Sprache der Clips",
  languages: { en: "Englisch", de: "Deutsch", nl: "Niederländisch" },
  most_errors: "Bestanden bis zu so vielen Wortfehlern (%)",
  valid_days: "Gültig für so viele Tage (leer: ohne Ende)",
  choose: "Clips der Prüfung, mindestens fünf",
  send: "Diese Prüfung gelten lassen",
  sent: "Die Prüfung gilt. Wer qualifiziert ist, bleibt es.",
  attempts: "Wer eine Prüfung ablegte",
  no_attempts: "Noch wurde keine Prüfung abgelegt.",
  outcomes: { running: "läuft gerade", passed: "bestanden", waiting: "wartet auf Sie", granted: "von der Leitung qualifiziert", refused: "abgelehnt", repeat: "darf noch einmal" },
  too_few: "zu wenige Antworten für eine Zahl",
  grant: "Qualifizieren",
  refuse: "Ablehnung bestätigen",
  repeat: "Noch einmal versuchen lassen",
  make_void: "Für ungültig erklären",
  made_void: "Der Versuch zählt nicht mehr; der Test kann noch einmal gemacht werden.",
  decided: "Entschieden.",
};

const nl: QualificationTexts = {
  own_title: "Mijn kwalificaties",
  own_lead: "Een toets bestaat uit fragmenten waarvan de woorden bekend zijn. Zij komen tussen uw volgende fragmenten, en niets vertelt hoe elk is beantwoord. Geen programma wijst u af: als u niet slaagt, beslist uw leiding.",
  demanded: "nodig voor fragmenten in deze taal",
  voluntary: "nu niet nodig",
  states: { none: "niet afgelegd", running: "is bezig", waiting: "uw leiding beslist", qualified: "gekwalificeerd", expired: "verlopen, leg de toets opnieuw af", refused: "niet gekwalificeerd; praat met uw leiding" },
  start: (language) => `De toets afleggen: ${language}`,
  started: "De toets begint met het volgende fragment.",
  left: (left, clips) => `nog ${left.toString()} van ${clips.toString()} fragmenten`,
  rate: (rate) => `woordfouten ${rate}`,
  until: (time) => `tot ${time}`,
  title: "Kwalificatie voor een taal",
  lead: "Een toets wordt samengesteld uit ingevoegde fragmenten. Waar hij wordt geëist, krijgen alleen gekwalificeerden fragmenten in die taal. Het cijfer heeft een interval; weinig fragmenten zeggen weinig. U wijst iemand af, nooit het programma.",
  tests: "Toetsen",
  no_tests: "Er is geen toets; iedereen krijgt fragmenten in elke taal.",
  clips: (count) => (count === 1 ? "één fragment" : `${count.toString()} fragmenten`),
  passes: (share) => `geslaagd tot ${share} woordfouten`,
  valid: (days) => `voor ${days.toString()} dagen`,
  with_guideline: "eindigt met een nieuwe richtlijn",
  demand: "Eisen",
  demand_not: "Niet langer eisen",
  compose: "Een toets samenstellen",
  no_planted: "Er zijn geen ingevoegde fragmenten. ‘earnest review plant’ brengt ze in.",
  language: "Taal van de fragmenten",
  languages: { en: "Engels", de: "Duits", nl: "Nederlands" },
  most_errors: "Geslaagd tot zoveel woordfouten (%)",
  valid_days: "Geldig voor zoveel dagen (leeg: zonder einde)",
  choose: "Fragmenten van de toets, minstens vijf",
  send: "Deze toets laten gelden",
  sent: "De toets geldt. Wie gekwalificeerd is, blijft het.",
  attempts: "Wie een toets aflegde",
  no_attempts: "Er is nog geen toets afgelegd.",
  outcomes: { running: "is bezig", passed: "geslaagd", waiting: "wacht op u", granted: "door de leiding gekwalificeerd", refused: "afgewezen", repeat: "mag opnieuw" },
  too_few: "te weinig antwoorden voor een cijfer",
  grant: "Kwalificeren",
  refuse: "De afwijzing bevestigen",
  repeat: "Opnieuw laten proberen",
  make_void: "Ongeldig verklaren",
  made_void: "De poging telt niet meer; de test mag opnieuw worden gedaan.",
  decided: "Beslist.",
};

export const TEXTS: Readonly<Record<Language, QualificationTexts>> = { en, de, nl };
