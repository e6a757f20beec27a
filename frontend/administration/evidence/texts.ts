/** Texts of the evidence pack. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly first: string;
  readonly last: string;
  readonly hint: string;
  readonly build: string;
  readonly asked: string;
  readonly none: string;
  readonly asked_at: string;
  readonly period: string;
  readonly whole: string;
  readonly state: string;
  readonly acts: string;
  readonly waiting: string;
  readonly making: string;
  readonly failed: (code: string) => string;
  readonly ready: (size: string, until: string) => string;
  readonly download: string;
  readonly how: string;
  readonly how_text: string;
  readonly key_text: string;
  readonly key_link: string;
  readonly report: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Evidence pack",
    lead: "One signed folder for the authority: records of processing, impact assessment, consent texts with hashes, figures, an extract of the log with proofs, processors, registers, law, algorithm cards and software. It holds no recording, no words and no name.",
    first: "First day",
    last: "Last day",
    hint: "Without days: everything.",
    build: "Build",
    asked: "It is being made; stay here or come back.",
    none: "No pack is there. One can be downloaded for an hour after it was made.",
    asked_at: "Asked for",
    period: "Days",
    whole: "everything",
    state: "State",
    acts: "Actions",
    waiting: "Waits",
    making: "Being made",
    failed: (code) => `Could not be made: ${code}`,
    ready: (size, until) => `${size}, until ${until}`,
    download: "Download",
    how: "How the authority checks it",
    how_text: "On any machine, with the unpacked folder and the public key of the audit log; one changed, added or removed byte is found and the file is named.",
    key_text: "The key is the one that was kept from the first day (earnest audit checkpoint).",
    key_link: "The key as it is now",
    report: "Public transparency report",
  },
  de: {
    title: "Nachweismappe",
    lead: "Ein signierter Ordner für die Behörde: Verzeichnis der Verarbeitungen, Folgenabschätzung, Einwilligungstexte mit Hashes, Zahlen, ein Auszug des Protokolls mit Beweisen, Auftragsverarbeiter, Register, Recht, Steckbriefe der Verfahren und Software. Er enthält keine Aufnahme, keine Worte und keinen Namen.",
    first: "Erster Tag",
    last: "Letzter Tag",
    hint: "Ohne Tage: alles.",
    build: "Erstellen",
    asked: "Sie wird erstellt; bleiben Sie hier oder kommen Sie wieder.",
    none: "Es ist keine Mappe da. Eine kann eine Stunde lang geladen werden, nachdem sie erstellt wurde.",
    asked_at: "Angefordert",
    period: "Tage",
    whole: "alles",
    state: "Stand",
    acts: "Aktionen",
    waiting: "Wartet",
    making: "Wird erstellt",
    failed: (code) => `Konnte nicht erstellt werden: ${code}`,
    ready: (size, until) => `${size}, bis ${until}`,
    download: "Laden",
    how: "Wie die Behörde sie prüft",
    how_text: "Auf jedem Rechner, mit dem entpackten Ordner und dem öffentlichen Schlüssel des Protokolls; ein geändertes, hinzugefügtes oder entferntes Byte wird gefunden und die Datei genannt.",
    key_text: "Der Schlüssel ist der vom ersten Tag an aufbewahrte (earnest audit checkpoint).",
    key_link: "Der Schlüssel, wie er jetzt ist",
    report: "Öffentlicher Transparenzbericht",
  },
  nl: {
    title: "Bewijsmap",
    lead: "Eén ondertekende map voor de toezichthouder: register van verwerkingen, effectbeoordeling, toestemmingsteksten met hashes, cijfers, een uittreksel van het logboek met bewijzen, verwerkers, registers, recht, kaarten van de algoritmen en software. Er staat geen opname, geen woord en geen naam in.",
    first: "Eerste dag",
    last: "Laatste dag",
    hint: "Zonder dagen: alles.",
    build: "Maken",
    asked: "Hij wordt gemaakt; blijf hier of kom terug.",
    none: "Er is geen map. Een map kan een uur lang worden opgehaald nadat zij is gemaakt.",
    asked_at: "Gevraagd",
    period: "Dagen",
    whole: "alles",
    state: "Stand",
    acts: "Acties",
    waiting: "Wacht",
    making: "Wordt gemaakt",
    failed: (code) => `Kon niet worden gemaakt: ${code}`,
    ready: (size, until) => `${size}, tot ${until}`,
    download: "Ophalen",
    how: "Hoe de toezichthouder haar controleert",
    how_text: "Op elke computer, met de uitgepakte map en de openbare sleutel van het logboek; één gewijzigde, toegevoegde of verwijderde byte wordt gevonden en het bestand genoemd.",
    key_text: "De sleutel is die vanaf de eerste dag is bewaard (earnest audit checkpoint).",
    key_link: "De sleutel zoals die nu is",
    report: "Openbaar transparantierapport",
  },
};
