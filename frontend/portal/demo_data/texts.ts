/** Texts about the demo beside the own data. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  /** @param day empty: not known. */
  readonly lead: (size: string, day: string) => string;
  readonly button: string;
  readonly goes: string;
  readonly items: readonly string[];
  readonly stays: string;
  readonly confirm: string;
  readonly removing: (removed: number, files: number) => string;
  readonly removed: (size: string) => string;
  readonly running: string;
  readonly failed: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "The demo beside your data",
    lead: (size, day) => (day === "" ? `A demo with invented customers lies beside your data (${size}). It has no part in what your assistant does.` : `The first start made a demo with invented customers on ${day} (${size}). It has no part in what your assistant does.`),
    button: "Remove the demo…",
    goes: "This goes, and cannot be brought back:",
    items: ["the demo's customers, devices and reviewers", "its recordings, and what was typed of them", "the models that learned there, the one about coffee too", "its keys and its log"],
    stays: "Your account, your recordings and what your assistant learned from you stay as they are.",
    confirm: "Remove the demo",
    removing: (removed, files) => `The demo is being removed: ${removed} of ${files} files`,
    removed: (size) => `The demo is removed; ${size} are free again.`,
    running: "The demo is running, so it was not removed. Stop it with Ctrl-C where it was started, then remove it here.",
    failed: "Not all of the demo could be removed. Its keys went first, so what is left cannot be opened. Try again; the machine's owner finds the reason with `earnest demo remove`.",
  },
  de: {
    title: "Die Demo neben Ihren Daten",
    lead: (size, day) => (day === "" ? `Neben Ihren Daten liegt eine Demo mit erfundenen Personen (${size}). Was Ihr Assistent tut, hängt nicht von ihr ab.` : `Beim ersten Start am ${day} entstand eine Demo mit erfundenen Personen (${size}). Was Ihr Assistent tut, hängt nicht von ihr ab.`),
    button: "Demo entfernen…",
    goes: "Das verschwindet und kommt nicht wieder:",
    items: ["die Personen, Geräte und Prüfer der Demo", "ihre Aufnahmen und was dazu geschrieben wurde", "die Modelle, die dort gelernt haben, auch das über Kaffee", "ihre Schlüssel und ihr Protokoll"],
    stays: "Ihr Konto, Ihre Aufnahmen und was Ihr Assistent von Ihnen gelernt hat, bleiben, wie sie sind.",
    confirm: "Demo entfernen",
    removing: (removed, files) => `Die Demo wird entfernt: ${removed} von ${files} Dateien`,
    removed: (size) => `Die Demo ist entfernt; ${size} sind wieder frei.`,
    running: "Die Demo läuft gerade, deshalb wurde sie nicht entfernt. Beenden Sie sie mit Strg-C dort, wo sie gestartet wurde, und entfernen Sie sie dann hier.",
    failed: "Nicht alles von der Demo ließ sich entfernen. Ihre Schlüssel sind zuerst gelöscht worden, der Rest lässt sich also nicht öffnen. Versuchen Sie es noch einmal; den Grund nennt auf dem Rechner `earnest demo remove`.",
  },
  nl: {
    title: "De demo naast uw gegevens",
    lead: (size, day) => (day === "" ? `Naast uw gegevens staat een demo met verzonnen personen (${size}). Wat uw assistent doet, hangt er niet van af.` : `Bij de eerste start op ${day} is een demo met verzonnen personen gemaakt (${size}). Wat uw assistent doet, hangt er niet van af.`),
    button: "Demo verwijderen…",
    goes: "Dit verdwijnt en komt niet terug:",
    items: ["de personen, apparaten en beoordelaars van de demo", "de opnamen ervan en wat erbij is geschreven", "de modellen die daar hebben geleerd, ook dat over koffie", "de sleutels en het logboek ervan"],
    stays: "Uw account, uw opnamen en wat uw assistent van u heeft geleerd, blijven zoals ze zijn.",
    confirm: "Demo verwijderen",
    removing: (removed, files) => `De demo wordt verwijderd: ${removed} van ${files} bestanden`,
    removed: (size) => `De demo is verwijderd; ${size} zijn weer vrij.`,
    running: "De demo draait nu en is daarom niet verwijderd. Stop hem met Ctrl-C waar hij is gestart en verwijder hem daarna hier.",
    failed: "Niet alles van de demo kon worden verwijderd. De sleutels zijn eerst verwijderd, dus wat over is, is niet te openen. Probeer het opnieuw; de reden vindt u op de computer met `earnest demo remove`.",
  },
};
