/** Texts of the lead's page. */
import type { Language } from "../../kit/language.ts";
import type { AbuseCategory, AlertDecision, AlertPattern, ReopeningReason } from "../api/wire.ts";

export interface LeadTexts {
  readonly title: string;
  readonly parts_label: string;
  readonly parts: Readonly<Record<"decide" | "overview" | "figures" | "notes" | "alerts" | "guideline" | "qualification" | "names" | "campaigns", string>>;
  readonly decide_title: string;
  readonly waiting: (count: number) => string;
  readonly take: string;
  readonly none_waits: string;
  readonly play: string;
  readonly pause: string;
  readonly answer: (number: number) => string;
  readonly rejected: (reason: string) => string;
  readonly no_words: string;
  readonly words: string;
  readonly send: string;
  readonly hear_first: string;
  readonly sent: string;
  readonly keys: string;
  readonly agreement_title: string;
  readonly agreement_lead: string;
  readonly trend_title: string;
  readonly trend_lead: string;
  readonly trend_says: (first: string, firstWeek: string, last: string, lastWeek: string) => string;
  readonly trend_none: string;
  readonly trend_empty: string;
  readonly week: string;
  readonly planted_title: string;
  readonly planted_lead: string;
  readonly name: string;
  readonly clips: string;
  readonly word_errors: string;
  readonly intent_alpha: string;
  readonly span_f1: string;
  readonly intent_right: string;
  readonly wrong_word_kept: string;
  readonly one_key: string;
  readonly confirmed_errors: string;
  readonly typed_errors: string;
  readonly all: string;
  readonly no_figure: string;
  readonly no_double: string;
  readonly none_planted: string;
  readonly alerts_title: string;
  readonly alerts_lead: string;
  readonly no_alerts: string;
  readonly report: string;
  readonly occasions: (count: number) => string;
  readonly noticed: (delay: string) => string;
  readonly patterns: Readonly<Record<AlertPattern, string>>;
  readonly categories: Readonly<Record<AbuseCategory, string>>;
  readonly decisions: Readonly<Record<AlertDecision, string>>;
  readonly reopen: string;
  readonly reopen_lead: string;
  readonly reopen_reasons: Readonly<Record<ReopeningReason, string>>;
}

