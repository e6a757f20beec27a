/** The texts of the catalogue's page. */
import type { Language } from "../../kit/language.ts";

const en = {
  title: "Names of intents and details",
  lead: "What a reviewer names anew is a proposal and stays in the label. Accept it, give it another name for new labels, or refuse it; older labels stay as they are. A proposal without a decision ends after thirty days.",
  none: "No label has used a name that Earnest does not bring along.",
  states: { proposed: "proposed", accepted: "accepted", renamed: "renamed", refused: "refused" } as Record<string, string>,
  now: (name: string) => `now “${name}”`,
  accept: "Accept",
  refuse: "Refuse",
  refused_name: "A refused name; its text is destroyed",
  rename: "Rename",
  new_name: (name: string) => `Another name for “${name}”`,
  saved: "Decided. New labels follow it.",
};

export type CatalogueTexts = typeof en;

const de: CatalogueTexts = {
  title: "Namen von Absichten und Einzelheiten",
  lead: "Was jemand beim Prüfen neu benennt, ist ein Vorschlag und bleibt im Label. Annehmen, für neue Labels anders nennen oder ablehnen; ältere Labels bleiben, wie sie sind. Ein Vorschlag ohne Entscheidung endet nach dreißig Tagen.",
  none: "Kein Label hat einen Namen benutzt, den Earnest nicht mitbringt.",
  states: { proposed: "vorgeschlagen", accepted: "angenommen", renamed: "umbenannt", refused: "abgelehnt" },
  now: (name) => `jetzt „${name}“`,
  accept: "Annehmen",
  refuse: "Ablehnen",
  refused_name: "Ein abgelehnter Name; sein Wortlaut ist vernichtet",
  rename: "Umbenennen",
  new_name: (name) => `Anderer Name für „${name}“`,
  saved: "Entschieden. Neue Labels folgen dem.",
};

const nl: CatalogueTexts = {
  title: "Namen van bedoelingen en details",
  lead: "Wat een beoordelaar nieuw benoemt, is een voorstel en blijft in het label. Accepteer het, geef het een andere naam voor nieuwe labels, of weiger het; oudere labels blijven zoals ze zijn. Een voorstel zonder besluit eindigt na dertig dagen.",
  none: "Geen label heeft een naam gebruikt die Earnest niet meebrengt.",
  states: { proposed: "voorgesteld", accepted: "geaccepteerd", renamed: "hernoemd", refused: "geweigerd" },
  now: (name) => `nu „${name}”`,
  accept: "Accepteren",
  refuse: "Weigeren",
  refused_name: "Een geweigerde naam; de tekst is vernietigd",
  rename: "Hernoemen",
  new_name: (name) => `Andere naam voor „${name}”`,
  saved: "Besloten. Nieuwe labels volgen dit.",
};

export const TEXTS: Readonly<Record<Language, CatalogueTexts>> = { en, de, nl };
