/** Texts about what was not understood and is corrected together. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  /** Times, at least 2. */
  readonly times: (count: number) => string;
  readonly together: (count: number) => string;
  readonly title: string;
  readonly lead: string;
  readonly running: string;
  readonly run: string;
  readonly before: string;
  readonly now: string;
  readonly not_understood: string;
  readonly taught: string;
  readonly still_not: string;
  readonly undo: string;
  readonly undone: string;
  readonly connect_text: string;
  readonly connect: string;
  readonly close: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    times: (count) => `Heard ${count} times`,
    together: (count) => `Corrected together: ${count}.`,
    title: "What the correction changes",
    lead: "Your recording was run again: heard and understood as if you said it now. Nothing was done or kept.",
    running: "Running again on your recording…",
    run: "Run again on this recording",
    before: "Before",
    now: "Now",
    not_understood: "Not understood",
    taught: "By what you taught it",
    still_not: "It is still not understood. Say what you meant by it, or give it a name.",
    undo: "Undo the correction",
    undone: "The correction is undone, and what was learned from it is forgotten.",
    connect_text: "To run the recording again, this browser becomes a device of your account, like any other.",
    connect: "Connect and run again",
    close: "Close",
  },
  de: {
    times: (count) => `${count}-mal gehört`,
    together: (count) => `Zusammen berichtigt: ${count}.`,
    title: "Was die Berichtigung ändert",
    lead: "Ihre Aufnahme lief noch einmal durch: gehört und verstanden, als sagten Sie es jetzt. Nichts wurde ausgeführt oder aufbewahrt.",
    running: "Die Aufnahme läuft noch einmal durch…",
    run: "Diese Aufnahme noch einmal erkennen",
    before: "Vorher",
    now: "Jetzt",
    not_understood: "Nicht verstanden",
    taught: "Durch das, was Sie beigebracht haben",
    still_not: "Es wird noch nicht verstanden. Sagen Sie dazu, was Sie damit meinten, oder geben Sie dem einen Namen.",
    undo: "Berichtigung zurücknehmen",
    undone: "Die Berichtigung ist zurückgenommen, und was daraus gelernt wurde, ist vergessen.",
    connect_text: "Damit die Aufnahme noch einmal erkannt wird, wird dieser Browser ein Gerät Ihres Kontos wie jedes andere.",
    connect: "Verbinden und noch einmal erkennen",
    close: "Schließen",
  },
  nl: {
    times: (count) => `${count} keer gehoord`,
    together: (count) => `Samen verbeterd: ${count}.`,
    title: "Wat de verbetering verandert",
    lead: "Uw opname is opnieuw herkend: gehoord en begrepen alsof u het nu zegt. Er is niets gedaan of bewaard.",
    running: "De opname wordt opnieuw herkend…",
    run: "Deze opname opnieuw herkennen",
    before: "Eerst",
    now: "Nu",
    not_understood: "Niet begrepen",
    taught: "Door wat u het heeft geleerd",
    still_not: "Het wordt nog niet begrepen. Zeg erbij wat u bedoelde, of geef het een naam.",
    undo: "Verbetering ongedaan maken",
    undone: "De verbetering is ongedaan gemaakt, en wat ervan geleerd is, is vergeten.",
    connect_text: "Om de opname opnieuw te herkennen wordt deze browser een apparaat van uw account, net als elk ander.",
    connect: "Verbinden en opnieuw herkennen",
    close: "Sluiten",
  },
};
