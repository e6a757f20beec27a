/** Texts about keeping, using, exporting and deleting. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly keep_title: string;
  readonly keep: string;
  readonly keep_label: string;
  readonly days: (days: number) => string;
  readonly keep_done: (days: number) => string;
  readonly restrict_title: string;
  readonly restrict: string;
  readonly restrict_on: string;
  readonly restrict_off: string;
  readonly object_title: string;
  readonly object: string;
  readonly object_button: string;
  readonly object_done: string;
  readonly export_title: string;
  readonly export: string;
  readonly export_limits: string;
  readonly export_ask: string;
  readonly export_asked: string;
  readonly export_making: (done: number, total: number) => string;
  readonly export_ready: (size: string, until: string) => string;
  readonly export_fetch: string;
  readonly export_failed: string;
  readonly export_ended: string;
  readonly export_none: string;
  readonly selection_title: string;
  readonly selection: string;
  readonly selection_none: string;
  readonly receipts_title: string;
  readonly receipts: string;
  readonly receipt_number: string;
  readonly receipt_look: string;
  readonly receipt_waiting: string;
  readonly receipt_complete: (recordings: number, clips: number, at: string) => string;
  readonly receipt_unsigned: string;
  readonly receipt_save: string;
  readonly verdicts: Readonly<Record<string, string>>;
  readonly key: (key: string) => string;
  readonly stores: Readonly<Record<string, string>>;
  readonly close_title: string;
  readonly close: string;
  readonly close_button: string;
  readonly close_password: string;
  readonly close_confirm: string;
  readonly closed: (number: string) => string;
  readonly heard_check: string;
  readonly heard_checked: (count: number) => string;
  readonly heard_none: string;
  readonly heard_waiting: string;
  readonly deleted: (count: number) => string;
  readonly to_receipt: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Your data",
    lead: "How long it is kept, how it is used, everything as files, and the end of it.",
    keep_title: "How long recordings are kept",
    keep: "You can choose a shorter time. What is kept already ends earlier then too.",
    keep_label: "Keep recordings for",
    days: (days) => (days === 1 ? "1 day" : `${days} days`),
    keep_done: (days) => (days === 1 ? "Recordings are kept for 1 day now" : `Recordings are kept for ${days} days now`),
    restrict_title: "Keep, but do not use",
    restrict: "Nothing of yours is chosen for people, heard, or learned from until you lift it. Nothing is deleted; the version for listeners cannot be heard meanwhile, not even by you.",
    restrict_on: "Kept and not used from now on",
    restrict_off: "Used again as you agreed",
    object_title: "Object to every use",
    object: "One button for a no to everything but your own history: people who listen, learning, the wake word.",
    object_button: "Object",
    object_done: "Every use has ended",
    export_title: "Everything as files",
    export: "Sound, words, corrections, what reviewers wrote, who listened, and your decisions with their texts: WAV and JSON with a schema, in one archive. It can be fetched for a week.",
    export_limits: "Voices that are clearly farther away are silent in it. Whether another person spoke close to the device cannot be told.",
    export_ask: "Prepare the archive",
    export_asked: "The archive is being prepared",
    export_making: (done, total) => `Being prepared: ${done} of ${total} recordings`,
    export_ready: (size, until) => `Ready (${size}), until ${until}`,
    export_fetch: "Fetch the archive",
    export_failed: "It could not be made. Ask for another one.",
    export_ended: "This archive has expired.",
    export_none: "There is no archive.",
    selection_title: "Chosen recordings as files",
    selection: "Select recordings in the history and export them: the same form, without your account, names and decisions.",
    selection_none: "There is no archive of chosen recordings.",
    receipts_title: "Receipts of deletions",
    receipts: "Each deletion has a number. Whoever has it can see the receipt, also after the account is closed: keep it. Neither you nor what was deleted is named in it.",
    receipt_number: "Number of the deletion",
    receipt_look: "Show the receipt",
    receipt_waiting: "Deleted at once; not every store has said yet that nothing is left. Look again in a minute.",
    receipt_complete: (recordings, clips, at) => `${recordings} recordings and ${clips} versions for listeners: nothing has been left in any store since ${at}.`,
    receipt_unsigned: "The log contains it, but its head is not signed yet. Look again in a minute.",
    receipt_save: "Save the receipt",
    verdicts: {
      valid: "Checked in this page: the signed log holds exactly this.",
      not_in_the_log: "This is not what the log holds. Tell a supervisory authority.",
      signature: "The log's head is not signed with the key that was shown. Tell a supervisory authority.",
      unsupported: "This browser cannot check signatures. Save the receipt and check it with `earnest receipt verify`.",
    },
    key: (key) => `Key of the log: ${key}. Compare it with the one that the organisation publishes.`,
    stores: {
      customer_key: "Your key, under which all recordings were sealed",
      recording_key: "Key of the recordings",
      recording_object: "Sound",
      recording_row: "Row in the database",
      corrections_and_lessons: "Corrections and what was learned from them",
      clip_key: "Key of the version for listeners",
      clip_object: "Sound of the version for listeners",
      labels: "What reviewers wrote",
      snapshots: "Data that models learn from",
    },
    close_title: "Close the account",
    close: "Everything that is kept is deleted, your devices are refused, and you can no longer sign in. This cannot be undone.",
    close_button: "Close the account…",
    close_password: "Your password",
    close_confirm: "Delete everything and close",
    closed: (number) => `Your account is closed. Keep the number of the receipt: ${number}`,
    heard_check: "Check in the log",
    heard_checked: (count) => (count === 1 ? "The signed log has 1 listening; it was checked in this page." : `The signed log has ${count} listenings; each was checked in this page.`),
    heard_none: "The signed log has no listening to this.",
    heard_waiting: "The newest is in the log and not signed yet. Look again in a minute.",
    deleted: (count) => (count === 1 ? "1 recording deleted" : `${count} recordings deleted`),
    to_receipt: "Receipt",
  },
  de: {
    title: "Ihre Daten",
    lead: "Wie lange sie bleiben, wie sie genutzt werden, alles als Dateien, und ihr Ende.",
    keep_title: "Wie lange Aufnahmen bleiben",
    keep: "Sie können eine kürzere Zeit wählen. Was schon da ist, endet dann auch früher.",
    keep_label: "Aufnahmen behalten für",
    days: (days) => (days === 1 ? "1 Tag" : `${days} Tage`),
    keep_done: (days) => (days === 1 ? "Aufnahmen bleiben jetzt 1 Tag" : `Aufnahmen bleiben jetzt ${days} Tage`),
    restrict_title: "Behalten, aber nicht nutzen",
    restrict: "Nichts von Ihnen wird für Menschen ausgewählt, angehört oder zum Lernen genutzt, bis Sie es aufheben. Gelöscht wird nichts; die Fassung für Hörer ist solange nicht zu hören, auch nicht für Sie.",
    restrict_on: "Wird ab jetzt behalten und nicht genutzt",
    restrict_off: "Wird wieder genutzt wie vereinbart",
    object_title: "Jeder Nutzung widersprechen",
    object: "Ein Knopf für ein Nein zu allem außer Ihrem eigenen Verlauf: Menschen, die zuhören, Lernen, Aktivierungswort.",
    object_button: "Widersprechen",
    object_done: "Jede Nutzung ist beendet",
    export_title: "Alles als Dateien",
    export: "Ton, Wörter, Verbesserungen, was beim Prüfen geschrieben wurde, wer zuhörte, und Ihre Entscheidungen mit deren Texten: WAV und JSON mit Schema, in einem Archiv. Sie können es eine Woche lang holen.",
    export_limits: "Stimmen, die deutlich weiter weg sind, sind darin stumm. Ob jemand anderes nahe am Gerät sprach, lässt sich nicht feststellen.",
    export_ask: "Archiv vorbereiten",
    export_asked: "Das Archiv wird vorbereitet",
    export_making: (done, total) => `Wird vorbereitet: ${done} von ${total} Aufnahmen`,
    export_ready: (size, until) => `Fertig (${size}), bis ${until}`,
    export_fetch: "Archiv holen",
    export_failed: "Es ließ sich nicht machen. Bitte ein anderes anfordern.",
    export_ended: "Dieses Archiv ist zu Ende.",
    export_none: "Es gibt kein Archiv.",
    selection_title: "Ausgewählte Aufnahmen als Dateien",
    selection: "Wählen Sie im Verlauf Aufnahmen aus und exportieren Sie sie: in derselben Form, ohne Ihr Konto, Namen und Entscheidungen.",
    selection_none: "Es gibt kein Archiv ausgewählter Aufnahmen.",
    receipts_title: "Belege über Löschungen",
    receipts: "Jede Löschung hat eine Nummer. Wer sie hat, sieht damit den Beleg, auch wenn das Konto geschlossen ist: Heben Sie sie auf. Weder Sie noch das Gelöschte sind darin genannt.",
    receipt_number: "Nummer der Löschung",
    receipt_look: "Beleg zeigen",
    receipt_waiting: "Sofort gelöscht; noch nicht jeder Speicher hat gemeldet, dass nichts übrig ist. Bitte in einer Minute noch einmal.",
    receipt_complete: (recordings, clips, at) => `${recordings} Aufnahmen und ${clips} Fassungen für Hörer: Seit ${at} ist in keinem Speicher mehr etwas davon.`,
    receipt_unsigned: "Es steht im Protokoll, dessen Kopf noch nicht unterschrieben ist. Bitte in einer Minute noch einmal.",
    receipt_save: "Beleg speichern",
    verdicts: {
      valid: "Auf dieser Seite geprüft: Das unterschriebene Protokoll enthält genau das.",
      not_in_the_log: "Das Protokoll enthält das nicht so. Sagen Sie es einer Aufsichtsbehörde.",
      signature: "Der Kopf des Protokolls ist nicht mit dem gezeigten Schlüssel unterschrieben. Sagen Sie es einer Aufsichtsbehörde.",
      unsupported: "Dieser Browser kann keine Unterschriften prüfen. Speichern Sie den Beleg und prüfen Sie ihn mit `earnest receipt verify`.",
    },
    key: (key) => `Schlüssel des Protokolls: ${key}. Vergleichen Sie ihn mit dem, den die Organisation veröffentlicht.`,
    stores: {
      customer_key: "Ihr Schlüssel, unter dem alle Aufnahmen versiegelt waren",
      recording_key: "Schlüssel der Aufnahmen",
      recording_object: "Ton",
      recording_row: "Zeile in der Datenbank",
      corrections_and_lessons: "Verbesserungen und das daraus Gelernte",
      clip_key: "Schlüssel der Fassung für Hörer",
      clip_object: "Ton der Fassung für Hörer",
      labels: "Was beim Prüfen geschrieben wurde",
      snapshots: "Daten, aus denen Modelle lernen",
    },
    close_title: "Konto schließen",
    close: "Alles, was behalten wird, wird gelöscht, Ihre Geräte werden abgewiesen, und Sie können sich nicht mehr anmelden. Das lässt sich nicht rückgängig machen.",
    close_button: "Konto schließen…",
    close_password: "Ihr Passwort",
    close_confirm: "Alles löschen und schließen",
    closed: (number) => `Ihr Konto ist geschlossen. Heben Sie die Nummer des Belegs auf: ${number}`,
    heard_check: "Im Protokoll prüfen",
    heard_checked: (count) => (count === 1 ? "Das unterschriebene Protokoll enthält 1 Anhören; es wurde auf dieser Seite geprüft." : `Das unterschriebene Protokoll enthält ${count}-mal Anhören; jedes wurde auf dieser Seite geprüft.`),
    heard_none: "Das unterschriebene Protokoll enthält dazu kein Anhören.",
    heard_waiting: "Das neueste steht im Protokoll und ist noch nicht unterschrieben. Bitte in einer Minute noch einmal.",
    deleted: (count) => (count === 1 ? "1 Aufnahme gelöscht" : `${count} Aufnahmen gelöscht`),
    to_receipt: "Beleg",
  },
  nl: {
    title: "Uw gegevens",
    lead: "Hoe lang ze blijven, hoe ze worden gebruikt, alles als bestanden, en het einde ervan.",
    keep_title: "Hoe lang opnamen blijven",
    keep: "U kunt een kortere tijd kiezen. Wat er al is, eindigt dan ook eerder.",
    keep_label: "Opnamen bewaren gedurende",
    days: (days) => (days === 1 ? "1 dag" : `${days} dagen`),
    keep_done: (days) => (days === 1 ? "Opnamen blijven nu 1 dag" : `Opnamen blijven nu ${days} dagen`),
    restrict_title: "Bewaren, maar niet gebruiken",
    restrict: "Niets van u wordt voor mensen gekozen, beluisterd of om van te leren gebruikt, totdat u dit opheft. Er wordt niets verwijderd; de versie voor luisteraars is zolang niet te horen, ook niet door u.",
    restrict_on: "Wordt vanaf nu bewaard en niet gebruikt",
    restrict_off: "Wordt weer gebruikt zoals afgesproken",
    object_title: "Bezwaar maken tegen elk gebruik",
    object: "Eén knop voor een nee tegen alles behalve uw eigen geschiedenis: mensen die luisteren, leren, het activeringswoord.",
    object_button: "Bezwaar maken",
    object_done: "Elk gebruik is beëindigd",
    export_title: "Alles als bestanden",
    export: "Geluid, woorden, verbeteringen, wat beoordelaars schreven, wie luisterde, en uw beslissingen met hun teksten: WAV en JSON met een schema, in één archief. U kunt het een week lang ophalen.",
    export_limits: "Stemmen die duidelijk verder weg zijn, zijn erin stil. Of iemand anders dicht bij het apparaat sprak, is niet vast te stellen.",
    export_ask: "Archief voorbereiden",
    export_asked: "Het archief wordt voorbereid",
    export_making: (done, total) => `Wordt voorbereid: ${done} van ${total} opnamen`,
    export_ready: (size, until) => `Klaar (${size}), tot ${until}`,
    export_fetch: "Archief ophalen",
    export_failed: "Het kon niet worden gemaakt. Vraag een ander aan.",
    export_ended: "Dit archief is voorbij.",
    export_none: "Er is geen archief.",
    selection_title: "Gekozen opnamen als bestanden",
    selection: "Kies opnamen in de geschiedenis en exporteer ze: in dezelfde vorm, zonder uw account, namen en beslissingen.",
    selection_none: "Er is geen archief van gekozen opnamen.",
    receipts_title: "Bewijzen van verwijdering",
    receipts: "Elke verwijdering heeft een nummer. Wie het heeft, ziet daarmee het bewijs, ook nadat het account is gesloten: bewaar het. Noch u, noch wat is verwijderd wordt erin genoemd.",
    receipt_number: "Nummer van de verwijdering",
    receipt_look: "Bewijs tonen",
    receipt_waiting: "Meteen verwijderd; nog niet elke opslag heeft gemeld dat er niets over is. Kijk over een minuut opnieuw.",
    receipt_complete: (recordings, clips, at) => `${recordings} opnamen en ${clips} versies voor luisteraars: sinds ${at} is er in geen enkele opslag nog iets van.`,
    receipt_unsigned: "Het staat in het logboek, waarvan de kop nog niet is ondertekend. Kijk over een minuut opnieuw.",
    receipt_save: "Bewijs opslaan",
    verdicts: {
      valid: "Op deze pagina gecontroleerd: het ondertekende logboek bevat precies dit.",
      not_in_the_log: "Dit is niet wat het logboek bevat. Meld het bij een toezichthouder.",
      signature: "De kop van het logboek is niet ondertekend met de getoonde sleutel. Meld het bij een toezichthouder.",
      unsupported: "Deze browser kan geen handtekeningen controleren. Sla het bewijs op en controleer het met `earnest receipt verify`.",
    },
    key: (key) => `Sleutel van het logboek: ${key}. Vergelijk hem met die welke de organisatie publiceert.`,
    stores: {
      customer_key: "Uw sleutel, waaronder alle opnamen verzegeld waren",
      recording_key: "Sleutel van de opnamen",
      recording_object: "Geluid",
      recording_row: "Rij in de database",
      corrections_and_lessons: "Verbeteringen en wat ervan is geleerd",
      clip_key: "Sleutel van de versie voor luisteraars",
      clip_object: "Geluid van de versie voor luisteraars",
      labels: "Wat beoordelaars schreven",
      snapshots: "Gegevens waarvan modellen leren",
    },
    close_title: "Account sluiten",
    close: "Alles wat wordt bewaard, wordt verwijderd, uw apparaten worden geweigerd en u kunt niet meer inloggen. Dit kan niet ongedaan worden gemaakt.",
    close_button: "Account sluiten…",
    close_password: "Uw wachtwoord",
    close_confirm: "Alles verwijderen en sluiten",
    closed: (number) => `Uw account is gesloten. Bewaar het nummer van het bewijs: ${number}`,
    heard_check: "In het logboek controleren",
    heard_checked: (count) => (count === 1 ? "Het ondertekende logboek bevat 1 keer luisteren; dat is op deze pagina gecontroleerd." : `Het ondertekende logboek bevat ${count} keer luisteren; elk is op deze pagina gecontroleerd.`),
    heard_none: "Het ondertekende logboek bevat hierover geen luisteren.",
    heard_waiting: "Het nieuwste staat in het logboek en is nog niet ondertekend. Kijk over een minuut opnieuw.",
    deleted: (count) => (count === 1 ? "1 opname verwijderd" : `${count} opnamen verwijderd`),
    to_receipt: "Bewijs",
  },
};
