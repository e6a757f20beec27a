/** Texts of what two people approve. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly not_needed: string;
  readonly in_force: string;
  readonly programmes: Readonly<Record<string, string>>;
  readonly ask_share: string;
  readonly programme: string;
  readonly share: string;
  readonly ask: string;
  readonly affected: string;
  readonly affected_text: string;
  readonly affected_of: (region: string, since: string, until: string, name: string) => string;
  readonly affected_mine: string;
  readonly affected_agreed: string;
  readonly key: string;
  readonly region: string;
  readonly everywhere: string;
  readonly follows: string;
  readonly regions_text: string;
  readonly no_share: string;
  readonly not_higher: (share: string) => string;
  readonly lower: string;
  readonly lower_ask: (region: string, share: string) => string;
  readonly lower_text: (present: string) => string;
  readonly lowered: (region: string) => string;
  readonly ask_export: string;
  readonly export_text: string;
  readonly asked: string;
  readonly requests: string;
  readonly what: string;
  readonly none: string;
  readonly export: string;
  readonly raise: (programme: string, share: string) => string;
  readonly by: string;
  readonly state: string;
  readonly approve: string;
  readonly approved: string;
  readonly waits: (until: string) => string;
  readonly approved_by: (name: string, until: string) => string;
  readonly used: (when: string) => string;
  readonly over: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Two people",
    lead: "A higher share of clips that people hear, and every export, take two people: one officer asks, another approves within seven days, one of both for privacy. A lower share takes one.",
    not_needed: "There is no vendor and no second officer, so nothing here needs a second person yet.",
    in_force: "Share of utterances that people may hear",
    programmes: { general: "General programme", panel: "Invited panel" },
    ask_share: "Ask for a higher share",
    programme: "Programme",
    share: "Share in per cent",
    ask: "Ask",
    affected: "Who is affected by a breach",
    affected_text: "The list is made only when a second person agrees, and is sealed to both: it is opened with both keys. Make yours with “earnest breach key --to FILE” on your own machine.",
    affected_of: (region, since, until, name) => `${region}, recorded ${since} to ${until}; asked by ${name}.`,
    affected_mine: "Another officer has to agree.",
    affected_agreed: "Agreed; the list is made within half a minute.",
    key: "Line of your key",
    region: "Country",
    everywhere: "All countries",
    follows: "as all countries",
    regions_text: "A country may have a share of its own, never more than all countries. One officer lowers it at once; two people raise it, and it is in force as soon as the second one approves. What was chosen before stays chosen.",
    no_share: "Enter a share in per cent.",
    not_higher: (share) => `${share} are in force already; a higher share is more than that.`,
    lower: "Lower now",
    lower_ask: (region, share) => `Lower ${region} to ${share}?`,
    lower_text: (present) => `It is in force at once, instead of ${present}. Raising it again takes two people.`,
    lowered: (region) => `Lowered for ${region}; it is in force.`,
    ask_export: "Ask for an export",
    export_text: "Sound and labels are copied to where no erasure reaches. An approved request is used once.",
    asked: "Asked. Another officer has to approve it.",
    requests: "Requests",
    what: "What is asked",
    none: "Nothing was asked for.",
    export: "Export",
    raise: (programme, share) => `${programme}: up to ${share}`,
    by: "Asked by",
    state: "State",
    approve: "Approve",
    approved: "Approved.",
    waits: (until) => `Waits for another person until ${until}`,
    approved_by: (name, until) => `Approved by ${name}, to be used until ${until}`,
    used: (when) => `Used on ${when}`,
    over: "Expired: not approved in time",
  },
  de: {
    title: "Zwei Personen",
    lead: "Ein höherer Anteil an Clips, die Menschen hören, und jeder Export brauchen zwei Personen: Eine beauftragte Person bittet, eine andere genehmigt innerhalb von sieben Tagen, eine von beiden für den Datenschutz. Für einen kleineren Anteil genügt eine.",
    not_needed: "Es gibt keinen Dienstleister und keine zweite beauftragte Person; noch braucht hier nichts eine zweite Person.",
    in_force: "Anteil der Äußerungen, den Menschen hören dürfen",
    programmes: { general: "Allgemeines Programm", panel: "Eingeladenes Panel" },
    ask_share: "Um einen höheren Anteil bitten",
    programme: "Programm",
    share: "Anteil in Prozent",
    ask: "Bitten",
    affected: "Wer von einer Datenpanne betroffen ist",
    affected_text: "Die Liste wird erst erstellt, wenn eine zweite Person zustimmt, und für beide versiegelt: Geöffnet wird sie mit beiden Schlüsseln. Ihren macht „earnest breach key --to DATEI“ auf Ihrem eigenen Rechner.",
    affected_of: (region, since, until, name) => `${region}, aufgenommen von ${since} bis ${until}; angefordert von ${name}.`,
    affected_mine: "Eine andere beauftragte Person muss zustimmen.",
    affected_agreed: "Zugestimmt; die Liste wird binnen einer halben Minute erstellt.",
    key: "Zeile Ihres Schlüssels",
    region: "Land",
    everywhere: "Alle Länder",
    follows: "wie alle Länder",
    regions_text: "Ein Land kann einen eigenen Anteil haben, nie mehr als alle Länder. Eine beauftragte Person senkt ihn sofort; zwei erhöhen ihn, und er gilt, sobald die zweite genehmigt. Was schon gewählt wurde, bleibt gewählt.",
    no_share: "Bitte einen Anteil in Prozent eintragen.",
    not_higher: (share) => `${share} gelten schon; ein höherer Anteil ist mehr als das.`,
    lower: "Jetzt senken",
    lower_ask: (region, share) => `${region} auf ${share} senken?`,
    lower_text: (present) => `Es gilt sofort, statt ${present}. Wieder erhöhen können es nur zwei Personen.`,
    lowered: (region) => `Für ${region} gesenkt; es gilt ab sofort.`,
    ask_export: "Um einen Export bitten",
    export_text: "Ton und Labels werden dorthin kopiert, wo keine Löschung hinreicht. Eine genehmigte Bitte gilt einmal.",
    asked: "Gebeten. Eine andere beauftragte Person muss genehmigen.",
    requests: "Bitten",
    what: "Was verlangt wird",
    none: "Um nichts wurde gebeten.",
    export: "Ein Export",
    raise: (programme, share) => `${programme}: bis zu ${share}`,
    by: "Gebeten von",
    state: "Stand",
    approve: "Genehmigen",
    approved: "Genehmigt.",
    waits: (until) => `Wartet auf eine andere Person bis ${until}`,
    approved_by: (name, until) => `Genehmigt von ${name}, zu nutzen bis ${until}`,
    used: (when) => `Genutzt am ${when}`,
    over: "Vorbei, nicht rechtzeitig genehmigt",
  },
  nl: {
    title: "Twee mensen",
    lead: "Een hoger aandeel fragmenten dat mensen horen en elke export vragen twee mensen: één functionaris vraagt, een andere keurt binnen zeven dagen goed, één van beiden voor privacy. Voor een lager aandeel is één genoeg.",
    not_needed: "Er is geen leverancier en geen tweede functionaris; nog niets heeft hier een tweede persoon nodig.",
    in_force: "Aandeel van de uitingen dat mensen mogen horen",
    programmes: { general: "Algemeen programma", panel: "Uitgenodigd panel" },
    ask_share: "Een hoger aandeel vragen",
    programme: "Programma",
    share: "Aandeel in procent",
    ask: "Vragen",
    affected: "Wie door een datalek is getroffen",
    affected_text: "De lijst wordt pas gemaakt als een tweede persoon akkoord gaat, en voor beiden verzegeld: zij gaat open met beide sleutels. De uwe maakt “earnest breach key --to BESTAND” op uw eigen computer.",
    affected_of: (region, since, until, name) => `${region}, opgenomen van ${since} tot ${until}; gevraagd door ${name}.`,
    affected_mine: "Een andere functionaris moet akkoord gaan.",
    affected_agreed: "Akkoord; de lijst wordt binnen een halve minuut gemaakt.",
    key: "Regel van uw sleutel",
    region: "Land",
    everywhere: "Alle landen",
    follows: "zoals alle landen",
    regions_text: "Een land kan een eigen aandeel hebben, nooit meer dan alle landen. Eén functionaris verlaagt het meteen; twee mensen verhogen het, en het geldt zodra de tweede goedkeurt. Wat al gekozen was, blijft gekozen.",
    no_share: "Vul een aandeel in procent in.",
    not_higher: (share) => `${share} geldt al; een hoger aandeel is meer dan dat.`,
    lower: "Nu verlagen",
    lower_ask: (region, share) => `${region} verlagen naar ${share}?`,
    lower_text: (present) => `Dit geldt meteen, in plaats van ${present}. Weer verhogen vraagt twee mensen.`,
    lowered: (region) => `Verlaagd voor ${region}; het geldt meteen.`,
    ask_export: "Een export vragen",
    export_text: "Geluid en labels worden gekopieerd naar waar geen wissing komt. Een goedgekeurd verzoek geldt één keer.",
    asked: "Gevraagd. Een andere functionaris moet het goedkeuren.",
    requests: "Verzoeken",
    what: "Wat wordt gevraagd",
    none: "Er is niets gevraagd.",
    export: "Een export",
    raise: (programme, share) => `${programme}: tot ${share}`,
    by: "Gevraagd door",
    state: "Stand van zaken",
    approve: "Goedkeuren",
    approved: "Goedgekeurd.",
    waits: (until) => `Wacht op iemand anders tot ${until}`,
    approved_by: (name, until) => `Goedgekeurd door ${name}, te gebruiken tot ${until}`,
    used: (when) => `Gebruikt op ${when}`,
    over: "Voorbij, niet op tijd goedgekeurd",
  },
};
