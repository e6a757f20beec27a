/** The texts of reporting abuse; the categories are named as a lead reads them. */
import type { Language } from "../../kit/language.ts";

const en = {
  button: "Report abuse",
  title: "Report abuse",
  lead: "A lead sees what is reported, and neither who reports nor which clip. Nothing follows by itself: a person looks into it.",
  sent: "Reported. A lead sees it under Alerts, without your name.",
  failed: "The report did not arrive. Try again.",
};

export type ReportTexts = typeof en;

const de: ReportTexts = {
  button: "Missbrauch melden",
  title: "Missbrauch melden",
  lead: "Leitende sehen, was gemeldet wird, aber weder von wem noch um welchen Clip es geht. Von selbst folgt nichts: Ein Mensch geht dem nach.",
  sent: "Gemeldet. Leitende sehen es unter den Hinweisen, ohne Ihren Namen.",
  failed: "Die Meldung kam nicht an. Bitte noch einmal versuchen.",
};

const nl: ReportTexts = {
  button: "Misbruik melden",
  title: "Misbruik melden",
  lead: "Een leidinggevende ziet wat wordt gemeld, maar niet wie meldt of welk fragment. Er volgt niets vanzelf: een mens zoekt het uit.",
  sent: "Gemeld. Een leidinggevende ziet het bij de meldingen, zonder uw naam.",
  failed: "De melding kwam niet aan. Probeer het opnieuw.",
};

export const TEXTS: Readonly<Record<Language, ReportTexts>> = { en, de, nl };
