/** Texts about finding, selecting and deleting in the history. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly since: string;
  readonly until: string;
  readonly search: string;
  readonly device: string;
  readonly every_device: string;
  readonly find: string;
  readonly clear: string;
  readonly go_to: string;
  readonly newest: string;
  readonly searching: (until: string) => string;
  readonly stop: string;
  readonly search_on: string;
  readonly none_found: string;
  readonly found: (count: number) => string;
  readonly found_so_far: (count: number) => string;
  readonly select: (what: string) => string;
  readonly select_day: (day: string) => string;
  readonly keys: string;
  readonly selected: (count: number) => string;
  readonly too_many: (most: number) => string;
  readonly delete_selected: string;
  readonly export_selected: string;
  readonly export_asked: string;
  readonly to_export: string;
  readonly unselect: string;
  readonly delete_day: (day: string) => string;
  readonly delete_title: (count: number) => string;
  readonly delete_day_title: (day: string) => string;
  readonly counting: string;
  readonly nothing_left: string;
  readonly goes_recordings: (count: number, oldest: string, newest: string) => string;
  readonly goes_clips: (count: number) => string;
  readonly goes_lessons: (count: number) => string;
  readonly goes_exports: (count: number) => string;
  readonly goes_household: string;
  readonly goes_hidden: string;
  readonly of_each: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    since: "From",
    until: "To",
    search: "Words",
    device: "Device",
    every_device: "Every device",
    find: "Find",
    clear: "Show all",
    go_to: "Go to day",
    newest: "Back to the newest",
    searching: (until) => `Searching… back to ${until} so far.`,
    stop: "Stop",
    search_on: "Go on searching",
    none_found: "Nothing was found here.",
    found: (count) => `${count} found.`,
    found_so_far: (count) => `${count} found so far; older ones may follow.`,
    select: (what) => `Select ${what}`,
    select_day: (day) => `Select all of ${day}`,
    keys: "Keys: ↑ and ↓ go through the list, X selects, Shift with ↑, ↓ or a click selects a row of them, Delete deletes what is selected, Escape selects nothing.",
    selected: (count) => (count === 1 ? "1 selected" : `${count} selected`),
    too_many: (most) => `At most ${most} at once.`,
    delete_selected: "Delete the selected",
    export_selected: "Export the selected",
    export_asked: "The archive is being prepared",
    to_export: "See how far it is",
    unselect: "Select nothing",
    delete_day: (day) => `Delete ${day}`,
    delete_title: (count) => (count === 1 ? "Delete this recording?" : `Delete ${count} recordings?`),
    delete_day_title: (day) => `Delete everything of ${day}?`,
    counting: "Counting what would be deleted…",
    nothing_left: "Nothing of it is kept any more.",
    goes_recordings: (count, oldest, newest) => (count === 1 ? `1 recording, of ${newest}` : `${count} recordings, from ${oldest} to ${newest}`),
    goes_clips: (count) => (count === 1 ? "1 version for listeners, with what was written about it" : `${count} versions for listeners, with what was written about them`),
    goes_lessons: (count) => (count === 1 ? "1 thing that your assistant learned from you" : `${count} things that your assistant learned from you`),
    goes_exports: (count) => (count === 1 ? "1 prepared archive, because what is deleted is in it" : `${count} prepared archives, because what is deleted is in them`),
    goes_hidden: "What the filter or the search hides now goes too.",
    goes_household: "your list of names, your timers and lists, and what skills were told and fetched",
    of_each: "Of each recording:",
  },
  de: {
    since: "Von",
    until: "Bis",
    search: "Wörter",
    device: "Gerät",
    every_device: "Jedes Gerät",
    find: "Finden",
    clear: "Alle zeigen",
    go_to: "Zum Tag",
    newest: "Zurück zu den neuesten",
    searching: (until) => `Es wird gesucht, bis jetzt zurück bis ${until}.`,
    stop: "Anhalten",
    search_on: "Weiter suchen",
    none_found: "Hier wurde nichts gefunden.",
    found: (count) => `${count} gefunden.`,
    found_so_far: (count) => `Bis jetzt ${count} gefunden; ältere können folgen.`,
    select: (what) => `${what} auswählen`,
    select_day: (day) => `Alles vom ${day} auswählen`,
    keys: "Tasten: ↑ und ↓ gehen durch die Liste, X wählt aus, Umschalt mit ↑, ↓ oder Klick wählt eine Reihe aus, Entf löscht das Ausgewählte, Esc wählt nichts aus.",
    selected: (count) => `${count} ausgewählt`,
    too_many: (most) => `Höchstens ${most} auf einmal.`,
    delete_selected: "Ausgewählte löschen",
    export_selected: "Ausgewählte exportieren",
    export_asked: "Das Archiv wird vorbereitet",
    to_export: "Ansehen, wie weit es ist",
    unselect: "Nichts auswählen",
    delete_day: (day) => `${day} löschen`,
    delete_title: (count) => (count === 1 ? "Diese Aufnahme löschen?" : `${count} Aufnahmen löschen?`),
    delete_day_title: (day) => `Alles vom ${day} löschen?`,
    counting: "Es wird gezählt, was gelöscht würde…",
    nothing_left: "Davon ist nichts mehr da.",
    goes_recordings: (count, oldest, newest) => (count === 1 ? `1 Aufnahme, vom ${newest}` : `${count} Aufnahmen, vom ${oldest} bis zum ${newest}`),
    goes_clips: (count) => (count === 1 ? "1 Fassung für Hörer, mit dem, was dazu geschrieben wurde" : `${count} Fassungen für Hörer, mit dem, was dazu geschrieben wurde`),
    goes_lessons: (count) => (count === 1 ? "1 Sache, die Ihr Assistent von Ihnen gelernt hat" : `${count} Dinge, die Ihr Assistent von Ihnen gelernt hat`),
    goes_exports: (count) => (count === 1 ? "1 vorbereitetes Archiv, weil Gelöschtes darin ist" : `${count} vorbereitete Archive, weil Gelöschtes darin ist`),
    goes_hidden: "Auch was Filter oder Suche gerade verbergen, wird gelöscht.",
    goes_household: "Ihre Namensliste, Ihre Timer und Listen, und was Fähigkeiten gesagt bekamen und holten",
    of_each: "Von jeder Aufnahme:",
  },
  nl: {
    since: "Van",
    until: "Tot en met",
    search: "Woorden",
    device: "Apparaat",
    every_device: "Elk apparaat",
    find: "Zoeken",
    clear: "Alles tonen",
    go_to: "Naar dag",
    newest: "Terug naar de nieuwste",
    searching: (until) => `Er wordt gezocht, tot nu toe terug tot ${until}.`,
    stop: "Stoppen",
    search_on: "Verder zoeken",
    none_found: "Hier is niets gevonden.",
    found: (count) => `${count} gevonden.`,
    found_so_far: (count) => `Tot nu toe ${count} gevonden; er kunnen oudere volgen.`,
    select: (what) => `${what} kiezen`,
    select_day: (day) => `Alles van ${day} kiezen`,
    keys: "Toetsen: ↑ en ↓ gaan door de lijst, X kiest, Shift met ↑, ↓ of een klik kiest een rij, Delete verwijdert wat gekozen is, Escape kiest niets.",
    selected: (count) => `${count} gekozen`,
    too_many: (most) => `Hoogstens ${most} in één keer.`,
    delete_selected: "Gekozene verwijderen",
    export_selected: "Gekozene exporteren",
    export_asked: "Het archief wordt voorbereid",
    to_export: "Bekijken hoe ver het is",
    unselect: "Niets kiezen",
    delete_day: (day) => `${day} verwijderen`,
    delete_title: (count) => (count === 1 ? "Deze opname verwijderen?" : `${count} opnamen verwijderen?`),
    delete_day_title: (day) => `Alles van ${day} verwijderen?`,
    counting: "Er wordt geteld wat zou worden verwijderd…",
    nothing_left: "Daarvan wordt niets meer bewaard.",
    goes_recordings: (count, oldest, newest) => (count === 1 ? `1 opname, van ${newest}` : `${count} opnamen, van ${oldest} tot ${newest}`),
    goes_clips: (count) => (count === 1 ? "1 versie voor luisteraars, met wat erover is geschreven" : `${count} versies voor luisteraars, met wat erover is geschreven`),
    goes_lessons: (count) => (count === 1 ? "1 ding dat uw assistent van u heeft geleerd" : `${count} dingen die uw assistent van u heeft geleerd`),
    goes_exports: (count) => (count === 1 ? "1 klaargemaakt archief, omdat er iets van in zit" : `${count} klaargemaakte archieven, omdat er iets van in zit`),
    goes_hidden: "Ook wat filter of zoekopdracht nu verbergen, wordt verwijderd.",
    goes_household: "uw lijst met namen, uw timers en lijsten, en wat vaardigheden te horen kregen en ophaalden",
    of_each: "Van elke opname:",
  },
};
