/** Texts about private hours and the card for guests. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly running: (until: string) => string;
  readonly running_note: string;
  readonly planned_note: string;
  readonly not_running: string;
  readonly begin: string;
  readonly lengths: Readonly<Record<number, string>>;
  readonly length: string;
  readonly begun: (until: string) => string;
  readonly end: string;
  readonly ended: string;
  readonly banner: (until: string) => string;
  readonly look: string;
  readonly voice_title: string;
  readonly voice: readonly string[];
  readonly voice_note: string;
  readonly plan_title: string;
  readonly plan_lead: (zone: string) => string;
  readonly plan_none: string;
  readonly plan_days: string;
  readonly plan_from: string;
  readonly plan_to: string;
  readonly plan_add: string;
  readonly plan_added: string;
  readonly plan_remove: (what: string) => string;
  readonly plan_removed: string;
  readonly plan_incomplete: string;
  readonly next_day: string;
  readonly days: readonly string[];
  readonly card_title: string;
  readonly card_lead: string;
  /** The page is open under an address that names only the machine that reads it. */
  readonly card_unreachable: (host: string) => string;
  readonly print: string;
  readonly card: {
    readonly heading: string;
    readonly answers: string;
    readonly kept: string;
    readonly listen: string;
    /** In a household. */
    readonly listen_owner: string;
    readonly stop: string;
    readonly claim: string;
    readonly code: string;
  };
}

