/** Texts of stops. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly unknown: string;
  readonly nothing: string;
  readonly now: string;
  readonly before: string;
  readonly none_before: string;
  readonly begin: string;
  readonly what: string;
  readonly which: string;
  readonly why: string;
  readonly stop: string;
  readonly ask: (what: string) => string;
  readonly ask_text: string;
  readonly stopped: string;
  readonly since: string;
  readonly by: string;
  readonly by_start: string;
  readonly stopped_since: (when: string, who: string | null) => string;
  readonly hits: (count: number, waiting: string, inHand: string) => string;
  readonly request: string;
  readonly request_title: string;
  readonly request_text: string;
  readonly requested: string;
  readonly waits_for_second: (name: string) => string;
  readonly agree: string;
  readonly agree_text: string;
  readonly resumed: string;
  readonly ended: string;
  readonly agreed: (first: string, second: string) => string;
  readonly scopes: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, string>>;
  readonly resumption_reasons: Readonly<Record<string, string>>;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Stop",
    lead: "One officer stops; two different people let it go on. Sound that plays falls silent, no clip is given, nothing is learned from what is stopped. The assistant goes on answering, and no label is lost.",
    unknown: "The database cannot tell what is stopped, so everything is. Look at the audit log, and ask who runs the database.",
    nothing: "Nothing is stopped.",
    now: "Stopped now",
    before: "Stopped before",
    none_before: "Nothing was stopped before.",
    begin: "Stop something",
    what: "What",
    which: "Which",
    why: "Why (reviewers are told)",
    stop: "Stop now",
    ask: (what) => `Stop ${what}?`,
    ask_text: "It takes effect at once, everywhere. You alone cannot undo it: two people let it go on. It stands in the audit log.",
    stopped: "Stopped.",
    since: "Since",
    by: "By",
    by_start: "By a start, because the data were an older copy",
    stopped_since: (when, who) => `Since ${when}, ${who === null ? "by a start, because the data were an older copy" : `by ${who}`}.`,
    hits: (count, waiting, inHand) => `${count === 1 ? "1 clip waits" : `${waiting} clips wait`}, ${inHand} held by reviewers.`,
    request: "Ask that it goes on",
    request_title: "Why may it go on?",
    request_text: "It stays stopped until another person agrees.",
    requested: "Asked. Another officer has to agree.",
    waits_for_second: (name) => `${name} asks that it goes on. Another person has to agree; a second account of the same person does not count.`,
    agree: "Agree: let it go on",
    agree_text: "You are the second person. Clips are given and played again at once.",
    resumed: "It goes on.",
    ended: "Ended",
    agreed: (first, second) => `${first} and ${second}`,
    scopes: { everything: "Everything", region: "Country", language: "Language", vendor: "Vendor", purpose: "Purpose", programme: "Programme" },
    values: {
      human_review: "People listen",
      training: "Learning from labels",
      wake_word_learning: "Learning the wake word",
      general: "General programme",
      panel: "Invited panel",
      campaign: "All campaigns",
    },
    reasons: {
      authority_order: "Order of an authority",
      privacy_incident: "Privacy incident",
      security_incident: "Security incident",
      legal_review: "Legal review",
      quality_problem: "Quality problem",
      drill: "Drill",
      state_unknown: "State unknown",
    },
    resumption_reasons: { cause_removed: "The cause is removed", order_lifted: "The order is lifted", stopped_by_mistake: "Stopped by mistake", drill_over: "The drill is over" },
  },
  de: {
    title: "Stopp",
    lead: "Eine beauftragte Person stoppt; zwei verschiedene lassen es weitergehen. Laufender Ton verstummt, kein Clip wird ausgegeben, aus Gestopptem wird nichts gelernt. Der Assistent antwortet weiter, und kein Label geht verloren.",
    unknown: "Die Datenbank kann nicht sagen, was gestoppt ist, also ist alles gestoppt. Sehen Sie im Protokoll nach, und fragen Sie, wer die Datenbank betreibt.",
    nothing: "Nichts ist gestoppt.",
    now: "Jetzt gestoppt",
    before: "Früher gestoppt",
    none_before: "Früher war nichts gestoppt.",
    begin: "Etwas stoppen",
    what: "Was",
    which: "Welches",
    why: "Warum (Prüfer erfahren es)",
    stop: "Jetzt stoppen",
    ask: (what) => `${what} stoppen?`,
    ask_text: "Es wirkt sofort und überall. Allein können Sie es nicht zurücknehmen: Zwei Personen lassen es weitergehen. Es steht im Protokoll.",
    stopped: "Gestoppt.",
    since: "Seit",
    by: "Von",
    by_start: "Von einem Start, weil die Daten eine ältere Kopie waren",
    stopped_since: (when, who) => `Seit ${when}, ${who === null ? "von einem Start, weil die Daten eine ältere Kopie waren" : `von ${who}`}.`,
    hits: (count, waiting, inHand) => `${count === 1 ? "1 Clip wartet" : `${waiting} Clips warten`}, ${inHand} bei Prüfern.`,
    request: "Um Weitergehen bitten",
    request_title: "Warum darf es weitergehen?",
    request_text: "Es bleibt gestoppt, bis eine andere Person zustimmt.",
    requested: "Gebeten. Eine andere beauftragte Person muss zustimmen.",
    waits_for_second: (name) => `${name} bittet darum, dass es weitergeht. Eine andere Person muss zustimmen; ein zweites Konto derselben Person zählt nicht.`,
    agree: "Zustimmen: weitergehen lassen",
    agree_text: "Sie sind die zweite Person. Clips werden sofort wieder ausgegeben und gespielt.",
    resumed: "Es geht weiter.",
    ended: "Beendet",
    agreed: (first, second) => `${first} und ${second}`,
    scopes: { everything: "Alles", region: "Land", language: "Sprache", vendor: "Dienstleister", purpose: "Zweck", programme: "Programm" },
    values: {
      human_review: "Menschen hören zu",
      training: "Lernen aus Labels",
      wake_word_learning: "Lernen des Aktivierungsworts",
      general: "Allgemeines Programm",
      panel: "Eingeladenes Panel",
      campaign: "Alle Kampagnen",
    },
    reasons: {
      authority_order: "Anordnung einer Behörde",
      privacy_incident: "Datenschutzvorfall",
      security_incident: "Sicherheitsvorfall",
      legal_review: "Rechtliche Prüfung",
      quality_problem: "Problem der Qualität",
      drill: "Übung",
      state_unknown: "Zustand unbekannt",
    },
    resumption_reasons: { cause_removed: "Die Ursache ist behoben", order_lifted: "Die Anordnung ist aufgehoben", stopped_by_mistake: "Aus Versehen gestoppt", drill_over: "Die Übung ist vorbei" },
  },
  nl: {
    title: "Stoppen",
    lead: "Eén functionaris stopt; twee verschillende mensen laten het doorgaan. Geluid dat speelt valt stil, geen fragment wordt uitgegeven, van wat gestopt is wordt niets geleerd. De assistent blijft antwoorden, en geen label gaat verloren.",
    unknown: "De database kan niet zeggen wat er gestopt is, dus is alles gestopt. Kijk in het logboek en vraag wie de database beheert.",
    nothing: "Er is niets gestopt.",
    now: "Nu gestopt",
    before: "Eerder gestopt",
    none_before: "Eerder was niets gestopt.",
    begin: "Iets stoppen",
    what: "Wat",
    which: "Welke",
    why: "Waarom (beoordelaars krijgen het te horen)",
    stop: "Nu stoppen",
    ask: (what) => `${what} stoppen?`,
    ask_text: "Het werkt meteen en overal. Alleen kunt u het niet terugdraaien: twee mensen laten het doorgaan. Het staat in het logboek.",
    stopped: "Gestopt.",
    since: "Sinds",
    by: "Door",
    by_start: "Door een start, omdat de gegevens een oudere kopie waren",
    stopped_since: (when, who) => `Sinds ${when}, ${who === null ? "door een start, omdat de gegevens een oudere kopie waren" : `door ${who}`}.`,
    hits: (count, waiting, inHand) => `${count === 1 ? "1 fragment wacht" : `${waiting} fragmenten wachten`}, ${inHand} bij beoordelaars.`,
    request: "Vragen om door te gaan",
    request_title: "Waarom mag het doorgaan?",
    request_text: "Het blijft gestopt tot iemand anders instemt.",
    requested: "Gevraagd. Een andere functionaris moet instemmen.",
    waits_for_second: (name) => `${name} vraagt om door te gaan. Iemand anders moet instemmen; een tweede account van dezelfde persoon telt niet.`,
    agree: "Instemmen: laten doorgaan",
    agree_text: "U bent de tweede persoon. Fragmenten worden meteen weer uitgegeven en afgespeeld.",
    resumed: "Het gaat door.",
    ended: "Beëindigd",
    agreed: (first, second) => `${first} en ${second}`,
    scopes: { everything: "Alles", region: "Land", language: "Taal", vendor: "Leverancier", purpose: "Doel", programme: "Programma" },
    values: {
      human_review: "Mensen luisteren",
      training: "Leren van labels",
      wake_word_learning: "Leren van het activeringswoord",
      general: "Algemeen programma",
      panel: "Uitgenodigd panel",
      campaign: "Alle campagnes",
    },
    reasons: {
      authority_order: "Bevel van een autoriteit",
      privacy_incident: "Privacy-incident",
      security_incident: "Beveiligingsincident",
      legal_review: "Juridisch onderzoek",
      quality_problem: "Kwaliteitsprobleem",
      drill: "Oefening",
      state_unknown: "Toestand onbekend",
    },
    resumption_reasons: { cause_removed: "De oorzaak is weg", order_lifted: "Het bevel is opgeheven", stopped_by_mistake: "Per ongeluk gestopt", drill_over: "De oefening is voorbij" },
  },
};