const english: LeadTexts = {
  title: "Quality of labels",
  parts_label: "Parts of this page",
  parts: { decide: "Decide", overview: "Overview", figures: "Figures", notes: "Notes", alerts: "Alerts", guideline: "Guideline", qualification: "Qualification", names: "Catalogue", campaigns: "Campaigns" },
  decide_title: "Where reviewers differ",
  waiting: (count) => (count === 1 ? "1 clip waits for a decision." : `${count.toString()} clips wait for a decision.`),
  take: "Hear and decide the next",
  none_waits: "No clip waits for a decision.",
  play: "Play",
  pause: "Pause",
  answer: (number) => `Answer ${number.toString()}`,
  rejected: (reason) => `Rejected: ${reason}`,
  no_words: "No words",
  words: "What counts",
  send: "Decide",
  hear_first: "Hear the clip to its end first.",
  sent: "Decided.",
  keys: "Keys: space plays, 1 to 9 choose an answer, Enter decides.",
  agreement_title: "Agreement",
  agreement_lead: "Of clips that two people reviewed without seeing each other, with 95 % intervals. Agreement is not truth, and a person's figure depends on whom they were paired with.",
  trend_title: "Agreement week by week",
  trend_lead: "Over all reviewers, by the week of a clip's last review (Monday to Sunday, UTC), of the newest 500 clips. Clips and people differ from week to week: intervals that overlap are no change.",
  trend_says: (first, firstWeek, last, lastWeek) => `${first} in the week from ${firstWeek}, ${last} in the week from ${lastWeek}.`,
  trend_none: "Not yet two weeks with a figure.",
  trend_empty: "No week yet in which two people reviewed the same ten clips; fewer give no figure.",
  week: "Week from",
  planted_title: "Planted clips",
  planted_lead: "Clips whose words are known. A wrong word that stays in the text tells of confirming without listening.",
  name: "Reviewer",
  clips: "Clips",
  word_errors: "Word errors",
  intent_alpha: "Intent, alpha",
  span_f1: "Entities, F1",
  intent_right: "Intent right",
  wrong_word_kept: "Wrong word kept",
  one_key: "Confirmed by one key",
  confirmed_errors: "Word errors, confirmed",
  typed_errors: "Word errors, typed",
  all: "All",
  no_figure: "fewer than 10 clips",
  no_double: "No clip was reviewed by two people yet. EARNEST_DOUBLE_REVIEW_SHARE says how many are.",
  none_planted: "No planted clip was reviewed yet. “earnest review plant” brings some.",
  alerts_title: "Alerts and reports",
  alerts_lead: "Ways of using the workbench to look at. None is proof, and nothing follows but what you decide.",
  no_alerts: "Nothing to look at.",
  report: "Report",
  occasions: (count) => (count === 1 ? "1 clip" : `${count.toString()} clips`),
  noticed: (delay) => `noticed after ${delay}`,
  patterns: {
    openings_without_labels: "Many clips heard and not labelled",
    replays: "Clips heard again and again",
    odd_hours: "Heard outside the hours of work",
    long_dwell: "Clips held to the end of their time",
    honey_clip: "A clip taken that is never given",
  },
  categories: {
    shared_clips: "Clips are shared",
    recorded_clips: "Clips are recorded",
    mocked_speakers: "Speakers are mocked",
    looked_for_person: "A speaker is looked for",
    pressure: "Pressure to work faster or without breaks",
    other: "Something else",
  },
  decisions: { explained: "There is a reason", talked: "Talked about", passed_on: "Told to the safety officer", mistaken: "Says nothing" },
  reopen: "Decide again…",
  reopen_lead: "Why is the decision taken back? Both stay in the log.",
  reopen_reasons: { mistake: "Something else was meant", new_facts: "More is known now" },
};

