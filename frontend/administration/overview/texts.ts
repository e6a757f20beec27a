/** Texts of the overview. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly period: string;
  readonly days: (count: number) => string;
  readonly events: Readonly<Record<string, string>>;
  readonly of_hundred_thousand: (count: string) => string;
  readonly chart: (event: string) => string;
  readonly chart_says: (event: string, total: string, most: string, day: string) => string;
  readonly chart_empty: (event: string) => string;
  readonly by: Readonly<Record<"regions" | "languages" | "programmes" | "vendors", string>>;
  readonly panel: (agreed: string, invited: string, ended: string, rewards: string) => string;
  readonly unknown: string;
  readonly own: string;
  readonly none: string;
  readonly programmes: Readonly<Record<string, string>>;
  readonly reconcile: string;
  readonly reconcile_lead: string;
  readonly agrees: (leaves: string, days: string) => string;
  readonly differs: string;
  readonly difference: (event: string, log: string, tables: string) => string;
  readonly difference_on: (event: string, day: string, log: string, tables: string) => string;
  readonly changed_day: (day: string) => string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Overview",
    lead: "What was answered, and how little of it people heard. Counts say nothing of any single utterance.",
    period: "Period",
    days: (count) => `Last ${String(count)} days`,
    events: { answered: "Answered", chosen: "Chosen", placed: "Made into clips", heard: "Heard by people", withheld: "Withheld", accidental: "Accidental", erased: "Erased" },
    of_hundred_thousand: (count) => `People heard ${count} of 100,000 utterances.`,
    chart: (event) => `${event}, day by day`,
    chart_says: (event, total, most, day) => `${event}: ${total} in all; most on ${day}, ${most}.`,
    chart_empty: (event) => `${event}: none in this period.`,
    by: { regions: "By country", languages: "By language", programmes: "By programme", vendors: "By vendor" },
    panel: (agreed, invited, ended, rewards) => `Invited panel now: ${agreed} agreed to its contract, ${invited} have not answered, ${ended} declined or left; ${rewards} rewards are noted.`,
    unknown: "not known",
    own: "own people, or not known",
    none: "Nothing was counted in this period.",
    programmes: { household: "Household", general: "General programme", panel: "Invited panel" },
    reconcile: "Compare with the log",
    reconcile_lead: "Counts again from the audit log what the tables say, and names every difference.",
    agrees: (leaves, days) => `Log and tables agree: ${leaves} leaves were read, and the counts of ${days} whole days.`,
    differs: "Log and tables differ. The tables may have been changed; the log cannot be changed unnoticed.",
    difference: (event, log, tables) => `${event}: the log says ${log}, the tables say ${tables}.`,
    difference_on: (event, day, log, tables) => `${event} on ${day}: the log says ${log}, the tables say ${tables}.`,
    changed_day: (day) => `${day}: the sums agree, the counts by country, language, programme or vendor do not.`,
  },
  de: {
    title: "Überblick",
    lead: "Was beantwortet wurde, und wie wenig davon Menschen gehört haben. Zahlen sagen nichts über eine einzelne Äußerung.",
    period: "Zeitraum",
    days: (count) => `Letzte ${String(count)} Tage`,
    events: { answered: "Beantwortet", chosen: "Gewählt", placed: "Zu Clips gemacht", heard: "Von Menschen gehört", withheld: "Zurückgehalten", accidental: "Versehentlich", erased: "Gelöscht" },
    of_hundred_thousand: (count) => `Menschen haben ${count} von 100.000 Äußerungen gehört.`,
    chart: (event) => `${event}, Tag für Tag`,
    chart_says: (event, total, most, day) => `${event}: ${total} insgesamt; am meisten am ${day}, ${most}.`,
    chart_empty: (event) => `${event}: in diesem Zeitraum keine.`,
    by: { regions: "Nach Land", languages: "Nach Sprache", programmes: "Nach Programm", vendors: "Nach Dienstleister" },
    panel: (agreed, invited, ended, rewards) => `Eingeladenes Panel zurzeit: ${agreed} haben dem Vertrag zugestimmt, ${invited} noch nicht geantwortet, ${ended} abgelehnt oder es verlassen; ${rewards} Vergütungen sind vermerkt.`,
    unknown: "nicht bekannt",
    own: "eigene Leute, oder nicht bekannt",
    none: "In diesem Zeitraum wurde nichts gezählt.",
    programmes: { household: "Haushalt", general: "Allgemeines Programm", panel: "Eingeladenes Panel" },
    reconcile: "Mit dem Protokoll vergleichen",
    reconcile_lead: "Zählt aus dem Protokoll noch einmal, was die Tabellen sagen, und nennt jeden Unterschied.",
    agrees: (leaves, days) => `Protokoll und Tabellen stimmen überein: ${leaves} Einträge wurden gelesen, und die Zahlen von ${days} ganzen Tagen.`,
    differs: "Protokoll und Tabellen stimmen nicht überein. Vielleicht hat jemand die Tabellen geändert; das Protokoll ist nicht unbemerkt zu ändern.",
    difference: (event, log, tables) => `${event}: Das Protokoll sagt ${log}, die Tabellen sagen ${tables}.`,
    difference_on: (event, day, log, tables) => `${event} am ${day}: Das Protokoll sagt ${log}, die Tabellen sagen ${tables}.`,
    changed_day: (day) => `${day}: Die Summen stimmen, die Zahlen nach Land, Sprache, Programm oder Dienstleister nicht.`,
  },
  nl: {
    title: "Overzicht",
    lead: "Wat beantwoord is, en hoe weinig daarvan mensen hebben gehoord. Aantallen zeggen niets over één enkele uiting.",
    period: "Periode",
    days: (count) => `Laatste ${String(count)} dagen`,
    events: { answered: "Beantwoord", chosen: "Gekozen", placed: "Tot fragment gemaakt", heard: "Door mensen gehoord", withheld: "Achtergehouden", accidental: "Per ongeluk", erased: "Gewist" },
    of_hundred_thousand: (count) => `Mensen hoorden ${count} van 100.000 uitingen.`,
    chart: (event) => `${event}, dag voor dag`,
    chart_says: (event, total, most, day) => `${event}: ${total} in totaal; de meeste op ${day}, ${most}.`,
    chart_empty: (event) => `${event}: geen in deze periode.`,
    by: { regions: "Per land", languages: "Per taal", programmes: "Per programma", vendors: "Per leverancier" },
    panel: (agreed, invited, ended, rewards) => `Uitgenodigd panel nu: ${agreed} gingen akkoord met het contract, ${invited} hebben nog niet geantwoord, ${ended} wezen af of gingen weg; ${rewards} vergoedingen zijn genoteerd.`,
    unknown: "niet bekend",
    own: "eigen mensen, of niet bekend",
    none: "In deze periode is niets geteld.",
    programmes: { household: "Huishouden", general: "Algemeen programma", panel: "Uitgenodigd panel" },
    reconcile: "Met het logboek vergelijken",
    reconcile_lead: "Telt uit het logboek opnieuw wat de tabellen zeggen, en noemt elk verschil.",
    agrees: (leaves, days) => `Logboek en tabellen komen overeen: ${leaves} regels zijn gelezen, en de aantallen van ${days} hele dagen.`,
    differs: "Logboek en tabellen komen niet overeen. Misschien heeft iemand de tabellen veranderd; het logboek is niet ongezien te veranderen.",
    difference: (event, log, tables) => `${event}: het logboek zegt ${log}, de tabellen zeggen ${tables}.`,
    difference_on: (event, day, log, tables) => `${event} op ${day}: het logboek zegt ${log}, de tabellen zeggen ${tables}.`,
    changed_day: (day) => `${day}: de sommen kloppen, de aantallen per land, taal, programma of leverancier niet.`,
  },
};
