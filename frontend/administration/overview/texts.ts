/** Texts of the overview. */
import type { Language } from "../../kit/language.ts";
import type { Comparison } from "./comparison.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly period: string;
  readonly days: (count: number) => string;
  readonly events: Readonly<Record<string, string>>;
  readonly of_hundred_thousand: (count: string) => string;
  /** Of as many whole days before. */
  readonly compared: Readonly<Record<Comparison["how"], (days: number, before: string, share: string) => string>>;
  readonly whole_days: string;
  readonly chart: (event: string) => string;
  readonly chart_says: (event: string, total: string, most: string, day: string) => string;
  readonly chart_empty: (event: string) => string;
  readonly by: Readonly<Record<"regions" | "languages" | "programmes" | "vendors", string>>;
  readonly one: Readonly<Record<"regions" | "languages" | "programmes" | "vendors", string>>;
  readonly not_by: Readonly<Record<"regions" | "languages" | "programmes" | "vendors", (events: string) => string>>;
  readonly besides: string;
  readonly panel_title: string;
  readonly wake_title: string;
  readonly wake: (accidental: string, addressed: string, frozen: string) => string;
  readonly without_sound_title: string;
  readonly without_sound: (count: number, shown: string) => string;
  readonly panel: (agreed: string, invited: string, ended: string, rewards: string) => string;
  readonly unknown: string;
  readonly own: string;
  readonly none: string;
  readonly programmes: Readonly<Record<string, string>>;
  readonly reconcile: string;
  readonly reconcile_lead: string;
  readonly each: string;
  readonly figure: string;
  readonly in_log: string;
  readonly in_tables: string;
  readonly how: string;
  readonly result: string;
  readonly by_leaves: string;
  readonly by_days: (count: number, shown: string) => string;
  readonly equal: string;
  readonly unequal: string;
  readonly compared_at: (time: string) => string;
  readonly agrees: (leaves: string, days: number, shown: string) => string;
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
    of_hundred_thousand: (count) => `Of every 100,000 utterances that were answered, people heard ${count}.`,
    compared: {
      fewer: (days, before, share) => `${share} fewer than the ${String(days)} days before (${before})`,
      more: (days, before, share) => `${share} more than the ${String(days)} days before (${before})`,
      same: (days) => `as many as the ${String(days)} days before`,
      few: (days, before) => `${before} in the ${String(days)} days before: too few to compare`,
      none: (days) => `none in the ${String(days)} days before either`,
      today: (days) => `all of it today, none in the ${String(days)} days before`,
    },
    whole_days: "Whole days are compared: those up to yesterday with as many before them. Counts under 30 are not compared, as chance changes them by a third.",
    chart: (event) => `${event}, day by day`,
    chart_says: (event, total, most, day) => `${event}: ${total} in all; most on ${day}, ${most}.`,
    chart_empty: (event) => `${event}: none in this period.`,
    by: { regions: "By country", languages: "By language", programmes: "By programme", vendors: "By vendor" },
    one: { regions: "Country", languages: "Language", programmes: "Programme", vendors: "Vendor" },
    not_by: {
      regions: (events) => `Not counted by country: ${events}.`,
      languages: (events) => `Not counted by language: ${events}.`,
      programmes: (events) => `Not counted by programme: ${events}.`,
      vendors: () => "Vendors employ the people who hear; nothing else is counted by vendor.",
    },
    besides: "Besides",
    panel_title: "Invited panel now",
    wake_title: "The wake word learns from",
    wake: (accidental, addressed, frozen) => `${accidental} false wakes and ${addressed} real ones, eleven coarse numbers each, without sound and words; ${frozen} more are kept and not used.`,
    without_sound_title: "Clips without sound",
    without_sound: (count, shown) => (count === 0 ? "None: the sound of every clip is there." : count === 1 ? "1 clip has no sound, such as after a restore. It is given to no reviewer." : `${shown} clips have no sound, such as after a restore. They are given to no reviewer.`),
    panel: (agreed, invited, ended, rewards) => `Agreed to its contract: ${agreed}; not answered: ${invited}; declined or left: ${ended}; rewards noted: ${rewards}.`,
    unknown: "not known",
    own: "own people, or not known",
    none: "Nothing was counted in this period.",
    programmes: { household: "Household", general: "General programme", panel: "Invited panel" },
    reconcile: "Compare with the log",
    reconcile_lead: "Counts again from the audit log what the tables say, and names every difference.",
    each: "Each figure compared with the log",
    figure: "Figure",
    in_log: "Log",
    in_tables: "Tables",
    how: "What the log holds",
    result: "Result",
    by_leaves: "a leaf for each clip",
    by_days: (count, shown) => (count === 0 ? "the count of each whole day; none yet" : count === 1 ? "the count of 1 whole day" : `the counts of ${shown} whole days`),
    equal: "Equal to the log",
    unequal: "Not equal",
    compared_at: (time) => `Compared at ${time}, over the whole time. The log holds the counts of a day once it is over.`,
    agrees: (leaves, days, shown) => `Log and tables agree: ${leaves} leaves were read, and the counts of ${days === 1 ? "1 whole day" : `${shown} whole days`}.`,
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
    of_hundred_thousand: (count) => `Von je 100.000 beantworteten Äußerungen haben Menschen ${count} gehört.`,
    compared: {
      fewer: (days, before, share) => `${share} weniger als in den ${String(days)} Tagen davor (${before})`,
      more: (days, before, share) => `${share} mehr als in den ${String(days)} Tagen davor (${before})`,
      same: (days) => `so viele wie in den ${String(days)} Tagen davor`,
      few: (days, before) => `${before} in den ${String(days)} Tagen davor: zu wenige zum Vergleichen`,
      none: (days) => `auch in den ${String(days)} Tagen davor keine`,
      today: (days) => `alles von heute, in den ${String(days)} Tagen davor keine`,
    },
    whole_days: "Verglichen werden ganze Tage: die bis gestern mit ebenso vielen davor. Zahlen unter 30 werden nicht verglichen, weil der Zufall sie um ein Drittel ändert.",
    chart: (event) => `${event}, Tag für Tag`,
    chart_says: (event, total, most, day) => `${event}: ${total} insgesamt; am meisten am ${day}, ${most}.`,
    chart_empty: (event) => `${event}: in diesem Zeitraum keine.`,
    by: { regions: "Nach Land", languages: "Nach Sprache", programmes: "Nach Programm", vendors: "Nach Dienstleister" },
    one: { regions: "Land", languages: "Sprache", programmes: "Programm", vendors: "Dienstleister" },
    not_by: {
      regions: (events) => `Nicht nach Land gezählt: ${events}.`,
      languages: (events) => `Nicht nach Sprache gezählt: ${events}.`,
      programmes: (events) => `Nicht nach Programm gezählt: ${events}.`,
      vendors: () => "Dienstleister beschäftigen die Menschen, die hören; nach ihnen wird nichts anderes gezählt.",
    },
    besides: "Außerdem",
    panel_title: "Eingeladenes Panel zurzeit",
    wake_title: "Das Aktivierungswort lernt aus",
    wake: (accidental, addressed, frozen) => `${accidental} falschen und ${addressed} echten Aktivierungen, je elf grobe Zahlen ohne Ton und Wörter; ${frozen} weitere werden behalten und nicht genutzt.`,
    without_sound_title: "Clips ohne Ton",
    without_sound: (count, shown) => (count === 0 ? "Keine: Der Ton jedes Clips ist da." : count === 1 ? "1 Clip hat keinen Ton, etwa nach einer Wiederherstellung. Er wird nicht vorgelegt." : `${shown} Clips haben keinen Ton, etwa nach einer Wiederherstellung. Sie werden nicht vorgelegt.`),
    panel: (agreed, invited, ended, rewards) => `Dem Vertrag zugestimmt: ${agreed}; ohne Antwort: ${invited}; abgelehnt oder verlassen: ${ended}; vermerkte Vergütungen: ${rewards}.`,
    unknown: "nicht bekannt",
    own: "eigene Leute, oder nicht bekannt",
    none: "In diesem Zeitraum wurde nichts gezählt.",
    programmes: { household: "Haushalt", general: "Allgemeines Programm", panel: "Eingeladenes Panel" },
    reconcile: "Mit dem Protokoll vergleichen",
    reconcile_lead: "Zählt aus dem Protokoll noch einmal, was die Tabellen sagen, und nennt jeden Unterschied.",
    each: "Jede Zahl, verglichen mit dem Protokoll",
    figure: "Zahl",
    in_log: "Protokoll",
    in_tables: "Tabellen",
    how: "Was das Protokoll enthält",
    result: "Ergebnis",
    by_leaves: "einen Eintrag je Clip",
    by_days: (count, shown) => (count === 0 ? "die Zahl jedes ganzen Tages; noch keine" : count === 1 ? "die Zahl von 1 ganzen Tag" : `die Zahlen von ${shown} ganzen Tagen`),
    equal: "Gleich dem Protokoll",
    unequal: "Nicht gleich",
    compared_at: (time) => `Verglichen um ${time}, über die ganze Zeit. Die Zahlen eines Tages stehen im Protokoll, sobald er vorbei ist.`,
    agrees: (leaves, days, shown) => `Protokoll und Tabellen stimmen überein: ${leaves} Einträge wurden gelesen, und die Zahlen von ${days === 1 ? "1 ganzen Tag" : `${shown} ganzen Tagen`}.`,
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
    of_hundred_thousand: (count) => `Van elke 100.000 beantwoorde uitingen hoorden mensen er ${count}.`,
    compared: {
      fewer: (days, before, share) => `${share} minder dan in de ${String(days)} dagen ervoor (${before})`,
      more: (days, before, share) => `${share} meer dan in de ${String(days)} dagen ervoor (${before})`,
      same: (days) => `evenveel als in de ${String(days)} dagen ervoor`,
      few: (days, before) => `${before} in de ${String(days)} dagen ervoor: te weinig om te vergelijken`,
      none: (days) => `ook geen in de ${String(days)} dagen ervoor`,
      today: (days) => `alles van vandaag, geen in de ${String(days)} dagen ervoor`,
    },
    whole_days: "Hele dagen worden vergeleken: die tot en met gisteren met evenveel dagen ervoor. Aantallen onder de 30 worden niet vergeleken, omdat toeval ze een derde verandert.",
    chart: (event) => `${event}, dag voor dag`,
    chart_says: (event, total, most, day) => `${event}: ${total} in totaal; de meeste op ${day}, ${most}.`,
    chart_empty: (event) => `${event}: geen in deze periode.`,
    by: { regions: "Per land", languages: "Per taal", programmes: "Per programma", vendors: "Per leverancier" },
    one: { regions: "Land", languages: "Taal", programmes: "Programma", vendors: "Leverancier" },
    not_by: {
      regions: (events) => `Niet per land geteld: ${events}.`,
      languages: (events) => `Niet per taal geteld: ${events}.`,
      programmes: (events) => `Niet per programma geteld: ${events}.`,
      vendors: () => "Leveranciers hebben de mensen in dienst die luisteren; verder wordt niets per leverancier geteld.",
    },
    besides: "Daarnaast",
    panel_title: "Uitgenodigd panel nu",
    wake_title: "Het activeringswoord leert van",
    wake: (accidental, addressed, frozen) => `${accidental} valse en ${addressed} echte activeringen, elk elf grove getallen zonder geluid en woorden; ${frozen} andere worden bewaard en niet gebruikt.`,
    without_sound_title: "Fragmenten zonder geluid",
    without_sound: (count, shown) => (count === 0 ? "Geen: het geluid van elk fragment is er." : count === 1 ? "1 fragment heeft geen geluid, bijvoorbeeld na een herstel. Geen beoordelaar krijgt het." : `${shown} fragmenten hebben geen geluid, bijvoorbeeld na een herstel. Geen beoordelaar krijgt ze.`),
    panel: (agreed, invited, ended, rewards) => `Akkoord met het contract: ${agreed}; nog geen antwoord: ${invited}; afgewezen of vertrokken: ${ended}; genoteerde vergoedingen: ${rewards}.`,
    unknown: "niet bekend",
    own: "eigen mensen, of niet bekend",
    none: "In deze periode is niets geteld.",
    programmes: { household: "Huishouden", general: "Algemeen programma", panel: "Uitgenodigd panel" },
    reconcile: "Met het logboek vergelijken",
    reconcile_lead: "Telt uit het logboek opnieuw wat de tabellen zeggen, en noemt elk verschil.",
    each: "Elk cijfer, vergeleken met het logboek",
    figure: "Cijfer",
    in_log: "Logboek",
    in_tables: "Tabellen",
    how: "Wat het logboek bevat",
    result: "Uitkomst",
    by_leaves: "een regel per fragment",
    by_days: (count, shown) => (count === 0 ? "het aantal van elke hele dag; nog geen" : count === 1 ? "het aantal van 1 hele dag" : `de aantallen van ${shown} hele dagen`),
    equal: "Gelijk aan het logboek",
    unequal: "Niet gelijk",
    compared_at: (time) => `Vergeleken om ${time}, over de hele tijd. De aantallen van een dag staan in het logboek zodra die voorbij is.`,
    agrees: (leaves, days, shown) => `Logboek en tabellen komen overeen: ${leaves} regels zijn gelezen, en de aantallen van ${days === 1 ? "1 hele dag" : `${shown} hele dagen`}.`,
    differs: "Logboek en tabellen komen niet overeen. Misschien heeft iemand de tabellen veranderd; het logboek is niet ongezien te veranderen.",
    difference: (event, log, tables) => `${event}: het logboek zegt ${log}, de tabellen zeggen ${tables}.`,
    difference_on: (event, day, log, tables) => `${event} op ${day}: het logboek zegt ${log}, de tabellen zeggen ${tables}.`,
    changed_day: (day) => `${day}: de sommen kloppen, de aantallen per land, taal, programma of leverancier niet.`,
  },
};
