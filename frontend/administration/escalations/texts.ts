/** Texts of the page of escalations. */
import type { Language } from "../../kit/language.ts";
import type { DangerCategory, EscalationDecision, HoldReason, TwoPersonAct } from "../api/wire.ts";

interface Texts {
  readonly title: string;
  readonly open: string;
  readonly closed: string;
  readonly none_open: string;
  readonly none_closed: string;
  readonly categories: Readonly<Record<DangerCategory, string>>;
  readonly decisions: Readonly<Record<EscalationDecision, string>>;
  readonly acts: Readonly<Record<TwoPersonAct, string>>;
  readonly due_in: (minutes: number) => string;
  readonly overdue: (minutes: number) => string;
  readonly raised: (moment: string) => string;
  readonly mine: string;
  readonly taken_by: (name: string) => string;
  readonly take: string;
  readonly taken: string;
  readonly steps: { readonly raised: string; readonly taken: (name: string) => string; readonly told: string; readonly contacted: string };
  readonly called: (country: string) => string;
  readonly decision: string;
  readonly choose: string;
  readonly close: string;
  readonly decided: string;
  readonly tell_by: (moment: string) => string;
  readonly told: (moment: string) => string;
  readonly evidence: string;
  readonly no_evidence: string;
  readonly held_until: (day: string) => string;
  readonly approve: string;
  readonly approved: string;
  readonly approved_by: (names: string) => string;
  readonly approved_by_none: string;
  readonly second_missing: string;
  readonly both_there: string;
  readonly open_how: string;
  readonly hold: {
    readonly reason: string;
    readonly reasons: Readonly<Record<HoldReason, string>>;
    readonly until: string;
    readonly keep: string;
    readonly day_missing: string;
    readonly done: string;
  };
  readonly person: {
    readonly title: string;
    readonly lead: string;
    readonly tell: string;
    readonly ask: string;
    readonly asked: string;
    readonly states: Readonly<Record<string, string>>;
  };
  readonly confirm: {
    readonly decide: (decision: string) => string;
    readonly decide_text: string;
    readonly person: string;
    readonly person_told: string;
    readonly person_untold: string;
  };
}

