/** Texts of the register of requests. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly due: (count: number) => string;
  readonly enter_title: string;
  readonly kind: string;
  readonly from: string;
  readonly came_in: string;
  readonly until: string;
  readonly state: string;
  readonly acts: string;
  readonly enter: string;
  readonly entered: string;
  readonly none: string;
  readonly account: string;
  readonly no_account: string;
  readonly prolonged: string;
  readonly open: string;
  readonly soon: string;
  readonly late: string;
  readonly answered_late: string;
  readonly answer: string;
  /** What a button does with which request. */
  readonly about: (act: string, kind: string, day: string) => string;
  readonly answered: string;
  readonly answer_title: string;
  readonly answer_text: string;
  readonly prolong: string;
  readonly was_prolonged: string;
  readonly prolong_title: string;
  readonly prolong_text: string;
  readonly reason: string;
  readonly close: string;
  readonly cancel: string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, string>>;
}

export const SAME: Readonly<Partial<Record<Language, readonly string[]>>> = { de: ["kinds.export"], nl: ["kinds.export", "open"] };

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Requests of people",
    lead: "Each is answered within one month of the day on which it came in; two more months are possible once, if the person was told why within the first. Who asks is not shown here: the portal and the personal side answer, and letters are answered by whoever took them.",
    due: (count) => (count === 1 ? "1 request is due within a week or late." : `${count} requests are due within a week or late.`),
    enter_title: "Enter a request that came in by letter or call",
    kind: "What is asked",
    from: "From",
    came_in: "Came in",
    until: "Answer until",
    state: "Answer",
    acts: "Actions",
    enter: "Enter",
    entered: "Entered; its month has begun.",
    none: "No request has come in.",
    account: "Customer",
    no_account: "Without an account",
    prolonged: "prolonged",
    open: "Open",
    soon: "Due within a week",
    late: "Late",
    answered_late: "late",
    answer: "Answer",
    about: (act, kind, day) => `${act}: ${kind}, came in on ${day}`,
    answered: "Noted.",
    answer_title: "How was it answered?",
    answer_text: "An answer stays as it is given. Whoever is refused has to be told why, and that they may complain to the authority.",
    prolong: "More time",
    was_prolonged: "Two more months.",
    prolong_title: "Take two more months?",
    prolong_text: "Only once, and only if the person has been told of it and why.",
    reason: "Reason",
    close: "Close",
    cancel: "Cancel",
    kinds: { access: "Access", export: "Export", rectification: "Correction", erasure: "Erasure", restriction: "Restriction", objection: "Objection", claim: "Claim without an account", human_review: "A person looks at a decision", transport_data: "Data of the device" },
    outcomes: { fulfilled: "Fulfilled", fulfilled_in_part: "Fulfilled in part", nothing_held: "Nothing is held", withdrawn_by_person: "Taken back by the person", refused_unfounded: "Refused: manifestly unfounded", refused_excessive: "Refused: excessive", refused_not_identified: "Refused: not identified", refused_rights_of_others: "Refused: rights of others" },
    reasons: { complex: "It is complex", many_requests: "There are many requests" },
  },
  de: {
    title: "Anfragen von Betroffenen",
    lead: "Jede wird binnen eines Monats nach ihrem Eingang beantwortet; einmal sind zwei Monate mehr möglich, wenn der Person im ersten Monat gesagt wurde, warum. Wer fragt, steht hier nicht: Portal und personenbezogene Seite antworten, Briefe beantwortet, wer sie annahm.",
    due: (count) => (count === 1 ? "1 Anfrage ist binnen einer Woche fällig oder überfällig." : `${count} Anfragen sind binnen einer Woche fällig oder überfällig.`),
    enter_title: "Anfrage eintragen, die per Brief oder Anruf kam",
    kind: "Worum es geht",
    from: "Von",
    came_in: "Eingang",
    until: "Antwort bis",
    state: "Antwort",
    acts: "Aktionen",
    enter: "Eintragen",
    entered: "Eingetragen; der Monat läuft.",
    none: "Es ist keine Anfrage eingegangen.",
    account: "Kunde",
    no_account: "Ohne Konto",
    prolonged: "verlängert",
    open: "Offen",
    soon: "Binnen einer Woche fällig",
    late: "Überfällig",
    answered_late: "verspätet",
    answer: "Beantworten",
    about: (act, kind, day) => `${act}: ${kind}, eingegangen am ${day}`,
    answered: "Vermerkt.",
    answer_title: "Wie wurde geantwortet?",
    answer_text: "Eine Antwort bleibt, wie sie gegeben wird. Wem etwas abgelehnt wird, dem ist zu sagen, warum, und dass eine Beschwerde bei der Behörde möglich ist.",
    prolong: "Mehr Zeit",
    was_prolonged: "Zwei Monate mehr.",
    prolong_title: "Zwei Monate mehr nehmen?",
    prolong_text: "Nur einmal, und nur wenn die Person davon und vom Grund weiß.",
    reason: "Grund",
    close: "Schließen",
    cancel: "Abbrechen",
    kinds: { access: "Auskunft", export: "Export", rectification: "Berichtigung", erasure: "Löschung", restriction: "Einschränkung", objection: "Widerspruch", claim: "Anspruch ohne Konto", human_review: "Ein Mensch prüft eine Entscheidung", transport_data: "Daten des Geräts" },
    outcomes: { fulfilled: "Erfüllt", fulfilled_in_part: "Teilweise erfüllt", nothing_held: "Nichts vorhanden", withdrawn_by_person: "Zurückgezogen", refused_unfounded: "Abgelehnt: offensichtlich unbegründet", refused_excessive: "Abgelehnt: exzessiv", refused_not_identified: "Abgelehnt: nicht identifiziert", refused_rights_of_others: "Abgelehnt: Rechte anderer" },
    reasons: { complex: "Sie ist komplex", many_requests: "Es sind viele Anfragen" },
  },
  nl: {
    title: "Verzoeken van betrokkenen",
    lead: "Elk wordt binnen een maand na ontvangst beantwoord; één keer zijn twee maanden extra mogelijk, als de persoon in de eerste maand hoorde waarom. Wie vraagt staat hier niet: het portaal en de persoonlijke kant antwoorden, brieven beantwoordt wie ze aannam.",
    due: (count) => (count === 1 ? "1 verzoek moet binnen een week beantwoord zijn of is te laat." : `${count} verzoeken moeten binnen een week beantwoord zijn of zijn te laat.`),
    enter_title: "Verzoek invoeren dat per brief of telefoon kwam",
    kind: "Wat wordt gevraagd",
    from: "Van",
    came_in: "Ontvangen",
    until: "Antwoord tot",
    state: "Antwoord",
    acts: "Acties",
    enter: "Invoeren",
    entered: "Ingevoerd; de maand loopt.",
    none: "Er is geen verzoek ontvangen.",
    account: "Klant",
    no_account: "Zonder account",
    prolonged: "verlengd",
    open: "Open",
    soon: "Binnen een week",
    late: "Te laat",
    answered_late: "te laat",
    answer: "Beantwoorden",
    about: (act, kind, day) => `${act}: ${kind}, binnengekomen op ${day}`,
    answered: "Genoteerd.",
    answer_title: "Hoe is er geantwoord?",
    answer_text: "Een antwoord blijft zoals het is gegeven. Wie wordt geweigerd hoort waarom, en dat een klacht bij de toezichthouder mogelijk is.",
    prolong: "Meer tijd",
    was_prolonged: "Twee maanden extra.",
    prolong_title: "Twee maanden extra nemen?",
    prolong_text: "Slechts één keer, en alleen als de persoon dat en de reden weet.",
    reason: "Reden",
    close: "Sluiten",
    cancel: "Annuleren",
    kinds: { access: "Inzage", export: "Export", rectification: "Rectificatie", erasure: "Wissing", restriction: "Beperking", objection: "Bezwaar", claim: "Aanspraak zonder account", human_review: "Een mens bekijkt een besluit", transport_data: "Gegevens van het apparaat" },
    outcomes: { fulfilled: "Uitgevoerd", fulfilled_in_part: "Deels uitgevoerd", nothing_held: "Niets aanwezig", withdrawn_by_person: "Ingetrokken", refused_unfounded: "Geweigerd: kennelijk ongegrond", refused_excessive: "Geweigerd: buitensporig", refused_not_identified: "Geweigerd: niet geïdentificeerd", refused_rights_of_others: "Geweigerd: rechten van anderen" },
    reasons: { complex: "Het is complex", many_requests: "Er zijn veel verzoeken" },
  },
};