const german: LeadTexts = {
  title: "Qualität der Labels",
  parts_label: "Teile dieser Seite",
  parts: { decide: "Entscheiden", overview: "Überblick", figures: "Zahlen", notes: "Notizen", alerts: "Hinweise", guideline: "Leitfaden", qualification: "Qualifikation", names: "Katalog", campaigns: "Kampagnen" },
  decide_title: "Wo Hörer sich unterscheiden",
  waiting: (count) => (count === 1 ? "1 Clip wartet auf eine Entscheidung." : `${count.toString()} Clips warten auf eine Entscheidung.`),
  take: "Nächsten hören und entscheiden",
  none_waits: "Kein Clip wartet auf eine Entscheidung.",
  play: "Abspielen",
  pause: "Anhalten",
  answer: (number) => `Antwort ${number.toString()}`,
  rejected: (reason) => `Abgelehnt: ${reason}`,
  no_words: "Keine Worte",
  words: "Was gilt",
  send: "Entscheiden",
  hear_first: "Hören Sie den Clip zuerst bis zum Ende.",
  sent: "Entschieden.",
  keys: "Tasten: Leertaste spielt, 1 bis 9 wählen eine Antwort, Eingabe entscheidet.",
  agreement_title: "Übereinstimmung",
  agreement_lead: "Bei Clips, die zwei Menschen bearbeitet haben, ohne einander zu sehen, mit 95-%-Intervallen. Übereinstimmung ist keine Wahrheit, und die Zahl eines Menschen hängt davon ab, mit wem verglichen wurde.",
  trend_title: "Übereinstimmung Woche für Woche",
  trend_lead: "Über alle Menschen, nach der Woche, in der ein Clip zuletzt bearbeitet wurde (Montag bis Sonntag, UTC), bei den neuesten 500 Clips. Clips und Menschen wechseln von Woche zu Woche: Intervalle, die sich überschneiden, sind keine Veränderung.",
  trend_says: (first, firstWeek, last, lastWeek) => `${first} in der Woche ab ${firstWeek}, ${last} in der Woche ab ${lastWeek}.`,
  trend_none: "Noch keine zwei Wochen mit einer Zahl.",
  trend_empty: "Noch keine Woche, in der zwei Menschen dieselben zehn Clips bearbeitet haben; weniger geben keine Zahl.",
  week: "Woche ab",
  planted_title: "Eingestreute Clips",
  planted_lead: "Clips, deren Worte bekannt sind. Ein falsches Wort, das stehen bleibt, zeigt Bestätigen ohne Hören.",
  name: "Hörer",
  clips: "Clips",
  word_errors: "Wortfehler",
  intent_alpha: "Absicht, Alpha",
  span_f1: "Namen, F1",
  intent_right: "Absicht richtig",
  wrong_word_kept: "Falsches Wort behalten",
  one_key: "Mit einer Taste bestätigt",
  confirmed_errors: "Wortfehler, bestätigt",
  typed_errors: "Wortfehler, getippt",
  all: "Alle",
  no_figure: "weniger als 10 Clips",
  no_double: "Noch kein Clip wurde von zwei Menschen bearbeitet. EARNEST_DOUBLE_REVIEW_SHARE sagt, wie viele es werden.",
  none_planted: "Noch kein eingestreuter Clip wurde bearbeitet. „earnest review plant“ bringt welche.",
  alerts_title: "Hinweise und Meldungen",
  alerts_lead: "Arten der Nutzung, die Sie sich ansehen sollten. Keine beweist etwas, und es folgt nur, was Sie entscheiden.",
  no_alerts: "Nichts anzusehen.",
  report: "Meldung",
  occasions: (count) => (count === 1 ? "1 Clip" : `${count.toString()} Clips`),
  noticed: (delay) => `bemerkt nach ${delay}`,
  patterns: {
    openings_without_labels: "Viele Clips gehört und nicht bearbeitet",
    replays: "Clips immer wieder gehört",
    odd_hours: "Außerhalb der Arbeitszeit gehört",
    long_dwell: "Clips bis zum Ende ihrer Zeit gehalten",
    honey_clip: "Ein Clip genommen, der nie vergeben wird",
  },
  categories: {
    shared_clips: "Clips werden weitergegeben",
    recorded_clips: "Clips werden aufgenommen",
    mocked_speakers: "Über Sprecher wird gespottet",
    looked_for_person: "Ein Sprecher wird gesucht",
    pressure: "Druck, schneller oder ohne Pausen zu arbeiten",
    other: "Etwas anderes",
  },
  decisions: { explained: "Es gibt einen Grund", talked: "Besprochen", passed_on: "Den Sicherheitsbeauftragten gesagt", mistaken: "Sagt nichts" },
  reopen: "Neu entscheiden…",
  reopen_lead: "Warum wird die Entscheidung zurückgenommen? Beides bleibt im Protokoll.",
  reopen_reasons: { mistake: "Etwas anderes war gemeint", new_facts: "Es ist mehr bekannt" },
};

