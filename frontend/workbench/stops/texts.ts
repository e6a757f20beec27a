/** Texts of the notice that review is stopped. */
import type { Language } from "../../kit/language.ts";

const en = {
  title: "Review is stopped",
  text: "An officer for privacy or safety has stopped it. Nothing is wrong with your work: what you wrote is kept, and nothing counts against you. This page goes on by itself as soon as two officers agree.",
  what: (what: string, why: string) => `${what}: ${why}`,
  since: (when: string) => `since ${when}`,
  scopes: { everything: "Everything", region: "Country", language: "Language", vendor: "Your employer’s work", purpose: "Listening", programme: "Programme" } as Record<string, string>,
  programmes: { general: "general programme", panel: "invited panel", campaign: "campaigns" } as Record<string, string>,
  reasons: {
    authority_order: "order of an authority",
    privacy_incident: "privacy incident",
    security_incident: "security incident",
    legal_review: "legal review",
    quality_problem: "quality problem",
    drill: "drill",
    state_unknown: "it cannot be known at the moment whether it may go on",
  } as Record<string, string>,
};

const de: typeof en = {
  title: "Das Prüfen ist gestoppt",
  text: "Eine beauftragte Person für Datenschutz oder Sicherheit hat es gestoppt. An Ihrer Arbeit liegt es nicht: Was Sie geschrieben haben, bleibt, und nichts zählt gegen Sie. Diese Seite macht von selbst weiter, sobald zwei Beauftragte zustimmen.",
  what: (what, why) => `${what}, ${why}`,
  since: (when) => `seit ${when}`,
  scopes: { everything: "Alles", region: "Land", language: "Sprache", vendor: "Die Arbeit Ihres Arbeitgebers", purpose: "Zuhören", programme: "Programm" },
  programmes: { general: "allgemeines Programm", panel: "eingeladenes Panel", campaign: "Kampagnen" },
  reasons: {
    authority_order: "Anordnung einer Behörde",
    privacy_incident: "Datenschutzvorfall",
    security_incident: "Sicherheitsvorfall",
    legal_review: "rechtliche Prüfung",
    quality_problem: "Problem der Qualität",
    drill: "Übung",
    state_unknown: "im Moment ist nicht bekannt, ob es weitergehen darf",
  },
};

const nl: typeof en = {
  title: "Beoordelen is gestopt",
  text: "Een functionaris voor privacy of veiligheid heeft het gestopt. Het ligt niet aan uw werk: wat u schreef blijft, en niets telt tegen u. Deze pagina gaat vanzelf door zodra twee functionarissen instemmen.",
  what: (what, why) => `${what}; ${why}`,
  since: (when) => `sinds ${when}`,
  scopes: { everything: "Alles van iedereen", region: "Land van herkomst", language: "Taal", vendor: "Het werk van uw werkgever", purpose: "Luisteren", programme: "Programma" },
  programmes: { general: "algemeen programma", panel: "uitgenodigd panel", campaign: "campagnes" },
  reasons: {
    authority_order: "bevel van een autoriteit",
    privacy_incident: "privacy-incident",
    security_incident: "beveiligingsincident",
    legal_review: "juridisch onderzoek",
    quality_problem: "kwaliteitsprobleem",
    drill: "oefening",
    state_unknown: "op dit moment is niet bekend of het door mag gaan",
  },
};

export const TEXTS: Readonly<Record<Language, typeof en>> = { en, de, nl };
