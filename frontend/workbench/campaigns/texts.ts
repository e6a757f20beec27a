/** Texts of campaigns. */
import type { Language } from "../../kit/language.ts";
import type { CampaignReason, CampaignState, EntryType } from "../api/wire.ts";

interface CampaignTexts {
  readonly title: string;
  readonly lead: string;
  readonly propose: string;
  readonly entry: string;
  readonly entry_help: string;
  readonly not_public: string;
  readonly no_entries: string;
  readonly language: string;
  readonly languages: Readonly<Record<Language, string>>;
  readonly reason: string;
  readonly reasons: Readonly<Record<CampaignReason, string>>;
  readonly most: string;
  readonly days: string;
  readonly send: string;
  readonly sent: string;
  readonly list: string;
  readonly none: string;
  readonly states: Readonly<Record<CampaignState, string>>;
  readonly types: Readonly<Record<EntryType, string>>;
  readonly taken: (taken: number, most: number) => string;
  readonly approvals: (count: number) => string;
  readonly ends: (time: string) => string;
  readonly approve: string;
  readonly approve_of: (name: string) => string;
  readonly approved: string;
  readonly stop: string;
  readonly stop_of: (name: string) => string;
  readonly stopped: string;
}

const en: CampaignTexts = {
  title: "Campaigns",
  lead: "A campaign asks for utterances that name one public thing, said from now on, by people who agreed that people may listen. It stays within every cap. What was said before is not searched, and names of private people are in no catalogue.",
  propose: "Propose a campaign",
  entry: "Public thing",
  entry_help: "Type the beginning of its name and choose it from the catalogue.",
  not_public: "This is no entry of the public catalogue. Choose one from the list; a private name cannot be asked for.",
  no_entries: "The catalogue is empty. Your organisation brings one with “earnest review catalogue”.",
  language: "Language of the utterances",
  languages: { en: "English", de: "German", nl: "Dutch" },
  reason: "Reason",
  reasons: { often_misheard: "Often misheard", new_entry: "New in the catalogue", wrong_link: "Linked wrongly" },
  most: "Clips at most (1 to 500)",
  days: "Days (1 to 30)",
  send: "Propose",
  sent: "Proposed. Two different people have to approve it.",
  list: "All campaigns",
  none: "There is no campaign.",
  states: { waiting: "waiting for approval", running: "running", full: "complete", over: "over", stopped: "stopped" },
  types: { musical_artist: "musical artist", album: "album", song: "song", film: "film", radio_station: "radio station", brand: "brand", place: "place" },
  taken: (taken, most) => `${taken.toString()} of ${most.toString()} clips chosen`,
  approvals: (count) => `${count.toString()} of 2 approvals`,
  ends: (time) => `until ${time}`,
  approve: "Approve",
  approve_of: (name) => `Approve the campaign for ${name}`,
  approved: "Approved.",
  stop: "Stop",
  stop_of: (name) => `Stop the campaign for ${name}`,
  stopped: "Stopped. Nothing more is chosen for it.",
};

