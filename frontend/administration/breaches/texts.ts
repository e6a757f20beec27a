/** Texts of the breach register. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly open_title: string;
  readonly aware_at: string;
  readonly facts: string;
  readonly open: string;
  readonly opened: string;
  readonly none: string;
  readonly breach: (moment: string) => string;
  readonly closed: string;
  readonly told: (moment: string) => string;
  readonly need_denied: string;
  readonly late: (moment: string) => string;
  readonly left: (hours: number, moment: string) => string;
  readonly missing: string;
  readonly missing_names: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, string>>;
  readonly risks: Readonly<Record<string, string>>;
  readonly about_people: (count: number) => string;
  readonly what: string;
  readonly risk: string;
  readonly happened_at: string;
  readonly people: string;
  readonly remark: string;
  readonly add_entry: string;
  readonly add: string;
  readonly added: string;
  readonly cancel: string;
  readonly affected: string;
  readonly lists: string;
  readonly list_waits: string;
  readonly list_waits_second: string;
  readonly list_people: (count: number) => string;
  readonly download: string;
  readonly list_text: string;
  readonly since: string;
  readonly until: string;
  readonly region: string;
  readonly everywhere: string;
  readonly key: string;
  readonly ask_list: string;
  readonly list_asked: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Breaches",
    lead: "The register of personal data breaches. 72 hours run from when the organisation became aware. No entry is changed or removed; the audit log holds the hash of each. Write facts, and no names of people.",
    open_title: "Enter a breach",
    aware_at: "Aware since",
    facts: "What happened",
    open: "Start the clock",
    opened: "Entered; the 72 hours have begun.",
    none: "No breach is entered.",
    breach: (moment) => `Aware since ${moment}`,
    closed: "Closed",
    told: (moment) => `Authority told ${moment}`,
    need_denied: "The authority need not be told",
    late: (moment) => `72 hours ended ${moment}`,
    left: (hours, moment) => `${hours} h left, until ${moment}`,
    missing: "Still missing:",
    missing_names: { risk: "the risk is not assessed", authority: "the authority is not told, nor is it said why not", people: "the risk is high and the people are not told", reason_for_delay: "the entry that the authority was told does not say why so late" },
    kinds: { aware: "Became aware", assessed: "Risk assessed", measure: "Measure taken", authority_told: "Authority told", people_told: "People told", no_need_to_tell: "Why the authority is not told", remark: "Remark", closed: "Close" },
    risks: { none: "risk unlikely", risk: "a risk", high: "a high risk" },
    about_people: (count) => `about ${count} people`,
    what: "What happened",
    risk: "Risk",
    happened_at: "When",
    people: "People, about",
    remark: "In your words",
    add_entry: "Add an entry",
    add: "Add",
    added: "Added; it stays as it is.",
    cancel: "Cancel",
    affected: "Who is affected?",
    lists: "Lists of those affected",
    list_waits: "being made",
    list_waits_second: "waits for a second officer, who agrees on the page “Two people”",
    list_people: (count) => (count === 1 ? "1 person" : `${count} people`),
    download: "Download, sealed",
    list_text: "The personal side makes the list and seals it to your key; no process here can read it. Make a key with “earnest breach key --to FILE” on your own machine and give its line here.",
    since: "Recorded since",
    until: "Recorded until",
    region: "Country",
    everywhere: "All countries",
    key: "Line of your key",
    ask_list: "Ask for the list",
    list_asked: "Asked; it is made within half a minute.",
  },
  de: {
    title: "Datenpannen",
    lead: "Das Register der Verletzungen des Schutzes personenbezogener Daten. 72 Stunden laufen, seit die Organisation davon weiß. Kein Eintrag wird geändert oder entfernt; das Protokoll hält den Hash von jedem. Bitte Tatsachen schreiben und keine Namen.",
    open_title: "Datenpanne eintragen",
    aware_at: "Bekannt seit",
    facts: "Was geschehen ist",
    open: "Frist beginnen",
    opened: "Eingetragen; 72 Stunden laufen.",
    none: "Keine Datenpanne ist eingetragen.",
    breach: (moment) => `Bekannt seit ${moment}`,
    closed: "Abgeschlossen",
    told: (moment) => `Behörde benachrichtigt ${moment}`,
    need_denied: "Die Behörde muss nicht benachrichtigt werden",
    late: (moment) => `72 Stunden endeten ${moment}`,
    left: (hours, moment) => `noch ${hours} h, bis ${moment}`,
    missing: "Es fehlt noch:",
    missing_names: { risk: "das Risiko ist nicht bewertet", authority: "die Behörde ist nicht benachrichtigt, und es steht nicht da, warum nicht", people: "das Risiko ist hoch, und die Betroffenen sind nicht benachrichtigt", reason_for_delay: "beim Eintrag über die Behörde steht nicht, warum so spät" },
    kinds: { aware: "Bekannt geworden", assessed: "Risiko bewertet", measure: "Maßnahme getroffen", authority_told: "Behörde benachrichtigt", people_told: "Betroffene benachrichtigt", no_need_to_tell: "Warum die Behörde nicht benachrichtigt wird", remark: "Bemerkung", closed: "Abschließen" },
    risks: { none: "Risiko unwahrscheinlich", risk: "ein Risiko", high: "ein hohes Risiko" },
    about_people: (count) => `etwa ${count} Menschen`,
    what: "Was geschah",
    risk: "Risiko",
    happened_at: "Wann",
    people: "Menschen, etwa",
    remark: "In Ihren Worten",
    add_entry: "Eintrag hinzufügen",
    add: "Hinzufügen",
    added: "Hinzugefügt; er bleibt, wie er ist.",
    cancel: "Abbrechen",
    affected: "Wer ist betroffen?",
    lists: "Listen der Betroffenen",
    list_waits: "wird erstellt",
    list_waits_second: "wartet auf eine zweite beauftragte Person, die auf der Seite „Zwei Personen“ zustimmt",
    list_people: (count) => (count === 1 ? "1 Person" : `${count} Personen`),
    download: "Laden, versiegelt",
    list_text: "Die Seite mit den personenbezogenen Daten erstellt die Liste und versiegelt sie mit Ihrem Schlüssel; kein Prozess hier kann sie lesen. Einen Schlüssel macht „earnest breach key --to DATEI“ auf Ihrem eigenen Rechner; dessen Zeile gehört hierher.",
    since: "Aufgenommen seit",
    until: "Aufgenommen bis",
    region: "Land",
    everywhere: "Alle Länder",
    key: "Zeile Ihres Schlüssels",
    ask_list: "Liste anfordern",
    list_asked: "Angefordert; sie wird binnen einer halben Minute erstellt.",
  },
  nl: {
    title: "Datalekken",
    lead: "Het register van inbreuken op persoonsgegevens. 72 uur lopen sinds de organisatie ervan weet. Geen regel wordt gewijzigd of verwijderd; het logboek bewaart van elke de hash. Schrijf feiten, en geen namen van mensen.",
    open_title: "Datalek invoeren",
    aware_at: "Bekend sinds",
    facts: "Wat er is gebeurd",
    open: "Klok starten",
    opened: "Ingevoerd; 72 uur lopen.",
    none: "Er is geen datalek ingevoerd.",
    breach: (moment) => `Bekend sinds ${moment}`,
    closed: "Afgesloten",
    told: (moment) => `Toezichthouder ingelicht ${moment}`,
    need_denied: "De toezichthouder hoeft niet te worden ingelicht",
    late: (moment) => `72 uur eindigden ${moment}`,
    left: (hours, moment) => `nog ${hours} uur, tot ${moment}`,
    missing: "Er ontbreekt nog:",
    missing_names: { risk: "het risico is niet beoordeeld", authority: "de toezichthouder is niet ingelicht, en er staat niet waarom niet", people: "het risico is hoog en de betrokkenen zijn niet ingelicht", reason_for_delay: "bij de regel over de toezichthouder staat niet waarom zo laat" },
    kinds: { aware: "Bekend geworden", assessed: "Risico beoordeeld", measure: "Maatregel genomen", authority_told: "Toezichthouder ingelicht", people_told: "Betrokkenen ingelicht", no_need_to_tell: "Waarom de toezichthouder niet wordt ingelicht", remark: "Opmerking", closed: "Afsluiten" },
    risks: { none: "risico onwaarschijnlijk", risk: "een risico", high: "een hoog risico" },
    about_people: (count) => `ongeveer ${count} mensen`,
    what: "Wat gebeurde",
    risk: "Risico",
    happened_at: "Wanneer",
    people: "Mensen, ongeveer",
    remark: "In uw woorden",
    add_entry: "Regel toevoegen",
    add: "Toevoegen",
    added: "Toegevoegd; zij blijft zoals zij is.",
    cancel: "Annuleren",
    affected: "Wie is getroffen?",
    lists: "Lijsten van betrokkenen",
    list_waits: "wordt gemaakt",
    list_waits_second: "wacht op een tweede functionaris, die op de pagina “Twee mensen” akkoord gaat",
    list_people: (count) => (count === 1 ? "1 persoon" : `${count} mensen`),
    download: "Ophalen, verzegeld",
    list_text: "De kant met de persoonsgegevens maakt de lijst en verzegelt haar met uw sleutel; geen proces hier kan haar lezen. Maak een sleutel met “earnest breach key --to BESTAND” op uw eigen computer en geef de regel hier.",
    since: "Opgenomen sinds",
    until: "Opgenomen tot",
    region: "Land",
    everywhere: "Alle landen",
    key: "Regel van uw sleutel",
    ask_list: "Lijst vragen",
    list_asked: "Gevraagd; zij wordt binnen een halve minuut gemaakt.",
  },
};