const dutch: LeadTexts = {
  title: "Kwaliteit van labels",
  parts_label: "Delen van deze pagina",
  parts: { decide: "Beslissen", overview: "Overzicht", figures: "Cijfers", notes: "Notities", alerts: "Meldingen", guideline: "Richtlijn", qualification: "Kwalificatie", names: "Catalogus", campaigns: "Campagnes" },
  decide_title: "Waar beoordelaars verschillen",
  waiting: (count) => (count === 1 ? "1 fragment wacht op een beslissing." : `${count.toString()} fragmenten wachten op een beslissing.`),
  take: "Volgende horen en beslissen",
  none_waits: "Er wacht geen fragment op een beslissing.",
  play: "Afspelen",
  pause: "Pauze",
  answer: (number) => `Antwoord ${number.toString()}`,
  rejected: (reason) => `Afgewezen: ${reason}`,
  no_words: "Geen woorden",
  words: "Wat telt",
  send: "Beslissen",
  hear_first: "Hoor het fragment eerst tot het einde.",
  sent: "Beslist.",
  keys: "Toetsen: spatie speelt, 1 tot 9 kiezen een antwoord, Enter beslist.",
  agreement_title: "Overeenstemming",
  agreement_lead: "Van fragmenten die twee mensen beoordeelden zonder elkaar te zien, met intervallen van 95 %. Overeenstemming is geen waarheid, en het cijfer van een persoon hangt af van met wie is vergeleken.",
  trend_title: "Overeenstemming week na week",
  trend_lead: "Over alle beoordelaars, naar de week waarin een fragment het laatst is beoordeeld (maandag tot en met zondag, UTC), van de nieuwste 500 fragmenten. Fragmenten en mensen verschillen per week: intervallen die elkaar overlappen zijn geen verandering.",
  trend_says: (first, firstWeek, last, lastWeek) => `${first} in de week vanaf ${firstWeek}, ${last} in de week vanaf ${lastWeek}.`,
  trend_none: "Nog geen twee weken met een cijfer.",
  trend_empty: "Nog geen week waarin twee mensen dezelfde tien fragmenten beoordeelden; minder geven geen cijfer.",
  week: "Week vanaf",
  planted_title: "Ingevoegde fragmenten",
  planted_lead: "Fragmenten waarvan de woorden bekend zijn. Een fout woord dat blijft staan wijst op bevestigen zonder te luisteren.",
  name: "Beoordelaar",
  clips: "Fragmenten",
  word_errors: "Woordfouten",
  intent_alpha: "Bedoeling, alfa",
  span_f1: "Namen, F1",
  intent_right: "Bedoeling juist",
  wrong_word_kept: "Fout woord behouden",
  one_key: "Met één toets bevestigd",
  confirmed_errors: "Woordfouten, bevestigd",
  typed_errors: "Woordfouten, getypt",
  all: "Alle",
  no_figure: "minder dan 10 fragmenten",
  no_double: "Nog geen fragment is door twee mensen beoordeeld. EARNEST_DOUBLE_REVIEW_SHARE zegt hoeveel het er worden.",
  none_planted: "Nog geen ingevoegd fragment is beoordeeld. ‘earnest review plant’ brengt er een paar.",
  alerts_title: "Signalen en meldingen",
  alerts_lead: "Manieren van gebruik om naar te kijken. Geen ervan bewijst iets, en er volgt alleen wat u beslist.",
  no_alerts: "Niets om naar te kijken.",
  report: "Melding",
  occasions: (count) => (count === 1 ? "1 fragment" : `${count.toString()} fragmenten`),
  noticed: (delay) => `opgemerkt na ${delay}`,
  patterns: {
    openings_without_labels: "Veel fragmenten gehoord en niet beoordeeld",
    replays: "Fragmenten steeds opnieuw gehoord",
    odd_hours: "Buiten werktijd gehoord",
    long_dwell: "Fragmenten tot het einde van hun tijd gehouden",
    honey_clip: "Een fragment genomen dat nooit wordt gegeven",
  },
  categories: {
    shared_clips: "Fragmenten worden gedeeld",
    recorded_clips: "Fragmenten worden opgenomen",
    mocked_speakers: "Er wordt om sprekers gelachen",
    looked_for_person: "Er wordt naar een spreker gezocht",
    pressure: "Druk om sneller of zonder pauze te werken",
    other: "Iets anders",
  },
  decisions: { explained: "Er is een reden", talked: "Besproken", passed_on: "Verteld aan de veiligheidsfunctionaris", mistaken: "Zegt niets" },
  reopen: "Opnieuw beslissen…",
  reopen_lead: "Waarom wordt de beslissing ingetrokken? Beide blijven in het logboek.",
  reopen_reasons: { mistake: "Er werd iets anders bedoeld", new_facts: "Er is nu meer bekend" },
};

export const LEAD_TEXTS: Readonly<Record<Language, LeadTexts>> = { en: english, de: german, nl: dutch };

export { LEAD_TEXTS as TEXTS };

/** Rightly the same as in English. */
export const SAME = { de: ["clips"] } as const;
