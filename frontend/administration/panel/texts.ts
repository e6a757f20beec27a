/** Texts of the panel programme; the contract itself comes from the server. */
import type { Language } from "../../kit/language.ts";
import type { Act } from "./panel.ts";

interface OfAct {
  readonly title: string;
  readonly text: string;
  /** Label of the words that the person reads, where there are any, and an example of them. */
  readonly words?: string;
  readonly example?: string;
  readonly submit: string;
  readonly sure: (login: string) => string;
  readonly sure_text: (words: string) => string;
  readonly asked: string;
  /** In the list of what was asked. */
  readonly what: string;
}

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly people: Readonly<Record<"agreed" | "invited" | "ended" | "rewards", string>>;
  readonly share: string;
  readonly login: string;
  readonly acts: Readonly<Record<Act, OfAct>>;
  readonly requests: string;
  readonly requests_text: string;
  readonly asked_at: string;
  readonly what: string;
  readonly words: string;
  readonly state: string;
  readonly waits: string;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly refused_text: string;
  readonly none_asked: string;
  readonly heard: string;
  readonly heard_text: string;
  readonly month: string;
  readonly utterances: string;
  readonly chosen: string;
  readonly handed_out: string;
  readonly none_heard: string;
  readonly contract: string;
  readonly contract_text: string;
  readonly read: string;
  readonly version: (version: string) => string;
  readonly fingerprint: string;
}

