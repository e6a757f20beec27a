/** Texts of the page of people. */
import type { Language } from "../../kit/language.ts";

/** What each role is called; everywhere in the administration. */
export const ROLES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    reviewer: "Reviewer",
    adjudicator: "Adjudicator",
    lead: "Lead",
    well_being_officer: "Well-being officer",
    safety_officer: "Safety officer",
    privacy_officer: "Privacy officer",
    auditor: "Auditor",
    engineer: "Engineer",
    vendor_administrator: "Vendor's administrator",
    administrator: "Administrator",
  },
  de: {
    reviewer: "Prüfer",
    adjudicator: "Schlichter",
    lead: "Leitung",
    well_being_officer: "Beauftragter für Wohlergehen",
    safety_officer: "Sicherheitsbeauftragter",
    privacy_officer: "Datenschutzbeauftragter",
    auditor: "Protokollprüfer",
    engineer: "Entwickler",
    vendor_administrator: "Verwalter des Dienstleisters",
    administrator: "Administrator",
  },
  nl: {
    reviewer: "Beoordelaar",
    adjudicator: "Scheidsrechter",
    lead: "Leider",
    well_being_officer: "Functionaris welzijn",
    safety_officer: "Veiligheidsfunctionaris",
    privacy_officer: "Privacyfunctionaris",
    auditor: "Logboekcontroleur",
    engineer: "Ontwikkelaar",
    vendor_administrator: "Beheerder van de leverancier",
    administrator: "Beheerder",
  },
};

interface Asked {
  readonly title: (name: string) => string;
  readonly text: string;
}

