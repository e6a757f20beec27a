/** Texts of the skills that may ask other hosts. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly none: string;
  readonly always: string;
  readonly asks: (hosts: string) => string;
  readonly asks_none: string;
  readonly say: string;
  readonly is_on: string;
  readonly is_off: string;
  readonly optional: string;
  readonly secret_kept: string;
  readonly secret_new: string;
  readonly save: string;
  readonly switch_on: string;
  readonly switch_off: string;
  readonly saved: (title: string) => string;
  readonly off: (title: string) => string;
  readonly invalid: string;
  readonly trying: string;
  readonly works: (moment: string, names: number) => string;
  readonly fails: (what: string) => string;
  readonly problems: Readonly<Record<string, string>>;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Skills",
    lead: "What your assistant can do beyond time, timers, lists and privacy. Each of these asks another machine, so it is off until you switch it on.",
    none: "Skills that ask other machines belong to the owner of this machine; there are none for this account.",
    always: "Time and date, timers, lists and everything about privacy need no other machine and are always there.",
    asks: (hosts) => `Asks: ${hosts}`,
    asks_none: "Asks the address that you write below.",
    say: "Say for example:",
    is_on: "On",
    is_off: "Off",
    optional: "optional",
    secret_kept: "kept, not shown again",
    secret_new: "If the address names another machine, write this again.",
    save: "Save",
    switch_on: "Save and switch on",
    switch_off: "Switch off",
    saved: (title) => `${title} is on.`,
    off: (title) => `${title} is off and asks no other machine.`,
    invalid: "Fill in every field; an address begins with http:// or https:// (mqtt:// for a broker) and names a machine.",
    trying: "Trying …",
    works: (moment, names) => (names > 0 ? `Works. Last fetched ${moment}; ${names} names of your house are known.` : `Works. Last tried ${moment}.`),
    fails: (what) => `Does not work: ${what}`,
    problems: {
      home_assistant_gone: "nothing answers at this address. Is Home Assistant running, and can this machine reach it?",
      not_home_assistant: "what answers at this address is not Home Assistant.",
      address_unusable: "the address cannot be used.",
      token_refused: "Home Assistant refuses the access token. Make a new one in your Home Assistant profile, under Security.",
      admin_needed: "the access token may not read the rooms and devices. Make one as an administrator.",
      broker_gone: "no MQTT broker answers at this address.",
      broker_refused: "the MQTT broker refuses user name or password.",
      skill_too_slow: "it took too long to answer.",
      skill_failed: "the skill failed.",
      skill_broken: "the skill failed.",
      host_refused: "the skill asked a machine that it had not named, which was refused.",
      skill_missing: "the skill is not installed any more.",
      source_gone: "nothing answers at this address.",
      source_unusable: "what answers at this address cannot be used.",
    },
  },
  de: {
    title: "Fähigkeiten",
    lead: "Was Ihr Assistent über Uhrzeit, Timer, Listen und Datenschutz hinaus kann. Jede dieser Fähigkeiten fragt einen anderen Rechner, deshalb ist sie aus, bis Sie sie einschalten.",
    none: "Fähigkeiten, die andere Rechner fragen, gehören dem Besitzer dieses Rechners; für dieses Konto gibt es keine.",
    always: "Uhrzeit und Datum, Timer, Listen und alles zum Datenschutz fragen niemanden und sind immer da.",
    asks: (hosts) => `Fragt: ${hosts}`,
    asks_none: "Fragt die Adresse, die Sie unten eintragen.",
    say: "Sagen Sie zum Beispiel:",
    is_on: "Ein",
    is_off: "Aus",
    optional: "nicht nötig",
    secret_kept: "aufbewahrt, wird nicht mehr gezeigt",
    secret_new: "Nennt die Adresse einen anderen Rechner, tragen Sie dies bitte neu ein.",
    save: "Speichern",
    switch_on: "Speichern und einschalten",
    switch_off: "Ausschalten",
    saved: (title) => `${title} ist eingeschaltet.`,
    off: (title) => `${title} ist aus und fragt niemanden.`,
    invalid: "Füllen Sie jedes Feld aus; eine Adresse beginnt mit http:// oder https:// (mqtt:// für einen Broker) und nennt einen Rechner.",
    trying: "Wird versucht …",
    works: (moment, names) => (names > 0 ? `Funktioniert. Zuletzt geholt ${moment}; ${names} Namen Ihres Hauses sind bekannt.` : `Funktioniert. Zuletzt versucht ${moment}.`),
    fails: (what) => `Funktioniert nicht: ${what}`,
    problems: {
      home_assistant_gone: "an dieser Adresse antwortet nichts. Läuft Home Assistant, und ist es von diesem Rechner aus erreichbar?",
      not_home_assistant: "was an dieser Adresse antwortet, ist nicht Home Assistant.",
      address_unusable: "die Adresse ist nicht brauchbar.",
      token_refused: "Home Assistant lehnt den Zugangstoken ab. Erstellen Sie in Ihrem Profil bei Home Assistant unter Sicherheit einen neuen.",
      admin_needed: "der Zugangstoken darf Räume und Geräte nicht lesen. Erstellen Sie ihn als Administrator.",
      broker_gone: "an dieser Adresse antwortet kein MQTT-Broker.",
      broker_refused: "der MQTT-Broker lehnt Benutzername oder Passwort ab.",
      skill_too_slow: "es dauerte zu lange.",
      skill_failed: "die Fähigkeit hat nicht funktioniert.",
      skill_broken: "die Fähigkeit hat nicht funktioniert.",
      host_refused: "die Fähigkeit wollte einen Rechner fragen, den sie nicht genannt hatte; das wurde verweigert.",
      skill_missing: "die Fähigkeit ist nicht mehr installiert.",
      source_gone: "an dieser Adresse antwortet nichts.",
      source_unusable: "was an dieser Adresse antwortet, ist nicht brauchbar.",
    },
  },
  nl: {
    title: "Vaardigheden",
    lead: "Wat uw assistent kan naast tijd, timers, lijsten en privacy. Elk hiervan vraagt een andere computer, daarom staat het uit tot u het aanzet.",
    none: "Vaardigheden die andere computers vragen horen bij de eigenaar van deze computer; voor dit account zijn er geen.",
    always: "Tijd en datum, timers, lijsten en alles over privacy vragen niemand iets en zijn er altijd.",
    asks: (hosts) => `Vraagt: ${hosts}`,
    asks_none: "Vraagt het adres dat u hieronder invult.",
    say: "Zeg bijvoorbeeld:",
    is_on: "Aan",
    is_off: "Uit",
    optional: "niet verplicht",
    secret_kept: "bewaard, wordt niet meer getoond",
    secret_new: "Noemt het adres een andere computer, vul dit dan opnieuw in.",
    save: "Opslaan",
    switch_on: "Opslaan en aanzetten",
    switch_off: "Uitzetten",
    saved: (title) => `${title} staat aan.`,
    off: (title) => `${title} staat uit en vraagt niemand iets.`,
    invalid: "Vul elk veld in; een adres begint met http:// of https:// (mqtt:// voor een broker) en noemt een computer.",
    trying: "Wordt geprobeerd …",
    works: (moment, names) => (names > 0 ? `Werkt. Laatst opgehaald ${moment}; ${names} namen van uw huis zijn bekend.` : `Werkt. Laatst geprobeerd ${moment}.`),
    fails: (what) => `Werkt niet: ${what}`,
    problems: {
      home_assistant_gone: "op dit adres antwoordt niets. Draait Home Assistant, en kan deze computer het bereiken?",
      not_home_assistant: "wat op dit adres antwoordt is geen Home Assistant.",
      address_unusable: "het adres is niet bruikbaar.",
      token_refused: "Home Assistant weigert de toegangstoken. Maak een nieuwe in uw profiel van Home Assistant, onder Beveiliging.",
      admin_needed: "de toegangstoken mag kamers en apparaten niet lezen. Maak er een als beheerder.",
      broker_gone: "op dit adres antwoordt geen MQTT-broker.",
      broker_refused: "de MQTT-broker weigert gebruikersnaam of wachtwoord.",
      skill_too_slow: "het duurde te lang.",
      skill_failed: "de vaardigheid werkte niet.",
      skill_broken: "de vaardigheid werkte niet.",
      host_refused: "de vaardigheid vroeg een computer die ze niet genoemd had; dat is geweigerd.",
      skill_missing: "de vaardigheid is niet meer geïnstalleerd.",
      source_gone: "op dit adres antwoordt niets.",
      source_unusable: "wat op dit adres antwoordt is niet bruikbaar.",
    },
  },
};
