/** Texts about the invited panel; the contract itself comes from the server. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly invited: string;
  readonly offers: (reward: string) => string;
  readonly agree: string;
  readonly decline: string;
  readonly agreed: string;
  readonly declined: string;
  readonly agreed_on: (moment: string) => string;
  readonly version: (version: string, hash: string) => string;
  readonly read: string;
  readonly leave: string;
  readonly leave_title: string;
  readonly leave_text: string;
  readonly left: string;
  readonly ended_on: (moment: string) => string;
  readonly rewards: string;
  readonly no_rewards: string;
  readonly cancel: string;
  readonly changed: string;
  /** The invitation was taken back, or answered elsewhere, since the page was loaded. */
  readonly gone: string;
  readonly taken_back: (moment: string) => string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    invited: "You are invited",
    offers: (reward) => `For taking part: ${reward}`,
    agree: "Agree to the contract",
    decline: "Decline",
    agreed: "You are in the panel. Your choices are as they were.",
    declined: "Declined; nothing changes.",
    agreed_on: (moment) => `You agreed on ${moment}.`,
    version: (version, hash) => `Version ${version}, fingerprint ${hash}`,
    read: "Read the contract",
    leave: "Leave the panel",
    leave_title: "Leave the panel?",
    leave_text: "You keep what you were given. Listening by people is switched off too: clips that were made from your recordings may not be heard any more and are deleted. Under Choices you can switch it on again, with the small share that holds outside the panel.",
    left: "You left the panel; listening by people is switched off.",
    ended_on: (moment) => `Ended on ${moment}.`,
    rewards: "What you were given",
    no_rewards: "Nothing is noted yet.",
    cancel: "Cancel",
    changed: "The contract has changed. Please read the new text.",
    gone: "This invitation is not open any more; nothing was changed.",
    taken_back: (moment) => `You were invited, and the invitation was taken back on ${moment}. Nothing changes for you.`,
  },
  de: {
    invited: "Sie sind eingeladen",
    offers: (reward) => `Für die Teilnahme: ${reward}`,
    agree: "Dem Vertrag zustimmen",
    decline: "Ablehnen",
    agreed: "Sie gehören zum Panel. Ihre Entscheidungen bleiben, wie sie waren.",
    declined: "Abgelehnt; nichts ändert sich.",
    agreed_on: (moment) => `Sie haben am ${moment} zugestimmt.`,
    version: (version, hash) => `Fassung ${version}, Prüfsumme ${hash}`,
    read: "Vertrag lesen",
    leave: "Panel verlassen",
    leave_title: "Das Panel verlassen?",
    leave_text: "Was Sie erhalten haben, behalten Sie. Auch das Zuhören durch Menschen wird ausgeschaltet: Ausschnitte aus Ihren Aufnahmen dürfen nicht mehr angehört werden und werden gelöscht. Unter „Entscheidungen“ können Sie es wieder einschalten, mit dem kleinen Anteil, der außerhalb des Panels gilt.",
    left: "Sie haben das Panel verlassen; das Zuhören durch Menschen ist ausgeschaltet.",
    ended_on: (moment) => `Beendet am ${moment}.`,
    rewards: "Was Sie erhalten haben",
    no_rewards: "Noch ist nichts vermerkt.",
    cancel: "Abbrechen",
    changed: "Der Vertrag wurde geändert. Bitte lesen Sie den neuen Text.",
    gone: "Diese Einladung ist nicht mehr offen; nichts wurde geändert.",
    taken_back: (moment) => `Sie waren eingeladen; die Einladung wurde am ${moment} zurückgenommen. Für Sie ändert sich nichts.`,
  },
  nl: {
    invited: "U bent uitgenodigd",
    offers: (reward) => `Voor het meedoen: ${reward}`,
    agree: "Akkoord met het contract",
    decline: "Afwijzen",
    agreed: "U hoort bij het panel. Uw keuzes blijven zoals ze waren.",
    declined: "Afgewezen; er verandert niets.",
    agreed_on: (moment) => `U ging akkoord op ${moment}.`,
    version: (version, hash) => `Versie ${version}, controlegetal ${hash}`,
    read: "Contract lezen",
    leave: "Panel verlaten",
    leave_title: "Het panel verlaten?",
    leave_text: "Wat u hebt gekregen, houdt u. Ook het meeluisteren door mensen gaat uit: fragmenten van uw opnamen mogen niet meer worden beluisterd en worden verwijderd. Onder Keuzes kunt u het weer aanzetten, met het kleine aandeel dat buiten het panel geldt.",
    left: "U hebt het panel verlaten; het meeluisteren door mensen staat uit.",
    ended_on: (moment) => `Beëindigd op ${moment}.`,
    rewards: "Wat u hebt gekregen",
    no_rewards: "Er is nog niets genoteerd.",
    cancel: "Annuleren",
    changed: "Het contract is gewijzigd. Lees de nieuwe tekst.",
    gone: "Deze uitnodiging staat niet meer open; er is niets veranderd.",
    taken_back: (moment) => `U was uitgenodigd; de uitnodiging is op ${moment} ingetrokken. Voor u verandert er niets.`,
  },
};