/** “3 h 20 min” */
function span(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Escalations",
    open: "Open",
    closed: "Decided",
    none_open: "No escalation is open. One appears here by itself when a reviewer reports a danger.",
    none_closed: "None was decided yet.",
    categories: { danger_to_life: "Danger to life", child: "A child in danger", violence: "Violence", crime: "Crime", self_harm: "Self-harm" },
    decisions: {
      emergency_called: "Emergency services called",
      police_informed: "Police informed",
      child_protection_informed: "Child protection informed",
      customer_offered_help: "Help offered to the customer",
      no_danger: "No danger",
      not_real: "Not real: a film, a game or a joke",
      cannot_be_assessed: "Cannot be assessed",
    },
    acts: { open_evidence: "Open the evidence", extend_hold: "Keep the evidence longer", identify: "Find who spoke" },
    due_in: (minutes) => `Take within ${span(minutes)}`,
    overdue: (minutes) => `Overdue for ${span(minutes)}`,
    raised: (moment) => `Reported ${moment}`,
    mine: "Yours",
    taken_by: (name) => `Taken by ${name}`,
    take: "Take it",
    taken: "It is yours now.",
    steps: { raised: "Reported by a reviewer", taken: (name) => `Taken by ${name}`, told: "The reviewer was told", contacted: "A person contacted the reviewer" },
    called: (country) => `Who is called in ${country}`,
    decision: "Decision",
    choose: "Choose a decision…",
    close: "Close with this decision",
    decided: "Decided. The reviewer sees it under Care.",
    tell_by: (moment) => `The reviewer must be told by ${moment}.`,
    told: (moment) => `The reviewer was told ${moment}.`,
    evidence: "Evidence",
    no_evidence: "There is no sealed evidence: the clip was withdrawn before, the hold has ended, or it is being sealed.",
    held_until: (day) => `Sealed and kept until ${day}.`,
    approve: "Approve",
    approved: "Approved.",
    approved_by: (names) => `Approved by ${names}.`,
    approved_by_none: "Not approved yet; two different officers are needed.",
    second_missing: "A second officer is still needed",
    both_there: "Both approved",
    open_how: "Opened outside of this page, on the machine that runs Earnest:",
    hold: {
      reason: "Reason",
      reasons: { open_escalation: "The escalation is open", criminal_investigation: "Criminal investigation", court_order: "Court order" },
      until: "Keep until",
      keep: "Keep it until then",
      day_missing: "Choose the day until which it is kept.",
      done: "It is kept until then. The approvals are spent.",
    },
    person: {
      title: "Who spoke",
      lead: "A safety officer asks, and a safety officer and a privacy officer approve together. The answer stays on the personal side; here it is only seen whether it was done.",
      tell: "Tell the customer that this was done (leave it off only where the law forbids telling)",
      ask: "Ask to find who spoke",
      asked: "Asked. It is done once both officers have approved.",
      states: { waiting: "Asked for; it waits for both approvals.", done: "Done on the personal side.", gone: "The person cannot be found any more." },
    },
    confirm: {
      decide: (decision) => `Close with “${decision}”?`,
      decide_text: "A decision stays as it is, stands in the audit log, and is told to the reviewer. A reviewer can escalate again.",
      person: "Ask to find who spoke?",
      person_told: "The request stands in the audit log, and the customer is told in the portal.",
      person_untold: "The request stands in the audit log. The customer is NOT told: do this only where the law forbids telling.",
    },
  },
  de: {
    title: "Meldungen",
    open: "Offen",
    closed: "Entschieden",
    none_open: "Keine Meldung ist offen. Eine erscheint von selbst, sobald jemand beim Prüfen eine Gefahr meldet.",
    none_closed: "Noch wurde über keine entschieden.",
    categories: { danger_to_life: "Lebensgefahr", child: "Ein Kind in Gefahr", violence: "Gewalt", crime: "Straftat", self_harm: "Selbstverletzung" },
    decisions: {
      emergency_called: "Notruf verständigt",
      police_informed: "Polizei verständigt",
      child_protection_informed: "Kinderschutz verständigt",
      customer_offered_help: "Dem Kunden Hilfe angeboten",
      no_danger: "Keine Gefahr",
      not_real: "Nicht echt: Film, Spiel oder Scherz",
      cannot_be_assessed: "Nicht zu beurteilen",
    },
    acts: { open_evidence: "Beweisstück öffnen", extend_hold: "Beweisstück länger aufbewahren", identify: "Herausfinden, wer gesprochen hat" },
    due_in: (minutes) => `Zu übernehmen in ${span(minutes)}`,
    overdue: (minutes) => `Überfällig seit ${span(minutes)}`,
    raised: (moment) => `Gemeldet ${moment}`,
    mine: "Ihre",
    taken_by: (name) => `Übernommen von ${name}`,
    take: "Übernehmen",
    taken: "Sie haben die Meldung übernommen.",
    steps: {
      raised: "Beim Prüfen gemeldet",
      taken: (name) => `Von ${name} übernommen`,
      told: "Wer gemeldet hat, weiß Bescheid",
      contacted: "Jemand hat mit der Person gesprochen, die gemeldet hat",
    },
    called: (country) => `Wer in ${country} verständigt wird`,
    decision: "Entscheidung",
    choose: "Entscheidung wählen…",
    close: "Mit dieser Entscheidung schließen",
    decided: "Entschieden. Wer gemeldet hat, sieht es unter Wohlergehen.",
    tell_by: (moment) => `Wer gemeldet hat, erfährt es bis ${moment}.`,
    told: (moment) => `Wer gemeldet hat, erfuhr es ${moment}.`,
    evidence: "Beweisstück",
    no_evidence: "Es gibt kein versiegeltes Beweisstück: Der Clip wurde vorher zurückgezogen, die Frist ist um, oder es wird gerade versiegelt.",
    held_until: (day) => `Versiegelt und aufbewahrt bis ${day}.`,
    approve: "Genehmigen",
    approved: "Genehmigt.",
    approved_by: (names) => `Genehmigt von ${names}.`,
    approved_by_none: "Noch nicht genehmigt; nötig sind zwei verschiedene Beauftragte.",
    second_missing: "Eine zweite Genehmigung fehlt noch",
    both_there: "Beide haben genehmigt",
    open_how: "Geöffnet wird außerhalb dieser Seite, auf dem Rechner, auf dem Earnest läuft:",
    hold: {
      reason: "Grund",
      reasons: { open_escalation: "Die Meldung ist offen", criminal_investigation: "Strafverfolgung", court_order: "Gerichtsbeschluss" },
      until: "Aufbewahren bis",
      keep: "Bis dahin aufbewahren",
      day_missing: "Bitte den Tag wählen, bis zu dem es aufbewahrt wird.",
      done: "Es wird bis dahin aufbewahrt. Die Genehmigungen sind verbraucht.",
    },
    person: {
      title: "Wer gesprochen hat",
      lead: "Ein Sicherheitsbeauftragter fragt, und ein Sicherheits- und ein Datenschutzbeauftragter genehmigen gemeinsam. Die Antwort bleibt auf der persönlichen Seite; hier sieht man nur, ob es getan ist.",
      tell: "Dem Kunden sagen, dass das geschehen ist (nur weglassen, wo das Gesetz es verbietet)",
      ask: "Nach der Person fragen",
      asked: "Gefragt. Es geschieht, sobald beide genehmigt haben.",
      states: { waiting: "Gefragt; es fehlen noch Genehmigungen.", done: "Auf der persönlichen Seite erledigt.", gone: "Die Person ist nicht mehr zu finden." },
    },
    confirm: {
      decide: (decision) => `Mit „${decision}“ schließen?`,
      decide_text: "Eine Entscheidung bleibt, wie sie ist, steht im Protokoll und wird der Person gesagt, die gemeldet hat. Es kann erneut gemeldet werden.",
      person: "Nach der Person fragen?",
      person_told: "Die Anfrage steht im Protokoll, und der Kunde erfährt es im Portal.",
      person_untold: "Die Anfrage steht im Protokoll. Der Kunde erfährt es NICHT: nur dort, wo das Gesetz es verbietet.",
    },
  },
  nl: {
    title: "Meldingen",
    open: "Openstaand",
    closed: "Beslist",
    none_open: "Er staat geen melding open. Een melding verschijnt vanzelf zodra een beoordelaar een gevaar meldt.",
    none_closed: "Er is nog over geen beslist.",
    categories: { danger_to_life: "Levensgevaar", child: "Een kind in gevaar", violence: "Geweld", crime: "Misdrijf", self_harm: "Zelfbeschadiging" },
    decisions: {
      emergency_called: "Alarmnummer gebeld",
      police_informed: "Politie ingelicht",
      child_protection_informed: "Kinderbescherming ingelicht",
      customer_offered_help: "De klant hulp aangeboden",
      no_danger: "Geen gevaar",
      not_real: "Niet echt: een film, een spel of een grap",
      cannot_be_assessed: "Niet te beoordelen",
    },
    acts: { open_evidence: "Bewijsstuk openen", extend_hold: "Bewijsstuk langer bewaren", identify: "Achterhalen wie sprak" },
    due_in: (minutes) => `Over te nemen binnen ${span(minutes)}`,
    overdue: (minutes) => `Te laat sinds ${span(minutes)}`,
    raised: (moment) => `Gemeld ${moment}`,
    mine: "Van u",
    taken_by: (name) => `Overgenomen door ${name}`,
    take: "Overnemen",
    taken: "U hebt de melding overgenomen.",
    steps: { raised: "Gemeld door een beoordelaar", taken: (name) => `Overgenomen door ${name}`, told: "De beoordelaar weet het", contacted: "Iemand sprak met de beoordelaar" },
    called: (country) => `Wie er in ${country} wordt gebeld`,
    decision: "Beslissing",
    choose: "Kies een beslissing…",
    close: "Sluiten met deze beslissing",
    decided: "Beslist. De beoordelaar ziet het onder Welzijn.",
    tell_by: (moment) => `De beoordelaar hoort het uiterlijk ${moment}.`,
    told: (moment) => `De beoordelaar hoorde het ${moment}.`,
    evidence: "Bewijsstuk",
    no_evidence: "Er is geen verzegeld bewijsstuk: het fragment is eerder teruggetrokken, de termijn is voorbij, of het wordt verzegeld.",
    held_until: (day) => `Verzegeld en bewaard tot ${day}.`,
    approve: "Goedkeuren",
    approved: "Goedgekeurd.",
    approved_by: (names) => `Goedgekeurd door ${names}.`,
    approved_by_none: "Nog niet goedgekeurd; twee verschillende functionarissen zijn nodig.",
    second_missing: "Een tweede goedkeuring ontbreekt nog",
    both_there: "Beiden hebben goedgekeurd",
    open_how: "Openen gebeurt buiten deze pagina, op de computer waarop Earnest draait:",
    hold: {
      reason: "Reden",
      reasons: { open_escalation: "De melding staat open", criminal_investigation: "Strafrechtelijk onderzoek", court_order: "Gerechtelijk bevel" },
      until: "Bewaren tot",
      keep: "Tot dan bewaren",
      day_missing: "Kies de dag tot wanneer het wordt bewaard.",
      done: "Het wordt tot dan bewaard. De goedkeuringen zijn verbruikt.",
    },
    person: {
      title: "Wie sprak",
      lead: "Een veiligheidsfunctionaris vraagt het, en een veiligheids- en een privacyfunctionaris keuren samen goed. Het antwoord blijft aan de persoonlijke kant; hier ziet men alleen of het is gedaan.",
      tell: "De klant vertellen dat dit is gebeurd (alleen weglaten waar de wet het verbiedt)",
      ask: "Vragen wie sprak",
      asked: "Gevraagd. Het gebeurt zodra beiden hebben goedgekeurd.",
      states: { waiting: "Gevraagd; het wacht op beide goedkeuringen.", done: "Gedaan aan de persoonlijke kant.", gone: "De persoon is niet meer te vinden." },
    },
    confirm: {
      decide: (decision) => `Sluiten met “${decision}”?`,
      decide_text: "Een beslissing blijft zoals zij is, staat in het logboek en wordt de beoordelaar verteld. Er kan opnieuw worden gemeld.",
      person: "Vragen wie sprak?",
      person_told: "Het verzoek staat in het logboek, en de klant hoort het in het portaal.",
      person_untold: "Het verzoek staat in het logboek. De klant hoort het NIET: alleen waar de wet dat verbiedt.",
    },
  },
};
