/** Texts of what a site demands of browser and machine before the first clip. */
import type { Language } from "../../kit/language.ts";

const en = {
  browser_title: "This browser is not enrolled",
  browser_lead: "Your site gives clips in enrolled browsers only. Give this one a name and ask; an administrator of your site approves it.",
  name: "Name of this browser",
  example: "such as “room 2, place 4”",
  nameless: "Give the browser a name by which your administrator knows it.",
  ask: "Ask for enrolment",
  asked: "Asked. Tell your administrator, and go on when it is approved.",
  thumbprint: (thumbprint: string) => `Mark of this browser: ${thumbprint}`,
  again: "Go on",
  waiting: "It is not approved yet.",
  posture_title: "Your machine is not confirmed",
  posture_lead: "Your site gives clips where device management has confirmed within eight hours that this machine is encrypted, locks its screen, is up to date, and records no screen. Ask whoever manages it.",
  speakers: "Sound goes to loudspeakers. Connect headphones, choose them as sound output, and begin again.",
  failed: "That did not work. Try again.",
};

const de: typeof en = {
  browser_title: "Dieser Browser ist nicht freigegeben",
  browser_lead: "Ihr Standort gibt Clips nur in freigegebenen Browsern. Geben Sie diesem einen Namen und bitten Sie um Freigabe; die Verwaltung Ihres Standorts erteilt sie.",
  name: "Name dieses Browsers",
  example: "etwa „Raum 2, Platz 4“",
  nameless: "Bitte dem Browser einen Namen geben, an dem die Verwaltung ihn erkennt.",
  ask: "Um Freigabe bitten",
  asked: "Gesendet. Sagen Sie der Verwaltung Bescheid, und machen Sie weiter, sobald er freigegeben ist.",
  thumbprint: (thumbprint) => `Kennzeichen dieses Browsers: ${thumbprint}`,
  again: "Weiter",
  waiting: "Er ist noch nicht freigegeben.",
  posture_title: "Ihr Rechner ist nicht bestätigt",
  posture_lead: "Ihr Standort gibt Clips dort, wo die Geräteverwaltung in den letzten acht Stunden bestätigt hat, dass dieser Rechner verschlüsselt ist, seinen Bildschirm sperrt, aktuell ist und keinen Bildschirm aufzeichnet. Fragen Sie, wer ihn verwaltet.",
  speakers: "Der Ton geht an Lautsprecher. Bitte Kopfhörer anschließen, als Ausgabe wählen und neu anfangen.",
  failed: "Das ging nicht. Bitte noch einmal versuchen.",
};

const nl: typeof en = {
  browser_title: "Deze browser is niet ingeschreven",
  browser_lead: "Uw locatie geeft fragmenten alleen in ingeschreven browsers. Geef deze een naam en vraag erom; een beheerder van uw locatie keurt het goed.",
  name: "Naam van deze browser",
  example: "bijvoorbeeld “kamer 2, plaats 4”",
  nameless: "Geef de browser een naam waaraan uw beheerder hem herkent.",
  ask: "Inschrijving vragen",
  asked: "Gevraagd. Zeg het uw beheerder en ga verder zodra het is goedgekeurd.",
  thumbprint: (thumbprint) => `Kenmerk van deze browser: ${thumbprint}`,
  again: "Verder",
  waiting: "Hij is nog niet goedgekeurd.",
  posture_title: "Uw computer is niet bevestigd",
  posture_lead: "Uw locatie geeft fragmenten waar het apparaatbeheer in de laatste acht uur heeft bevestigd dat deze computer versleuteld is, zijn scherm vergrendelt, bijgewerkt is en geen scherm opneemt. Vraag wie hem beheert.",
  speakers: "Het geluid gaat naar luidsprekers. Sluit een koptelefoon aan, kies die als uitvoer en begin opnieuw.",
  failed: "Dat lukte niet. Probeer het opnieuw.",
};

export const TEXTS: Readonly<Record<Language, typeof en>> = { en, de, nl };
