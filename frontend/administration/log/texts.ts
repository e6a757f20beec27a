/** Texts of the audit log. */
import type { Language } from "../../kit/language.ts";
import type { GrowthVerdict } from "../../kit/log_proofs.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly again: string;
  readonly head: string;
  readonly size: string;
  readonly root: string;
  readonly signers: string;
  readonly signature: string;
  readonly signatures: Readonly<Record<"valid" | "signature" | "unsupported", string>>;
  readonly loaded: string;
  readonly keep: string;
  readonly keep_text: string;
  readonly growth: string;
  readonly growth_text: string;
  readonly kept: string;
  readonly file: string;
  readonly key: string;
  readonly compare: string;
  readonly verdicts: Readonly<Record<GrowthVerdict | "no_head", (from: string, to: string) => string>>;
  readonly offline: string;
  readonly offline_text: string;
  readonly tiles_text: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Audit log",
    lead: "Every access, label, deletion and decision is a leaf of a Merkle tree whose head is signed. What was signed cannot be changed, removed or inserted unseen by whoever kept an earlier head.",
    again: "Load again",
    head: "Newest head",
    size: "Leaves",
    root: "Root (SHA-256)",
    signers: "Signed by",
    signature: "Signature",
    signatures: { valid: "Valid; checked in this page with the key of the log", signature: "Not valid: it was not made with the key of the log", unsupported: "Not checked: this browser has no Ed25519. Use the command below." },
    loaded: "Loaded",
    keep: "Keep this head",
    keep_text: "Keep the file where the organisation cannot change it. The next comparison needs it.",
    growth: "Did the log only grow?",
    growth_text: "The server proves that the log begins with the one whose head you kept; this page checks the proof. The page comes from the same server: for full independence use the command below on your own machine.",
    kept: "The head that you kept",
    file: "Or its file",
    key: "Key of the log (as it is now; enter the one that you kept)",
    compare: "Check",
    verdicts: {
      grown: (from, to) => `The log only grew: its first ${from} leaves are those of the head that you kept, and ${to} are there now.`,
      same: (from) => `The log is the same: ${from} leaves, with the same root.`,
      rewritten: (from) => `The log was rewritten: its first ${from} leaves are not those of the head that you kept. Keep both heads and ask the organisation why.`,
      kept_signature: () => "The head that you gave is not signed by this key. Check both.",
      signature: () => "The newest head is not signed by this key. Keep it and ask the organisation why.",
      unsupported: () => "This browser cannot check Ed25519 signatures. Use the command below.",
      no_head: () => "This is no head of a log. Give the whole text: name, number of leaves, root and signature.",
    },
    offline: "On another machine",
    offline_text: "The whole log is written into a folder; the check needs the folder, the key and heads that you kept, and no connection.",
    tiles_text: "“earnest audit publish FOLDER” writes the log as C2SP tlog-tiles, which any web server serves and programs of others read.",
  },
  de: {
    title: "Protokoll",
    lead: "Jeder Zugriff, jede Beschriftung, Löschung und Entscheidung ist ein Blatt eines Merkle-Baums, dessen Kopf signiert ist. Was signiert ist, lässt sich nicht ändern, entfernen oder einfügen, ohne dass es merkt, wer einen früheren Kopf aufbewahrt hat.",
    again: "Neu laden",
    head: "Neuester Kopf",
    size: "Einträge",
    root: "Wurzel (SHA-256)",
    signers: "Signiert von",
    signature: "Signatur",
    signatures: { valid: "Gültig; auf dieser Seite mit dem Schlüssel des Protokolls geprüft", signature: "Ungültig: nicht mit dem Schlüssel des Protokolls gemacht", unsupported: "Nicht geprüft: Dieser Browser kann kein Ed25519. Nehmen Sie den Befehl unten." },
    loaded: "Geladen",
    keep: "Diesen Kopf aufbewahren",
    keep_text: "Bewahren Sie die Datei dort auf, wo die Organisation sie nicht ändern kann. Der nächste Vergleich braucht sie.",
    growth: "Ist das Protokoll nur gewachsen?",
    growth_text: "Der Server beweist, dass das Protokoll mit dem beginnt, dessen Kopf Sie aufbewahrt haben; diese Seite prüft den Beweis. Die Seite kommt vom selben Server: Völlig unabhängig prüft der Befehl unten auf Ihrem eigenen Rechner.",
    kept: "Der Kopf, den Sie aufbewahrt haben",
    file: "Oder seine Datei",
    key: "Schlüssel des Protokolls (der jetzige; tragen Sie den aufbewahrten ein)",
    compare: "Prüfen",
    verdicts: {
      grown: (from, to) => `Das Protokoll ist nur gewachsen: Seine ersten ${from} Einträge sind die des aufbewahrten Kopfes, und jetzt sind ${to} da.`,
      same: (from) => `Das Protokoll ist dasselbe: ${from} Einträge mit derselben Wurzel.`,
      rewritten: (from) => `Das Protokoll wurde umgeschrieben: Seine ersten ${from} Einträge sind nicht die des aufbewahrten Kopfes. Bewahren Sie beide Köpfe auf und fragen Sie die Organisation nach dem Grund.`,
      kept_signature: () => "Der angegebene Kopf ist nicht mit diesem Schlüssel signiert. Bitte beides prüfen.",
      signature: () => "Der neueste Kopf ist nicht mit diesem Schlüssel signiert. Bewahren Sie ihn auf und fragen Sie die Organisation nach dem Grund.",
      unsupported: () => "Dieser Browser kann Ed25519-Signaturen nicht prüfen. Nehmen Sie den Befehl unten.",
      no_head: () => "Das ist kein Kopf eines Protokolls. Bitte den ganzen Text angeben: Name, Zahl der Einträge, Wurzel und Signatur.",
    },
    offline: "Auf einem anderen Rechner",
    offline_text: "Das ganze Protokoll wird in einen Ordner geschrieben; zum Prüfen reichen der Ordner, der Schlüssel und aufbewahrte Köpfe, ohne Verbindung.",
    tiles_text: "„earnest audit publish ORDNER“ schreibt das Protokoll als C2SP tlog-tiles, die jeder Webserver ausliefert und Programme anderer lesen.",
  },
  nl: {
    title: "Logboek",
    lead: "Elke toegang, elk label, elke verwijdering en elk besluit is een blad van een Merkle-boom waarvan de kop is ondertekend. Wat ondertekend is, kan niet worden veranderd, verwijderd of ingevoegd zonder dat wie een eerdere kop bewaarde het merkt.",
    again: "Opnieuw laden",
    head: "Nieuwste kop",
    size: "Regels",
    root: "Wortel (SHA-256)",
    signers: "Ondertekend door",
    signature: "Handtekening",
    signatures: { valid: "Geldig; op deze pagina gecontroleerd met de sleutel van het logboek", signature: "Niet geldig: niet gemaakt met de sleutel van het logboek", unsupported: "Niet gecontroleerd: deze browser kent geen Ed25519. Gebruik de opdracht hieronder." },
    loaded: "Geladen",
    keep: "Deze kop bewaren",
    keep_text: "Bewaar het bestand waar de organisatie het niet kan veranderen. De volgende vergelijking heeft het nodig.",
    growth: "Is het logboek alleen gegroeid?",
    growth_text: "De server bewijst dat het logboek begint met het logboek waarvan u de kop bewaarde; deze pagina controleert het bewijs. De pagina komt van dezelfde server: volledig onafhankelijk is de opdracht hieronder op uw eigen machine.",
    kept: "De kop die u bewaarde",
    file: "Of het bestand ervan",
    key: "Sleutel van het logboek (zoals hij nu is; vul de bewaarde in)",
    compare: "Controleren",
    verdicts: {
      grown: (from, to) => `Het logboek is alleen gegroeid: de eerste ${from} regels zijn die van de kop die u bewaarde, en nu zijn er ${to}.`,
      same: (from) => `Het logboek is hetzelfde: ${from} regels, met dezelfde wortel.`,
      rewritten: (from) => `Het logboek is herschreven: de eerste ${from} regels zijn niet die van de kop die u bewaarde. Bewaar beide koppen en vraag de organisatie waarom.`,
      kept_signature: () => "De opgegeven kop is niet met deze sleutel ondertekend. Controleer beide.",
      signature: () => "De nieuwste kop is niet met deze sleutel ondertekend. Bewaar hem en vraag de organisatie waarom.",
      unsupported: () => "Deze browser kan Ed25519-handtekeningen niet controleren. Gebruik de opdracht hieronder.",
      no_head: () => "Dit is geen kop van een logboek. Geef de hele tekst: naam, aantal regels, wortel en handtekening.",
    },
    offline: "Op een andere machine",
    offline_text: "Het hele logboek wordt in een map geschreven; voor de controle zijn de map, de sleutel en bewaarde koppen genoeg, zonder verbinding.",
    tiles_text: "“earnest audit publish MAP” schrijft het logboek als C2SP tlog-tiles, die elke webserver aanbiedt en programma's van anderen lezen.",
  },
};