export const SAME: Readonly<Partial<Record<Language, readonly string[]>>> = { de: ["title"], nl: ["title", "contract"] };

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Panel",
    lead: "People who take part on purpose, under a contract of their own, with a larger share that may be heard, and for a reward. Who is in it is not shown here: you name whom you invite, the personal side does it, and all that comes back is whether it was done.",
    people: { agreed: "Agreed and in it", invited: "Have not answered", ended: "Declined or left", rewards: "Rewards noted" },
    share: "Chosen at most",
    login: "Sign-in name",
    acts: {
      invite: {
        title: "Invite a person",
        text: "A grown-up customer of the general programme. Nothing changes before they agree to the contract in the portal, under Choices.",
        words: "What is offered",
        example: "such as: 20 euros a month",
        submit: "Invite",
        sure: (login) => `Invite ${login}?`,
        sure_text: (words) => `They read in the portal: “${words}”. Until they answer you can take it back; they can decline it, or leave later.`,
        asked: "Asked for; it is done within seconds.",
        what: "Invitation",
      },
      reward: {
        title: "Note a reward",
        text: "For a person who agreed to the contract. They see it in the portal, and keep it when they leave.",
        words: "What was given",
        example: "such as: 20 euros on 1 March",
        submit: "Note the reward",
        sure: (login) => `Note a reward of ${login}?`,
        sure_text: (words) => `They read in the portal: “${words}”. What was noted cannot be taken back.`,
        asked: "Asked for; it is noted within seconds.",
        what: "Reward",
      },
      take_back: {
        title: "Take an invitation back",
        text: "As long as the person has not answered. They see in the portal that it is gone. Whoever agreed leaves only on their own wish.",
        submit: "Take back",
        sure: (login) => `Take back the invitation of ${login}?`,
        sure_text: () => "Afterwards no invitation is open under this name. Whether there was one, or an answer already, is not told.",
        asked: "Asked for; within seconds no invitation is open under this name.",
        what: "Taken back",
      },
    },
    requests: "Asked for in the last 30 days",
    requests_text: "The name is forgotten as soon as it was done or refused.",
    asked_at: "Asked for",
    what: "What",
    words: "In these words",
    state: "State",
    waits: "Waits",
    outcomes: { done: "Done", refused: "Not possible" },
    refused_text: "Not possible: there is no such sign-in name, or it is a child's, a household's or the panel's own; a reward needs a person who agreed. Which of them is not told, as it would say something of a person.",
    none_asked: "Nothing was asked for in the last 30 days. Begin with “Invite a person”.",
    heard: "What was heard of the panel",
    heard_text: "Of all countries, month by month. The share says how many of its utterances may be chosen at most; two people raise it, on the page “Two people”.",
    month: "Month",
    utterances: "Answered",
    chosen: "Chosen",
    handed_out: "Given to reviewers",
    none_heard: "The panel has said nothing yet.",
    contract: "Contract",
    contract_text: "What people of the panel agree to, word for word; the log holds its hash for each who agreed.",
    read: "Read the contract",
    version: (version) => `Version ${version}`,
    fingerprint: "SHA-256",
  },
  de: {
    title: "Panel",
    lead: "Menschen, die bewusst mitmachen: mit eigenem Vertrag, einem größeren Anteil, der gehört werden darf, und gegen eine Vergütung. Wer dazugehört, steht hier nicht: Sie nennen, wen Sie einladen, die personenbezogene Seite führt es aus und sagt nur, ob es geschehen ist.",
    people: { agreed: "Zugestimmt und dabei", invited: "Noch ohne Antwort", ended: "Abgelehnt oder verlassen", rewards: "Vermerkte Vergütungen" },
    share: "Höchstens gewählt",
    login: "Anmeldename",
    acts: {
      invite: {
        title: "Person einladen",
        text: "Erwachsene Kundinnen und Kunden des allgemeinen Programms. Nichts ändert sich, bevor sie im Portal unter „Entscheidungen“ dem Vertrag zustimmen.",
        words: "Was angeboten wird",
        example: "etwa: 20 Euro im Monat",
        submit: "Einladen",
        sure: (login) => `${login} einladen?`,
        sure_text: (words) => `Im Portal steht dann: „${words}“. Bis zur Antwort können Sie die Einladung zurücknehmen; die Person kann sie ablehnen oder das Panel später verlassen.`,
        asked: "Angefordert; es geschieht in wenigen Sekunden.",
        what: "Einladung",
      },
      reward: {
        title: "Vergütung vermerken",
        text: "Für Personen, die dem Vertrag zugestimmt haben. Sie sehen sie im Portal und behalten sie, wenn sie gehen.",
        words: "Was gegeben wurde",
        example: "etwa: 20 Euro am 1. März",
        submit: "Vergütung vermerken",
        sure: (login) => `Vergütung für ${login} vermerken?`,
        sure_text: (words) => `Im Portal steht dann: „${words}“. Was vermerkt ist, lässt sich nicht zurücknehmen.`,
        asked: "Angefordert; sie wird in wenigen Sekunden vermerkt.",
        what: "Vergütung",
      },
      take_back: {
        title: "Einladung zurücknehmen",
        text: "Solange die Person nicht geantwortet hat. Sie sieht im Portal, dass es die Einladung nicht mehr gibt. Wer zugestimmt hat, geht nur auf eigenen Wunsch.",
        submit: "Zurücknehmen",
        sure: (login) => `Einladung von ${login} zurücknehmen?`,
        sure_text: () => "Danach ist unter diesem Namen keine Einladung offen. Ob es eine gab oder schon eine Antwort, wird nicht gesagt.",
        asked: "Angefordert; in wenigen Sekunden ist unter diesem Namen keine Einladung mehr offen.",
        what: "Rücknahme",
      },
    },
    requests: "In den letzten 30 Tagen angefordert",
    requests_text: "Der Name wird vergessen, sobald es ausgeführt oder abgelehnt ist.",
    asked_at: "Angefordert",
    what: "Was",
    words: "In diesen Worten",
    state: "Stand",
    waits: "Wartet",
    outcomes: { done: "Ausgeführt", refused: "Nicht möglich" },
    refused_text: "Nicht möglich: Diesen Anmeldenamen gibt es nicht, oder er gehört einem Kind, einem Haushalt oder schon zum Panel; eine Vergütung braucht eine Person, die zugestimmt hat. Was davon zutrifft, wird nicht gesagt, denn es verriete etwas über eine Person.",
    none_asked: "In den letzten 30 Tagen wurde nichts angefordert. Beginnen Sie mit „Person einladen“.",
    heard: "Was vom Panel gehört wurde",
    heard_text: "Aus allen Ländern, Monat für Monat. Der Anteil sagt, wie viele Äußerungen höchstens gewählt werden dürfen; zwei Personen erhöhen ihn auf der Seite „Zwei Personen“.",
    month: "Monat",
    utterances: "Beantwortet",
    chosen: "Gewählt",
    handed_out: "Prüfern vorgelegt",
    none_heard: "Das Panel hat noch nichts gesagt.",
    contract: "Vertrag",
    contract_text: "Wozu die Menschen im Panel wörtlich zustimmen; das Protokoll enthält für jede Zustimmung seine Prüfsumme.",
    read: "Vertrag lesen",
    version: (version) => `Fassung ${version}`,
    fingerprint: "Prüfsumme (SHA-256)",
  },
  nl: {
    title: "Panel",
    lead: "Mensen die bewust meedoen: met een eigen contract, een groter aandeel dat beluisterd mag worden, en tegen een vergoeding. Wie erbij hoort staat hier niet: u noemt wie u uitnodigt, de persoonlijke kant voert het uit en zegt alleen of het is gebeurd.",
    people: { agreed: "Akkoord en lid", invited: "Nog geen antwoord", ended: "Afgewezen of vertrokken", rewards: "Genoteerde vergoedingen" },
    share: "Hoogstens gekozen",
    login: "Inlognaam",
    acts: {
      invite: {
        title: "Iemand uitnodigen",
        text: "Een volwassen klant van het algemene programma. Er verandert niets voordat die in het portaal, onder Keuzes, akkoord gaat met het contract.",
        words: "Wat wordt aangeboden",
        example: "zoals: 20 euro per maand",
        submit: "Uitnodigen",
        sure: (login) => `${login} uitnodigen?`,
        sure_text: (words) => `In het portaal staat dan: “${words}”. Tot er antwoord is, kunt u de uitnodiging intrekken; de persoon kan haar afwijzen of later vertrekken.`,
        asked: "Gevraagd; het gebeurt binnen enkele seconden.",
        what: "Uitnodiging",
      },
      reward: {
        title: "Vergoeding noteren",
        text: "Voor wie akkoord ging met het contract. Die ziet haar in het portaal en houdt haar bij vertrek.",
        words: "Wat is gegeven",
        example: "zoals: 20 euro op 1 maart",
        submit: "Vergoeding noteren",
        sure: (login) => `Vergoeding voor ${login} noteren?`,
        sure_text: (words) => `In het portaal staat dan: “${words}”. Wat is genoteerd, kan niet worden ingetrokken.`,
        asked: "Gevraagd; zij wordt binnen enkele seconden genoteerd.",
        what: "Vergoeding",
      },
      take_back: {
        title: "Uitnodiging intrekken",
        text: "Zolang de persoon niet heeft geantwoord. Die ziet in het portaal dat de uitnodiging er niet meer is. Wie akkoord ging, vertrekt alleen op eigen wens.",
        submit: "Intrekken",
        sure: (login) => `Uitnodiging van ${login} intrekken?`,
        sure_text: () => "Daarna staat onder deze naam geen uitnodiging open. Of er een was, of al een antwoord, wordt niet gezegd.",
        asked: "Gevraagd; binnen enkele seconden staat onder deze naam geen uitnodiging meer open.",
        what: "Intrekking",
      },
    },
    requests: "Gevraagd in de laatste 30 dagen",
    requests_text: "De naam wordt vergeten zodra het is uitgevoerd of geweigerd.",
    asked_at: "Gevraagd",
    what: "Wat",
    words: "In deze woorden",
    state: "Stand",
    waits: "Wacht",
    outcomes: { done: "Uitgevoerd", refused: "Niet mogelijk" },
    refused_text: "Niet mogelijk: deze inlognaam bestaat niet, of is van een kind, een huishouden of al van het panel; een vergoeding vraagt iemand die akkoord ging. Welke van deze redenen het is wordt niet gezegd, want dat zou iets over een persoon zeggen.",
    none_asked: "In de laatste 30 dagen is niets gevraagd. Begin met “Iemand uitnodigen”.",
    heard: "Wat van het panel is gehoord",
    heard_text: "Uit alle landen, maand voor maand. Het aandeel zegt hoeveel uitingen hoogstens gekozen mogen worden; twee mensen verhogen het op de pagina “Twee mensen”.",
    month: "Maand",
    utterances: "Beantwoord",
    chosen: "Gekozen",
    handed_out: "Aan beoordelaars gegeven",
    none_heard: "Het panel heeft nog niets gezegd.",
    contract: "Contract",
    contract_text: "Waarmee mensen van het panel woordelijk akkoord gaan; het logboek bevat per akkoord het controlegetal ervan.",
    read: "Contract lezen",
    version: (version) => `Versie ${version}`,
    fingerprint: "Controlegetal (SHA-256)",
  },
};