const SENTENCES = {
  en: ["start a private hour", "private mode for three hours", "we have guests"],
  de: ["starte eine private Stunde", "Privatmodus für drei Stunden", "wir haben Gäste"],
  nl: ["start een privé-uur", "privémodus voor drie uur", "we hebben bezoek"],
} as const;

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Private hour",
    lead: "While it runs the assistant answers and keeps nothing: no sound, no words, no counts, not even of what you agreed to.",
    running: (until) => `Private until ${until}`,
    running_note: "Nothing of what is said at your devices is kept.",
    planned_note: "This comes from your weekly plan below. To end it, remove it from the plan.",
    not_running: "No private hour is running.",
    begin: "Begin now",
    lengths: { 60: "1 hour", 180: "3 hours", 720: "12 hours", 1440: "24 hours" },
    length: "How long",
    begun: (until) => `Private until ${until}`,
    end: "End it now",
    ended: "The private hour has ended",
    banner: (until) => `Private until ${until}: nothing of what is said is kept.`,
    look: "Look at it",
    voice_title: "By voice",
    voice: SENTENCES.en,
    voice_note: "Whoever is in the room can begin one. It can only be ended early here, signed in.",
    plan_title: "Every week",
    plan_lead: (zone) => `Hours that are always private. Times are in ${zone}.`,
    plan_none: "Nothing is planned.",
    plan_days: "Days",
    plan_from: "From",
    plan_to: "Until",
    plan_add: "Add to the plan",
    plan_added: "Added to the plan",
    plan_remove: (what) => `Remove from the plan: ${what}`,
    plan_removed: "Removed from the plan",
    plan_incomplete: "Choose at least one day, a beginning and another end.",
    next_day: "on the next day",
    days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    card_title: "Card for guests",
    card_lead: "Print it and put it where guests see it. The code leads to a page on which they can ask for what was kept of them, without an account.",
    card_unreachable: (host) => `This page is open as ${host}, and so is the address on the card: on a guest’s telephone it leads nowhere. Open this page under an address that other devices in your network reach, then print the card.`,
    print: "Print the card",
    card: {
      heading: "A voice assistant listens for its name here",
      answers: "When it hears its name it hears what follows, and answers.",
      kept: "Some of it may be kept, if the people who live here agreed to that.",
      listen: "A person may listen to a few recordings, in a changed voice and without names.",
      listen_owner: "Only the owner of the assistant can listen to it.",
      stop: "Say its name and “we have guests”: for an hour nothing is kept.",
      claim: "Were you recorded? Ask to see it or to have it deleted, without an account:",
      code: "Code with the address of that page",
    },
  },
  de: {
    title: "Private Stunde",
    lead: "Solange sie läuft, antwortet der Assistent und bewahrt nichts auf: keinen Ton, keine Wörter, keine Zählung, auch nichts von dem, dem Sie zugestimmt haben.",
    running: (until) => `Privat bis ${until}`,
    running_note: "Nichts, was an Ihren Geräten gesagt wird, wird aufbewahrt.",
    planned_note: "Das steht in Ihrem Wochenplan unten. Um es zu beenden, nehmen Sie es aus dem Plan.",
    not_running: "Es läuft keine private Stunde.",
    begin: "Jetzt beginnen",
    lengths: { 60: "1 Stunde", 180: "3 Stunden", 720: "12 Stunden", 1440: "24 Stunden" },
    length: "Wie lange",
    begun: (until) => `Privat bis ${until}`,
    end: "Jetzt beenden",
    ended: "Die private Stunde ist zu Ende",
    banner: (until) => `Privat bis ${until}: Nichts, was gesagt wird, wird aufbewahrt.`,
    look: "Ansehen",
    voice_title: "Mit der Stimme",
    voice: SENTENCES.de,
    voice_note: "Alle im Raum können sie beginnen. Früher beenden lässt sie sich nur hier, angemeldet.",
    plan_title: "Jede Woche",
    plan_lead: (zone) => `Stunden, die immer privat sind. Zeiten gelten in ${zone}.`,
    plan_none: "Nichts ist geplant.",
    plan_days: "Tage",
    plan_from: "Von",
    plan_to: "Bis",
    plan_add: "In den Plan aufnehmen",
    plan_added: "In den Plan aufgenommen",
    plan_remove: (what) => `Aus dem Plan nehmen: ${what}`,
    plan_removed: "Aus dem Plan genommen",
    plan_incomplete: "Wählen Sie mindestens einen Tag, einen Anfang und ein anderes Ende.",
    next_day: "am nächsten Tag",
    days: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
    card_title: "Karte für Gäste",
    card_lead: "Drucken Sie sie aus und stellen Sie sie dorthin, wo Gäste sie sehen. Der Code führt zu einer Seite, auf der sie ohne Konto nach dem fragen können, was von ihnen aufbewahrt wurde.",
    card_unreachable: (host) => `Diese Seite ist als ${host} geöffnet, und so steht es auch auf der Karte: Auf dem Telefon eines Gasts führt das ins Leere. Öffnen Sie diese Seite unter einer Adresse, die andere Geräte in Ihrem Netz erreichen, und drucken Sie dann die Karte.`,
    print: "Karte drucken",
    card: {
      heading: "Hier hört ein Sprachassistent auf seinen Namen",
      answers: "Wenn er seinen Namen hört, hört er, was folgt, und antwortet.",
      kept: "Manches davon wird aufbewahrt, wenn die, die hier wohnen, dem zugestimmt haben.",
      listen: "Ein Mensch darf einige wenige Aufnahmen anhören, mit veränderter Stimme und ohne Namen.",
      listen_owner: "Anhören kann es nur, wem der Assistent gehört.",
      stop: "Sagen Sie seinen Namen und „wir haben Gäste“: Eine Stunde lang wird nichts aufbewahrt.",
      claim: "Wurden Sie aufgenommen? Hier können Sie ohne Konto Auskunft oder Löschung verlangen:",
      code: "Code mit der Adresse dieser Seite",
    },
  },
  nl: {
    title: "Privé-uur",
    lead: "Zolang het loopt antwoordt de assistent en bewaart hij niets: geen geluid, geen woorden, geen tellingen, ook niet waar u mee instemde.",
    running: (until) => `Privé tot ${until}`,
    running_note: "Niets van wat bij uw apparaten wordt gezegd, wordt bewaard.",
    planned_note: "Dit komt uit uw weekplan hieronder. Haal het uit het plan om het te beëindigen.",
    not_running: "Er loopt geen privé-uur.",
    begin: "Nu beginnen",
    lengths: { 60: "1 uur", 180: "3 uur", 720: "12 uur", 1440: "24 uur" },
    length: "Hoe lang",
    begun: (until) => `Privé tot ${until}`,
    end: "Nu beëindigen",
    ended: "Het privé-uur is voorbij",
    banner: (until) => `Privé tot ${until}: niets van wat er wordt gezegd wordt bewaard.`,
    look: "Bekijken",
    voice_title: "Met uw stem",
    voice: SENTENCES.nl,
    voice_note: "Iedereen in de kamer kan het beginnen. Eerder beëindigen kan alleen hier, door wie is aangemeld.",
    plan_title: "Elke week",
    plan_lead: (zone) => `Uren die altijd privé zijn. Tijden gelden in ${zone}.`,
    plan_none: "Er is niets gepland.",
    plan_days: "Dagen",
    plan_from: "Van",
    plan_to: "Tot",
    plan_add: "Aan het plan toevoegen",
    plan_added: "Aan het plan toegevoegd",
    plan_remove: (what) => `Uit het plan halen: ${what}`,
    plan_removed: "Uit het plan gehaald",
    plan_incomplete: "Kies minstens één dag, een begin en een ander einde.",
    next_day: "de volgende dag",
    days: ["ma", "di", "wo", "do", "vr", "za", "zo"],
    card_title: "Kaart voor gasten",
    card_lead: "Druk hem af en zet hem waar gasten hem zien. De code leidt naar een pagina waar zij zonder account kunnen vragen wat er van hen is bewaard.",
    card_unreachable: (host) => `Deze pagina is geopend als ${host}, en dat staat ook op de kaart: op de telefoon van een gast leidt dat nergens heen. Open deze pagina op een adres dat andere apparaten in uw netwerk kunnen bereiken en druk dan de kaart af.`,
    print: "Kaart afdrukken",
    card: {
      heading: "Hier luistert een spraakassistent naar zijn naam",
      answers: "Als hij zijn naam hoort, hoort hij wat volgt en antwoordt hij.",
      kept: "Iets daarvan kan worden bewaard, als de bewoners daarmee hebben ingestemd.",
      listen: "Een mens mag naar enkele opnamen luisteren, met een veranderde stem en zonder namen.",
      listen_owner: "Alleen de eigenaar van de assistent kan ernaar luisteren.",
      stop: "Zeg zijn naam en “we hebben bezoek”: een uur lang wordt niets bewaard.",
      claim: "Bent u opgenomen? Vraag hier zonder account om inzage of verwijdering:",
      code: "Code met het adres van die pagina",
    },
  },
};
