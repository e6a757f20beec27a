/** Texts of the page of vendors and sites. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly vendors: string;
  readonly people: (count: number) => string;
  readonly heard: (count: string) => string;
  readonly too_few: string;
  readonly no_vendors: string;
  readonly new_vendor: string;
  readonly add_vendor: string;
  readonly sites: string;
  readonly no_sites: string;
  readonly vendor_first: string;
  readonly name: string;
  readonly vendor: string;
  readonly country: string;
  readonly networks: string;
  readonly hours: string;
  readonly surroundings: string;
  readonly acts: string;
  readonly home: string;
  readonly all_day: string;
  readonly declared: string;
  readonly as_set: string;
  readonly change: string;
  readonly saved: (name: string) => string;
  readonly browsers: Readonly<Record<"title" | "none" | "name" | "site" | "by" | "state" | "acts" | "waits" | "approved" | "approve" | "remove" | "ask_text", string>> & { readonly ask: (name: string) => string };
  readonly dialog: {
    readonly add: string;
    readonly change: (name: string) => string;
    readonly save: string;
    readonly area: string;
    readonly area_help: string;
    readonly opens: string;
    readonly closes: string;
    readonly closes_help: string;
    readonly zone: string;
    readonly networks_help: string;
    readonly home: string;
    readonly attested: string;
    readonly browser: string;
    readonly posture: string;
    readonly headphones: string;
    readonly name_missing: string;
    readonly country_wrong: string;
    readonly networks_missing: string;
    readonly hours_wrong: string;
  };
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Vendors and sites",
    vendors: "Vendors",
    people: (count) => (count === 1 ? "1 person" : `${count} people`),
    heard: (count) => `${count} clips heard in 30 days`,
    too_few: "no count below six people",
    no_vendors: "There are no vendors. Our own people need none.",
    new_vendor: "Name of a new vendor",
    add_vendor: "Add the vendor",
    sites: "Sites",
    no_sites: "There are no sites yet. Reviewers are given clips by the settings of the whole system.",
    vendor_first: "A site belongs to a vendor. Add one first.",
    name: "Name",
    vendor: "Vendor",
    country: "Country",
    networks: "Networks",
    hours: "Hours",
    surroundings: "Surroundings",
    acts: "What can be done",
    home: "Home work",
    all_day: "All day",
    declared: "Always declared",
    as_set: "As set for all",
    change: "Change",
    saved: (name) => `Saved ${name}. The next clip is given by that.`,
    browsers: {
      title: "Enrolled browsers",
      none: "No browser asks to be enrolled. A reviewer asks for it on the workbench page, where the site demands it.",
      name: "Browser",
      site: "Site",
      by: "Asked by",
      state: "State",
      acts: "What can be done",
      waits: "Waits for approval",
      approved: "Enrolled",
      approve: "Approve",
      remove: "Remove",
      ask_text: "From then on no clip is given in it where the site demands an enrolled browser. The reviewer can ask again.",
      ask: (name) => `Remove “${name}”?`,
    },
    dialog: {
      add: "Add a site",
      change: (name) => `Change ${name}`,
      save: "Save",
      area: "Coarse area (optional)",
      area_help: "Such as the first two digits of the post code: speakers from there are not heard here.",
      opens: "Clips from",
      closes: "Clips until",
      closes_help: "The same as the beginning: all day.",
      zone: "Time zone",
      networks_help: "One on each line, such as 192.0.2.0/24. Clips are given to browsers that come from these only.",
      home: "It stands for the homes of its people",
      attested: "Headphones, closed room and being alone are declared before the first clip and again at random",
      browser: "Clips are given in enrolled browsers only",
      posture: "The management of the machine states disk encryption, screen lock and updates, signed within 8 hours",
      headphones: "Loudspeakers are refused where the browser tells what it plays on",
      name_missing: "Give a name and a vendor.",
      country_wrong: "Choose the country.",
      networks_missing: "Give at least one network, or say that it stands for homes.",
      hours_wrong: "Give both hours.",
    },
  },
  de: {
    title: "Dienstleister und Standorte",
    vendors: "Dienstleister",
    people: (count) => (count === 1 ? "1 Person" : `${count} Personen`),
    heard: (count) => `${count} Clips in 30 Tagen gehört`,
    too_few: "unter sechs Personen keine Zahl",
    no_vendors: "Es gibt keine Dienstleister. Eigene Leute brauchen keinen.",
    new_vendor: "Name eines neuen Dienstleisters",
    add_vendor: "Dienstleister anlegen",
    sites: "Standorte",
    no_sites: "Es gibt noch keine Standorte. Clips werden nach den Einstellungen des ganzen Systems gegeben.",
    vendor_first: "Ein Standort gehört zu einem Dienstleister. Legen Sie zuerst einen an.",
    name: "Name",
    vendor: "Dienstleister",
    country: "Land",
    networks: "Netze",
    hours: "Zeiten",
    surroundings: "Umgebung",
    acts: "Was möglich ist",
    home: "Arbeit zu Hause",
    all_day: "Ganztägig",
    declared: "Immer erklärt",
    as_set: "Wie für alle",
    change: "Ändern",
    saved: (name) => `${name} ist gespeichert. Der nächste Clip wird danach gegeben.`,
    browsers: {
      title: "Eingetragene Browser",
      none: "Kein Browser wartet auf Eintragung. Darum bittet, wer prüft, auf der Seite des Arbeitsplatzes, wo der Standort es verlangt.",
      name: "Browser",
      site: "Standort",
      by: "Gebeten von",
      state: "Zustand",
      acts: "Was möglich ist",
      waits: "Wartet auf Genehmigung",
      approved: "Eingetragen",
      approve: "Genehmigen",
      remove: "Entfernen",
      ask_text: "Von da an wird darin kein Clip gegeben, wo der Standort einen eingetragenen Browser verlangt. Es kann wieder darum gebeten werden.",
      ask: (name) => `„${name}“ entfernen?`,
    },
    dialog: {
      add: "Standort anlegen",
      change: (name) => `${name} ändern`,
      save: "Speichern",
      area: "Grobes Gebiet (freiwillig)",
      area_help: "Etwa die ersten zwei Ziffern der Postleitzahl: Wer von dort spricht, wird hier nicht gehört.",
      opens: "Clips ab",
      closes: "Clips bis",
      closes_help: "Gleich dem Anfang: ganztägig.",
      zone: "Zeitzone",
      networks_help: "Eines je Zeile, etwa 192.0.2.0/24. Clips bekommen nur Browser aus diesen Netzen.",
      home: "Er steht für die Wohnungen seiner Leute",
      attested: "Kopfhörer, geschlossener Raum und Alleinsein werden vor dem ersten Clip und zufällig wieder erklärt",
      browser: "Clips nur in eingetragenen Browsern",
      posture: "Die Geräteverwaltung bestätigt Verschlüsselung, Bildschirmsperre und Aktualisierungen, unterschrieben innerhalb von 8 Stunden",
      headphones: "Lautsprecher werden abgelehnt, wo der Browser sagt, worauf er abspielt",
      name_missing: "Bitte einen Namen und einen Dienstleister angeben.",
      country_wrong: "Bitte das Land wählen.",
      networks_missing: "Bitte mindestens ein Netz angeben, oder dass er für Wohnungen steht.",
      hours_wrong: "Bitte beide Uhrzeiten angeben.",
    },
  },
  nl: {
    title: "Leveranciers en locaties",
    vendors: "Leveranciers",
    people: (count) => (count === 1 ? "1 persoon" : `${count} personen`),
    heard: (count) => `${count} fragmenten in 30 dagen gehoord`,
    too_few: "onder zes personen geen aantal",
    no_vendors: "Er zijn geen leveranciers. Eigen mensen hebben er geen nodig.",
    new_vendor: "Naam van een nieuwe leverancier",
    add_vendor: "Leverancier toevoegen",
    sites: "Locaties",
    no_sites: "Er zijn nog geen locaties. Fragmenten worden gegeven volgens de instellingen van het hele systeem.",
    vendor_first: "Een locatie hoort bij een leverancier. Voeg er eerst een toe.",
    name: "Naam",
    vendor: "Leverancier",
    country: "Land",
    networks: "Netwerken",
    hours: "Tijden",
    surroundings: "Omgeving",
    acts: "Wat er kan",
    home: "Thuiswerk",
    all_day: "Hele dag",
    declared: "Altijd verklaard",
    as_set: "Zoals voor allen",
    change: "Wijzigen",
    saved: (name) => `${name} is opgeslagen. Het volgende fragment wordt daarnaar gegeven.`,
    browsers: {
      title: "Ingeschreven browsers",
      none: "Geen browser vraagt om inschrijving. Een beoordelaar vraagt erom op de pagina van de werkplek, waar de locatie het eist.",
      name: "Browser",
      site: "Locatie",
      by: "Gevraagd door",
      state: "Toestand",
      acts: "Wat er kan",
      waits: "Wacht op goedkeuring",
      approved: "Ingeschreven",
      approve: "Goedkeuren",
      remove: "Verwijderen",
      ask_text: "Vanaf dan wordt er geen fragment in gegeven waar de locatie een ingeschreven browser eist. De beoordelaar kan het opnieuw vragen.",
      ask: (name) => `“${name}” verwijderen?`,
    },
    dialog: {
      add: "Locatie toevoegen",
      change: (name) => `${name} wijzigen`,
      save: "Opslaan",
      area: "Grof gebied (vrijwillig)",
      area_help: "Zoals de eerste twee cijfers van de postcode: wie daarvandaan spreekt wordt hier niet gehoord.",
      opens: "Fragmenten vanaf",
      closes: "Fragmenten tot",
      closes_help: "Gelijk aan het begin: de hele dag.",
      zone: "Tijdzone",
      networks_help: "Eén per regel, zoals 192.0.2.0/24. Alleen browsers uit deze netwerken krijgen fragmenten.",
      home: "Zij staat voor de woningen van haar mensen",
      attested: "Koptelefoon, gesloten kamer en alleen zijn worden voor het eerste fragment en willekeurig opnieuw verklaard",
      browser: "Fragmenten alleen in ingeschreven browsers",
      posture: "Het apparaatbeheer verklaart versleuteling, schermvergrendeling en updates, ondertekend binnen 8 uur",
      headphones: "Luidsprekers worden geweigerd waar de browser zegt waarop hij afspeelt",
      name_missing: "Geef een naam en een leverancier.",
      country_wrong: "Kies het land.",
      networks_missing: "Geef minstens één netwerk, of dat zij voor woningen staat.",
      hours_wrong: "Geef beide tijden.",
    },
  },
};

/** Rightly the same as in English. */
export const SAME: Partial<Record<Language, readonly string[]>> = { de: ["name", "browsers.name"], nl: ["browsers.name"] };