interface Texts {
  readonly title: string;
  readonly search: string;
  readonly any: string;
  readonly count: (found: number, all: number) => string;
  readonly none: string;
  readonly none_found: string;
  readonly name: string;
  readonly role: string;
  readonly vendor: string;
  readonly site: string;
  readonly languages: string;
  readonly all_languages: string;
  readonly state: string;
  readonly acts: string;
  readonly active: string;
  readonly disabled: string;
  readonly ours: string;
  readonly no_site: string;
  readonly you: string;
  readonly change: string;
  readonly change_of: (name: string) => string;
  readonly reset: string;
  readonly reset_of: (name: string) => string;
  readonly disable: string;
  readonly disable_of: (name: string) => string;
  readonly enable: string;
  readonly enable_of: (name: string) => string;
  readonly changed: (name: string) => string;
  readonly disabled_now: (name: string) => string;
  readonly ask: Readonly<Record<"disable" | "enable" | "reset", Asked>>;
  readonly dialog: {
    readonly invite: string;
    readonly change: (name: string) => string;
    readonly send: string;
    readonly save: string;
    readonly name_missing: string;
    readonly languages_wrong: string;
    readonly languages_help: string;
    readonly signs_out: string;
  };
  readonly enrolment: {
    readonly title: (name: string) => string;
    readonly once: string;
    readonly password: string;
    readonly address: string;
    readonly picture: string;
    readonly advice: string;
    readonly done: string;
  };
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "People",
    search: "Search by name",
    any: "All",
    count: (found, all) => `${found} of ${all}`,
    none: "There are no accounts yet. Invite the first person.",
    none_found: "No account fits. Change the search or the filters.",
    name: "Name",
    role: "Role",
    vendor: "Vendor",
    site: "Site",
    languages: "Languages",
    all_languages: "All",
    state: "State",
    acts: "What can be done",
    active: "Active",
    disabled: "Disabled",
    ours: "Ours",
    no_site: "None",
    you: "You",
    change: "Change",
    change_of: (name) => `Change ${name}`,
    reset: "New secrets",
    reset_of: (name) => `New secrets for ${name}`,
    disable: "Disable",
    disable_of: (name) => `Disable ${name}`,
    enable: "Enable",
    enable_of: (name) => `Enable ${name}`,
    changed: (name) => `Changed ${name}.`,
    disabled_now: (name) => `${name} is disabled and signed out everywhere.`,
    ask: {
      disable: {
        title: (name) => `Disable ${name}?`,
        text: "Every session ends at once, and sound that plays stops within a second. The name stays taken. The account can be enabled again, with new secrets.",
      },
      enable: { title: (name) => `Enable ${name}?`, text: "The account gets a new password and second factor, shown once. The earlier ones stay invalid." },
      reset: {
        title: (name) => `New secrets for ${name}?`,
        text: "Password, second factor, recovery codes and passkeys end, and every session with them. This cannot be undone; the new ones are shown once.",
      },
    },
    dialog: {
      invite: "Invite a person",
      change: (name) => `Change ${name}`,
      send: "Create the account",
      save: "Save",
      name_missing: "Give a name to sign in with.",
      languages_wrong: "Give languages by their codes, such as “de nl”.",
      languages_help: "Codes such as “de nl”: clips in these languages are given. Empty: all languages.",
      signs_out: "The person is signed out, and signs in again with what they have.",
    },
    enrolment: {
      title: (name) => `What ${name} signs in with`,
      once: "This is shown once. Hand it over in a way that you trust, the password apart from the code.",
      password: "Password",
      address: "Address for an authenticator app",
      picture: "The address as a picture for the camera of a phone",
      advice: "After signing in the person chooses a password of their own and can add a passkey.",
      done: "I have handed it over",
    },
  },
  de: {
    title: "Personen",
    search: "Nach Namen suchen",
    any: "Alle",
    count: (found, all) => `${found} von ${all}`,
    none: "Es gibt noch keine Konten. Laden Sie die erste Person ein.",
    none_found: "Kein Konto passt. Bitte Suche oder Filter ändern.",
    name: "Name",
    role: "Rolle",
    vendor: "Dienstleister",
    site: "Standort",
    languages: "Sprachen",
    all_languages: "Alle",
    state: "Zustand",
    acts: "Was möglich ist",
    active: "Aktiv",
    disabled: "Gesperrt",
    ours: "Eigene",
    no_site: "Keiner",
    you: "Sie",
    change: "Ändern",
    change_of: (name) => `${name} ändern`,
    reset: "Neuer Zugang",
    reset_of: (name) => `Neuer Zugang für ${name}`,
    disable: "Sperren",
    disable_of: (name) => `${name} sperren`,
    enable: "Entsperren",
    enable_of: (name) => `${name} entsperren`,
    changed: (name) => `${name} ist geändert.`,
    disabled_now: (name) => `${name} ist gesperrt und überall abgemeldet.`,
    ask: {
      disable: {
        title: (name) => `${name} sperren?`,
        text: "Jede Sitzung endet sofort, und laufender Ton hört innerhalb einer Sekunde auf. Der Name bleibt vergeben. Das Konto kann entsperrt werden, mit neuem Zugang.",
      },
      enable: { title: (name) => `${name} entsperren?`, text: "Das Konto bekommt ein neues Passwort und einen neuen zweiten Faktor, einmal gezeigt. Die früheren bleiben wertlos." },
      reset: {
        title: (name) => `Neuer Zugang für ${name}?`,
        text: "Passwort, zweiter Faktor, Wiederherstellungscodes und Passkeys enden, und jede Sitzung mit ihnen. Das lässt sich nicht zurücknehmen; die neuen werden einmal gezeigt.",
      },
    },
    dialog: {
      invite: "Person einladen",
      change: (name) => `${name} ändern`,
      send: "Konto anlegen",
      save: "Speichern",
      name_missing: "Bitte einen Namen zum Anmelden angeben.",
      languages_wrong: "Bitte Sprachen mit ihren Kürzeln angeben, etwa „de nl“.",
      languages_help: "Kürzel wie „de nl“: Clips in diesen Sprachen werden gegeben. Leer: alle Sprachen.",
      signs_out: "Die Person wird abgemeldet und meldet sich mit dem an, was sie hat.",
    },
    enrolment: {
      title: (name) => `Womit ${name} sich anmeldet`,
      once: "Das wird einmal gezeigt. Geben Sie es auf einem Weg weiter, dem Sie trauen, das Passwort getrennt vom Code.",
      password: "Passwort",
      address: "Adresse für eine Authenticator-App",
      picture: "Die Adresse als Bild für die Kamera eines Telefons",
      advice: "Nach dem Anmelden wählt die Person ein eigenes Passwort und kann einen Passkey hinzufügen.",
      done: "Ich habe es weitergegeben",
    },
  },
  nl: {
    title: "Mensen",
    search: "Zoeken op naam",
    any: "Alle",
    count: (found, all) => `${found} van ${all}`,
    none: "Er zijn nog geen accounts. Nodig de eerste persoon uit.",
    none_found: "Geen account past. Verander de zoekterm of de filters.",
    name: "Naam",
    role: "Rol",
    vendor: "Leverancier",
    site: "Locatie",
    languages: "Talen",
    all_languages: "Alle",
    state: "Toestand",
    acts: "Wat er kan",
    active: "Actief",
    disabled: "Geblokkeerd",
    ours: "Eigen",
    no_site: "Geen",
    you: "U",
    change: "Wijzigen",
    change_of: (name) => `${name} wijzigen`,
    reset: "Nieuwe toegang",
    reset_of: (name) => `Nieuwe toegang voor ${name}`,
    disable: "Blokkeren",
    disable_of: (name) => `${name} blokkeren`,
    enable: "Deblokkeren",
    enable_of: (name) => `${name} deblokkeren`,
    changed: (name) => `${name} is gewijzigd.`,
    disabled_now: (name) => `${name} is geblokkeerd en overal uitgelogd.`,
    ask: {
      disable: {
        title: (name) => `${name} blokkeren?`,
        text: "Elke sessie eindigt meteen en lopend geluid stopt binnen een seconde. De naam blijft bezet. Het account kan weer worden gedeblokkeerd, met nieuwe toegang.",
      },
      enable: { title: (name) => `${name} deblokkeren?`, text: "Het account krijgt een nieuw wachtwoord en een nieuwe tweede factor, één keer getoond. De vorige blijven waardeloos." },
      reset: {
        title: (name) => `Nieuwe toegang voor ${name}?`,
        text: "Wachtwoord, tweede factor, herstelcodes en passkeys eindigen, en elke sessie daarmee. Dit kan niet ongedaan worden gemaakt; de nieuwe worden één keer getoond.",
      },
    },
    dialog: {
      invite: "Iemand uitnodigen",
      change: (name) => `${name} wijzigen`,
      send: "Account aanmaken",
      save: "Opslaan",
      name_missing: "Geef een naam om mee in te loggen.",
      languages_wrong: "Geef talen met hun code, zoals “de nl”.",
      languages_help: "Codes zoals “de nl”: fragmenten in deze talen worden gegeven. Leeg: alle talen.",
      signs_out: "De persoon wordt uitgelogd en logt weer in met wat zij heeft.",
    },
    enrolment: {
      title: (name) => `Waarmee ${name} inlogt`,
      once: "Dit wordt één keer getoond. Geef het door op een manier die u vertrouwt, het wachtwoord apart van de code.",
      password: "Wachtwoord",
      address: "Adres voor een authenticator-app",
      picture: "Het adres als afbeelding voor de camera van een telefoon",
      advice: "Na het inloggen kiest de persoon een eigen wachtwoord en kan een passkey toevoegen.",
      done: "Ik heb het doorgegeven",
    },
  },
};

export const SAME: Partial<Record<Language, readonly string[]>> = { de: ["name"] };
