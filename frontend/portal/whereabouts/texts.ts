/** Texts about where sound lies, how much it is, when it ends, and who else handles data. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly kept_title: string;
  readonly kept_none: string;
  readonly kept_count: (count: number, length: string) => string;
  readonly kept_size: string;
  readonly kept_archive: string;
  readonly kept_where: string;
  readonly here: string;
  readonly elsewhere: string;
  readonly kept_ends: string;
  readonly ends: (first: string, last: string) => string;
  readonly kept_amount: string;
  readonly kept_wake: string;
  readonly wake_none: string;
  readonly wake: (count: number, end: string) => string;
  readonly backup: string;
  readonly processors_title: string;
  readonly processors_lead: string;
  readonly processors_none: string;
  readonly processor: string;
  readonly country: string;
  readonly does: string;
  readonly transfer: string;
  readonly since: string;
  readonly transfers: Readonly<Record<string, string>>;
  readonly services: Readonly<Record<string, string>>;
  readonly employers: string;
  readonly employer: (name: string, countries: string) => string;
  readonly no_site: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    kept_title: "Your sound: where, how much, how long",
    kept_none: "No recording is kept.",
    kept_amount: "How much",
    kept_count: (count, length) => (count === 1 ? `1 recording, ${length}` : `${count} recordings, ${length} together`),
    kept_size: "Size",
    kept_archive: "Prepared archives",
    kept_where: "Where",
    here: "On the machine that Earnest runs on, in its data folder, sealed with your key.",
    elsewhere: "In an object store that Earnest was given, sealed with your key.",
    kept_ends: "When it ends",
    ends: (first, last) => (first === last ? `All of it on ${last}.` : `The first on ${first}, the last on ${last}.`),
    kept_wake: "Wake word",
    wake_none: "The wake word learns from nothing of yours.",
    wake: (count, end) => (count === 1 ? `Your device woke once that teaches the wake word: eleven coarse numbers, without sound and words, until ${end}.` : `Your device woke ${count} times that teach the wake word: eleven coarse numbers each, without sound and words, until ${end} at the latest.`),
    backup: "A back-up leaves sound out unless whoever makes it asks for it. What you delete can no longer be opened in a back-up either once the next one was made.",
    processors_title: "Who else handles data",
    processors_lead: "Companies and countries, as the organisation states them.",
    processors_none: "No other company handles your data.",
    processor: "Company",
    country: "Country",
    does: "What for",
    transfer: "Transfer",
    since: "Since",
    transfers: { none: "Nothing leaves the EEA", adequacy: "Adequacy decision", standard_clauses: "Standard contractual clauses", binding_rules: "Binding corporate rules", derogation: "Derogation (Art. 49)" },
    services: { hosting: "Computers", storage: "Storage", keys: "Keys", review: "Listening", support: "Help", other: "Other" },
    employers: "Employers of people who listen",
    employer: (name, countries) => `${name}: ${countries}`,
    no_site: "no site stated",
  },
  de: {
    kept_title: "Ihr Ton: wo, wie viel, wie lange",
    kept_none: "Es wird keine Aufnahme behalten.",
    kept_amount: "Wie viel",
    kept_count: (count, length) => (count === 1 ? `1 Aufnahme, ${length}` : `${count} Aufnahmen, zusammen ${length}`),
    kept_size: "Größe",
    kept_archive: "Vorbereitete Archive",
    kept_where: "Wo",
    here: "Auf dem Rechner, auf dem Earnest läuft, in seinem Datenordner, versiegelt mit Ihrem Schlüssel.",
    elsewhere: "In einem Objektspeicher, der Earnest gegeben wurde, versiegelt mit Ihrem Schlüssel.",
    kept_ends: "Wann es endet",
    ends: (first, last) => (first === last ? `Alles am ${last}.` : `Die erste am ${first}, die letzte am ${last}.`),
    kept_wake: "Aktivierungswort",
    wake_none: "Das Aktivierungswort lernt aus nichts von Ihnen.",
    wake: (count, end) => (count === 1 ? `Ihr Gerät wachte 1 Mal auf, woraus das Aktivierungswort lernt: elf grobe Zahlen ohne Ton und Wörter, bis ${end}.` : `Ihre Geräte wachten ${count} Mal auf, woraus das Aktivierungswort lernt: je elf grobe Zahlen ohne Ton und Wörter, längstens bis ${end}.`),
    backup: "Eine Sicherung lässt den Ton weg, außer wer sie macht, verlangt ihn. Was Sie löschen, lässt sich auch in einer Sicherung nicht mehr öffnen, sobald die nächste gemacht ist.",
    processors_title: "Wer sonst mit Daten umgeht",
    processors_lead: "Firmen und Länder, wie die Organisation sie angibt.",
    processors_none: "Keine andere Firma geht mit Ihren Daten um.",
    processor: "Firma",
    country: "Land",
    does: "Wofür",
    transfer: "Übermittlung",
    since: "Seit",
    transfers: { none: "Nichts verlässt den EWR", adequacy: "Angemessenheitsbeschluss", standard_clauses: "Standardvertragsklauseln", binding_rules: "Verbindliche interne Vorschriften", derogation: "Ausnahme (Art. 49)" },
    services: { hosting: "Rechner", storage: "Speicher", keys: "Schlüssel", review: "Anhören", support: "Hilfe", other: "Anderes" },
    employers: "Arbeitgeber der Menschen, die zuhören",
    employer: (name, countries) => `${name}: ${countries}`,
    no_site: "kein Standort angegeben",
  },
  nl: {
    kept_title: "Uw geluid: waar, hoeveel, hoe lang",
    kept_none: "Er wordt geen opname bewaard.",
    kept_amount: "Hoeveel",
    kept_count: (count, length) => (count === 1 ? `1 opname, ${length}` : `${count} opnamen, samen ${length}`),
    kept_size: "Grootte",
    kept_archive: "Klaargemaakte archieven",
    kept_where: "Waar",
    here: "Op de machine waarop Earnest draait, in de gegevensmap, verzegeld met uw sleutel.",
    elsewhere: "In een objectopslag die Earnest heeft gekregen, verzegeld met uw sleutel.",
    kept_ends: "Wanneer het eindigt",
    ends: (first, last) => (first === last ? `Alles op ${last}.` : `De eerste op ${first}, de laatste op ${last}.`),
    kept_wake: "Activeringswoord",
    wake_none: "Het activeringswoord leert van niets van u.",
    wake: (count, end) => (count === 1 ? `Het activeringswoord leert van 1 keer dat uw apparaat wakker werd: elf grove getallen zonder geluid en woorden, tot ${end}.` : `Het wekwoord leert van ${count} keren dat uw apparaten wakker werden: elk elf grove getallen zonder geluid en woorden, uiterlijk tot ${end}.`),
    backup: "Een back-up laat geluid weg, tenzij wie hem maakt erom vraagt. Wat u verwijdert, kan ook in een back-up niet meer worden geopend zodra de volgende is gemaakt.",
    processors_title: "Wie er nog met gegevens omgaat",
    processors_lead: "Bedrijven en landen, zoals de organisatie ze opgeeft.",
    processors_none: "Geen ander bedrijf gaat met uw gegevens om.",
    processor: "Bedrijf",
    country: "Land van verwerking",
    does: "Waarvoor",
    transfer: "Doorgifte",
    since: "Sinds",
    transfers: { none: "Niets verlaat de EER", adequacy: "Adequaatheidsbesluit", standard_clauses: "Modelcontractbepalingen", binding_rules: "Bindende bedrijfsvoorschriften", derogation: "Afwijking (art. 49)" },
    services: { hosting: "Computers voor Earnest", storage: "Opslag", keys: "Sleutels", review: "Luisteren", support: "Hulp", other: "Overig" },
    employers: "Werkgevers van mensen die luisteren",
    employer: (name, countries) => `${name}: ${countries}`,
    no_site: "geen vestiging opgegeven",
  },
};