const de: CampaignTexts = {
  title: "Kampagnen",
  lead: "Eine Kampagne bittet um Äußerungen, die eine öffentliche Sache nennen, ab jetzt gesagt, von Menschen, die dem Zuhören zugestimmt haben. Sie bleibt unter jeder Obergrenze. Früher Gesagtes wird nicht durchsucht, und Namen von Privatpersonen stehen in keinem Katalog.",
  propose: "Eine Kampagne vorschlagen",
  entry: "Öffentliche Sache",
  entry_help: "Den Anfang des Namens tippen und den Eintrag aus dem Katalog wählen.",
  not_public: "Das ist kein Eintrag des öffentlichen Katalogs. Bitte einen aus der Liste wählen; um einen privaten Namen kann nicht gebeten werden.",
  no_entries: "Der Katalog ist leer. Ihre Organisation bringt einen mit „earnest review catalogue“ ein.",
  language: "Sprache der Äußerungen",
  languages: { en: "Englisch", de: "Deutsch", nl: "Niederländisch" },
  reason: "Grund",
  reasons: { often_misheard: "Oft falsch verstanden", new_entry: "Neu im Katalog", wrong_link: "Falsch verknüpft" },
  most: "Höchstens so viele Clips (1 bis 500)",
  days: "Tage (1 bis 30)",
  send: "Vorschlagen",
  sent: "Vorgeschlagen. Zwei verschiedene Personen müssen zustimmen.",
  list: "Alle Kampagnen",
  none: "Es gibt keine Kampagne.",
  states: { waiting: "wartet auf Zustimmung", running: "läuft", full: "vollständig", over: "beendet", stopped: "angehalten" },
  types: { musical_artist: "Musiker", album: "Musikalbum", song: "Lied", film: "Kinofilm", radio_station: "Radiosender", brand: "Marke", place: "Ort" },
  taken: (taken, most) => `${taken.toString()} von ${most.toString()} Clips gewählt`,
  approvals: (count) => `${count.toString()} von 2 Zustimmungen`,
  ends: (time) => `bis ${time}`,
  approve: "Zustimmen",
  approve_of: (name) => `Der Kampagne für ${name} zustimmen`,
  approved: "Zugestimmt.",
  stop: "Anhalten",
  stop_of: (name) => `Die Kampagne für ${name} anhalten`,
  stopped: "Angehalten. Für sie wird nichts mehr gewählt.",
};

const nl: CampaignTexts = {
  title: "Campagnes",
  lead: "Een campagne vraagt om uitingen die één openbare zaak noemen, vanaf nu gezegd, door mensen die hebben ingestemd met meeluisteren. Zij blijft binnen elke bovengrens. Wat eerder is gezegd, wordt niet doorzocht, en namen van privépersonen staan in geen catalogus.",
  propose: "Een campagne voorstellen",
  entry: "Openbare zaak",
  entry_help: "Typ het begin van de naam en kies de zaak uit de catalogus.",
  not_public: "Dit staat niet in de openbare catalogus. Kies iets uit de lijst; om een privénaam kan niet worden gevraagd.",
  no_entries: "De catalogus is leeg. Uw organisatie brengt er een in met ‘earnest review catalogue’.",
  language: "Taal van de uitingen",
  languages: { en: "Engels", de: "Duits", nl: "Nederlands" },
  reason: "Reden",
  reasons: { often_misheard: "Vaak verkeerd verstaan", new_entry: "Nieuw in de catalogus", wrong_link: "Verkeerd gekoppeld" },
  most: "Hoogstens zoveel fragmenten (1 tot 500)",
  days: "Dagen (1 tot 30)",
  send: "Voorstellen",
  sent: "Voorgesteld. Twee verschillende personen moeten instemmen.",
  list: "Alle campagnes",
  none: "Er is geen campagne.",
  states: { waiting: "wacht op instemming", running: "loopt", full: "volledig", over: "afgelopen", stopped: "gestopt" },
  types: { musical_artist: "muzikant", album: "muziekalbum", song: "liedje", film: "speelfilm", radio_station: "radiozender", brand: "merk", place: "plaats" },
  taken: (taken, most) => `${taken.toString()} van ${most.toString()} fragmenten gekozen`,
  approvals: (count) => `${count.toString()} van 2 instemmingen`,
  ends: (time) => `tot ${time}`,
  approve: "Instemmen",
  approve_of: (name) => `Instemmen met de campagne voor ${name}`,
  approved: "Ingestemd.",
  stop: "Stoppen",
  stop_of: (name) => `De campagne voor ${name} stoppen`,
  stopped: "Gestopt. Er wordt niets meer voor gekozen.",
};

export const TEXTS: Readonly<Record<Language, CampaignTexts>> = { en, de, nl };
