import type { Language } from "../../kit/language.ts";

const english = {
  title: "My day",
  lead: "Only you see this page. Nothing here is compared with others, and no program decides by it.",
  labelled: "Labelled",
  rejected: "Rejected",
  skipped: "Skipped",
  listened: "Listened",
  pace: "Own pace",
  pace_value: (count: number) => `${count} an hour`,
  pace_none: "After ten clips and five minutes",
  until_break: "Listening until the next break",
  no_break: "No break is due",
  minutes: (count: number) => `${count} min`,
  sent: "What you sent today",
  none: "Nothing yet.",
  is_labelled: "Sent",
  is_rejected: "Rejected",
  clip: (language: string, seconds: string) => `${language}, ${seconds} s`,
  take_back: "Take back",
  until: (time: string) => `until ${time}`,
  over: "ten minutes are over",
  gone: "erased or withdrawn",
  taken: "Taken back. It is on the review page now.",
};
type Texts = typeof english;

const german: Texts = {
  title: "Mein Tag",
  lead: "Diese Seite sehen nur Sie. Nichts hier wird mit anderen verglichen, und kein Programm entscheidet danach.",
  labelled: "Beschrieben",
  rejected: "Abgelehnt",
  skipped: "Übersprungen",
  listened: "Gehört",
  pace: "Eigenes Tempo",
  pace_value: (count) => `${count} in der Stunde`,
  pace_none: "Nach zehn Clips und fünf Minuten",
  until_break: "Hören bis zur nächsten Pause",
  no_break: "Keine Pause steht an",
  minutes: (count) => `${count} Min.`,
  sent: "Was Sie heute gesendet haben",
  none: "Noch nichts.",
  is_labelled: "Gesendet",
  is_rejected: "Abgelehnt",
  clip: (language, seconds) => `${language}, ${seconds} s`,
  take_back: "Zurücknehmen",
  until: (time) => `bis ${time}`,
  over: "zehn Minuten sind um",
  gone: "gelöscht oder zurückgezogen",
  taken: "Zurückgenommen. Der Clip liegt jetzt auf der Seite „Prüfen“.",
};

const dutch: Texts = {
  title: "Mijn dag",
  lead: "Alleen u ziet deze pagina. Niets hier wordt met anderen vergeleken en geen programma beslist ermee.",
  labelled: "Beschreven",
  rejected: "Afgewezen",
  skipped: "Overgeslagen",
  listened: "Geluisterd",
  pace: "Eigen tempo",
  pace_value: (count) => `${count} per uur`,
  pace_none: "Na tien fragmenten en vijf minuten",
  until_break: "Luisteren tot de volgende pauze",
  no_break: "Er is geen pauze nodig",
  minutes: (count) => `${count} min.`,
  sent: "Wat u vandaag hebt verstuurd",
  none: "Nog niets.",
  is_labelled: "Verstuurd",
  is_rejected: "Afgewezen",
  clip: (language, seconds) => `${language}, ${seconds} s`,
  take_back: "Terughalen",
  until: (time) => `tot ${time}`,
  over: "tien minuten zijn voorbij",
  gone: "gewist of ingetrokken",
  taken: "Teruggehaald. Het ligt nu op de pagina “Beoordelen”.",
};

export const TEXTS: Readonly<Record<Language, Texts>> = { en: english, de: german, nl: dutch };

/** The language is translated before it is put in. */
export const SAME = { de: ["clip"], nl: ["clip"] } as const;
