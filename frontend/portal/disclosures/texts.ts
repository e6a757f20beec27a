/** Texts about having been identified after a danger was heard. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly none: string;
  readonly happened: (day: string, category: string) => string;
  readonly explained: string;
  readonly banner: string;
  readonly read: string;
  readonly categories: Readonly<Record<string, string>>;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "When you were identified",
    lead: "Reviewers never learn who speaks. Only where a clip sounds like a danger can a safety officer and a privacy officer together find out, and then you read it here, unless the law forbids telling you.",
    none: "This has never happened to you, as far as we may tell.",
    happened: (day, category) => `On ${day} you were identified because a reviewer reported: ${category}.`,
    explained: "A safety officer and a privacy officer approved it together, and both stand in the audit log. You have the right to ask why, and to complain to a supervisory authority.",
    banner: "You were identified after a danger was reported in a clip of yours.",
    read: "Read what happened",
    categories: { danger_to_life: "danger to life", child: "a child in danger", violence: "violence", crime: "a crime", self_harm: "self-harm" },
  },
  de: {
    title: "Wann herausgefunden wurde, wer Sie sind",
    lead: "Wer prüft, erfährt nie, wer spricht. Nur wenn ein Clip nach einer Gefahr klingt, können ein Sicherheits- und ein Datenschutzbeauftragter das gemeinsam herausfinden; dann lesen Sie es hier, außer das Gesetz verbietet es.",
    none: "Das ist Ihnen nie geschehen, soweit wir es sagen dürfen.",
    happened: (day, category) => `Am ${day} wurde herausgefunden, wer Sie sind, weil beim Prüfen gemeldet wurde: ${category}.`,
    explained: "Ein Sicherheits- und ein Datenschutzbeauftragter haben es gemeinsam genehmigt, und beide stehen im Protokoll. Sie dürfen nach dem Grund fragen und sich bei einer Aufsichtsbehörde beschweren.",
    banner: "Es wurde herausgefunden, wer Sie sind, nachdem in einem Clip von Ihnen eine Gefahr gemeldet wurde.",
    read: "Nachlesen, was geschehen ist",
    categories: { danger_to_life: "Lebensgefahr", child: "ein Kind in Gefahr", violence: "Gewalt", crime: "eine Straftat", self_harm: "Selbstverletzung" },
  },
  nl: {
    title: "Wanneer is achterhaald wie u bent",
    lead: "Beoordelaars horen nooit wie spreekt. Alleen als een fragment klinkt als een gevaar kunnen een veiligheids- en een privacyfunctionaris dat samen achterhalen; dan leest u het hier, tenzij de wet dat verbiedt.",
    none: "Dit is u nooit overkomen, voor zover wij het mogen zeggen.",
    happened: (day, category) => `Op ${day} is achterhaald wie u bent, omdat een beoordelaar meldde: ${category}.`,
    explained: "Een veiligheids- en een privacyfunctionaris hebben het samen goedgekeurd, en beiden staan in het logboek. U mag naar de reden vragen en een klacht indienen bij een toezichthouder.",
    banner: "Er is achterhaald wie u bent, nadat in een fragment van u een gevaar was gemeld.",
    read: "Lezen wat er is gebeurd",
    categories: { danger_to_life: "levensgevaar", child: "een kind in gevaar", violence: "geweld", crime: "een misdrijf", self_harm: "zelfbeschadiging" },
  },
};
