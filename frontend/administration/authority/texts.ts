/** Texts of the answer to an authority. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly since: string;
  readonly until: string;
  readonly answer: string;
  readonly none: string;
  readonly sentence: (recordings: number, people: number, shownRecordings: string, shownPeople: string) => string;
  readonly made: (moment: string) => string;
  readonly download: string;
  readonly kept: string;
  readonly country: string;
  readonly recordings: string;
  readonly people: string;
  readonly chosen: string;
  readonly oldest: string;
  readonly heard: string;
  readonly not_heard: string;
  readonly role: string;
  readonly simulated: string;
  readonly employer: string;
  readonly own: string;
  readonly no_site: string;
  readonly reviewers: string;
  readonly clips: string;
  readonly times: string;
  readonly seconds: string;
  readonly stored: string;
  readonly sound: string;
  readonly database: string;
  readonly period: string;
  /** What the server calls the places of storing. */
  readonly places: Readonly<Record<string, string>>;
  readonly retention: (days: number) => string;
}

export const SAME: Readonly<Partial<Record<Language, readonly string[]>>> = { de: ["clips", "places.Google Cloud Storage", "places.Azure Blob Storage"], nl: ["places.Google Cloud Storage", "places.Azure Blob Storage"] };

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Questions of an authority",
    lead: "How many recordings since when, of how many people, stored where, heard by whom. Counts only. What was deleted is not counted as a recording; that it was heard still is.",
    since: "Since",
    until: "Until",
    answer: "Answer",
    none: "Choose days, or none for everything, and ask for the answer.",
    sentence: (recordings, people, shownRecordings, shownPeople) => (recordings === 0 ? "No recording is kept." : `${recordings === 1 ? "1 recording" : `${shownRecordings} recordings`} of ${people === 1 ? "1 person" : `${shownPeople} people`} ${recordings === 1 ? "is" : "are"} kept.`),
    made: (moment) => `As of ${moment}.`,
    download: "Download the answer",
    kept: "Recordings that are kept",
    country: "Country",
    recordings: "Recordings",
    people: "People",
    chosen: "Chosen for review",
    oldest: "Oldest",
    heard: "Heard by whom",
    not_heard: "Nothing was heard in these days.",
    role: "Role",
    simulated: "a program",
    employer: "Employer",
    own: "own people",
    no_site: "without a site",
    reviewers: "Reviewers",
    clips: "Clips",
    times: "Times",
    seconds: "Seconds",
    stored: "Stored where",
    sound: "Sound, sealed",
    database: "Database",
    period: "How long",
    places: {
      "files on the machine that runs Earnest": "files on the machine that runs Earnest",
      "an object store with the interface of Amazon S3": "an object store with the interface of Amazon S3",
      "Google Cloud Storage": "Google Cloud Storage",
      "Azure Blob Storage": "Azure Blob Storage",
      "an object store": "an object store",
      "a database server of the organisation": "a database server of the organisation",
      "on the same machine": "on the same machine",
    },
    retention: (days) => `Kept ${days} days at most. Processors and countries stand on their own page.`,
  },
  de: {
    title: "Fragen einer Behörde",
    lead: "Wie viele Aufnahmen seit wann, von wie vielen Menschen, wo gespeichert, von wem gehört. Nur Zahlen. Was gelöscht wurde, zählt nicht als Aufnahme; dass es gehört wurde, zählt weiterhin.",
    since: "Seit",
    until: "Bis",
    answer: "Antwort erstellen",
    none: "Tage wählen, oder keine für alles, und die Antwort verlangen.",
    sentence: (recordings, people, shownRecordings, shownPeople) => (recordings === 0 ? "Keine Aufnahme ist gespeichert." : `${recordings === 1 ? "1 Aufnahme" : `${shownRecordings} Aufnahmen`} von ${people === 1 ? "1 Person" : `${shownPeople} Personen`} ${recordings === 1 ? "ist" : "sind"} gespeichert.`),
    made: (moment) => `Stand ${moment}.`,
    download: "Antwort laden",
    kept: "Gespeicherte Aufnahmen",
    country: "Land",
    recordings: "Aufnahmen",
    people: "Menschen",
    chosen: "Zum Prüfen gewählt",
    oldest: "Älteste",
    heard: "Von wem gehört",
    not_heard: "In diesen Tagen wurde nichts gehört.",
    role: "Rolle",
    simulated: "ein Programm",
    employer: "Arbeitgeber",
    own: "eigene Leute",
    no_site: "ohne Standort",
    reviewers: "Prüfer",
    clips: "Clips",
    times: "Male",
    seconds: "Sekunden",
    stored: "Wo gespeichert",
    sound: "Ton, versiegelt",
    database: "Datenbank",
    period: "Wie lange",
    places: {
      "files on the machine that runs Earnest": "Dateien auf dem Rechner, auf dem Earnest läuft",
      "an object store with the interface of Amazon S3": "ein Objektspeicher mit der Schnittstelle von Amazon S3",
      "Google Cloud Storage": "Google Cloud Storage",
      "Azure Blob Storage": "Azure Blob Storage",
      "an object store": "ein Objektspeicher",
      "a database server of the organisation": "ein Datenbankserver der Organisation",
      "on the same machine": "auf demselben Rechner",
    },
    retention: (days) => `Höchstens ${days} Tage gespeichert. Auftragsverarbeiter und Länder haben eine eigene Seite.`,
  },
  nl: {
    title: "Vragen van een toezichthouder",
    lead: "Hoeveel opnamen sinds wanneer, van hoeveel mensen, waar bewaard, door wie gehoord. Alleen aantallen. Wat gewist is, telt niet als opname; dat het gehoord werd, telt nog wel.",
    since: "Sinds",
    until: "Tot en met",
    answer: "Antwoord maken",
    none: "Kies dagen, of geen voor alles, en vraag het antwoord.",
    sentence: (recordings, people, shownRecordings, shownPeople) => (recordings === 0 ? "Er wordt geen opname bewaard." : `Er ${recordings === 1 ? "wordt 1 opname" : `worden ${shownRecordings} opnamen`} van ${people === 1 ? "1 persoon" : `${shownPeople} mensen`} bewaard.`),
    made: (moment) => `Stand van ${moment}.`,
    download: "Antwoord ophalen",
    kept: "Bewaarde opnamen",
    country: "Land",
    recordings: "Opnamen",
    people: "Mensen",
    chosen: "Gekozen om te beoordelen",
    oldest: "Oudste",
    heard: "Door wie gehoord",
    not_heard: "In deze dagen is niets gehoord.",
    role: "Rol",
    simulated: "een programma",
    employer: "Werkgever",
    own: "eigen mensen",
    no_site: "zonder locatie",
    reviewers: "Beoordelaars",
    clips: "Fragmenten",
    times: "Keren",
    seconds: "Seconden",
    stored: "Waar bewaard",
    sound: "Geluid, verzegeld",
    database: "Databank",
    period: "Hoe lang",
    places: {
      "files on the machine that runs Earnest": "bestanden op de computer waarop Earnest draait",
      "an object store with the interface of Amazon S3": "een objectopslag met de interface van Amazon S3",
      "Google Cloud Storage": "Google Cloud Storage",
      "Azure Blob Storage": "Azure Blob Storage",
      "an object store": "een objectopslag",
      "a database server of the organisation": "een databaseserver van de organisatie",
      "on the same machine": "op dezelfde computer",
    },
    retention: (days) => `Hoogstens ${days} dagen bewaard. Verwerkers en landen hebben een eigen pagina.`,
  },
};
