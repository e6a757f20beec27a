/** Texts about claims of people without an account. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly how: string;
  readonly wish: string;
  readonly see: string;
  readonly delete: string;
  readonly since: string;
  readonly until: string;
  readonly said: string;
  readonly said_help: string;
  readonly place: string;
  readonly send: string;
  readonly incomplete: string;
  readonly sent: (due: string) => string;
  readonly keep_code: string;
  readonly status_title: string;
  readonly status_code: string;
  readonly status_ask: string;
  readonly status_open: (due: string) => string;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly other_outcome: string;
  readonly to_sign_in: string;
  readonly owned_title: string;
  readonly owned_lead: string;
  readonly owned_none: string;
  readonly owned_wish: Readonly<Record<string, string>>;
  readonly owned_when: (since: string, until: string) => string;
  readonly owned_candidates: string;
  readonly owned_no_candidates: string;
  readonly owned_fits: (words: number) => string;
  readonly owned_grant: (wish: string, count: number) => string;
  readonly owned_refuse: string;
  readonly owned_decided: (day: string) => string;
  readonly owned_done: string;
  readonly no_words: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Were you recorded?",
    lead: "You need no account. Say when you were there and what you said; whoever owns the device looks for it and answers within a month.",
    how: "Your voice is not compared with anything. Only the owner, and where there is no card a privacy officer, reads what you write here.",
    wish: "What you want",
    see: "To read what was kept of me",
    delete: "To have it deleted",
    since: "I was there from",
    until: "until (at most seven days)",
    said: "What you said to the assistant, as well as you remember",
    said_help: "This is how it is found and how it is known to be yours.",
    place: "Where the device stands (not needed with a card)",
    send: "Send",
    incomplete: "Fill in from when until when, at most seven days, and what you said.",
    sent: (due) => `Your claim was sent. It is answered by ${due}.`,
    keep_code: "Keep this code: with it, and with nothing else, you can see the answer.",
    status_title: "See the answer",
    status_code: "Your code",
    status_ask: "Show",
    status_open: (due) => `Not answered yet; it is by ${due}.`,
    outcomes: {
      fulfilled: "Done as you asked.",
      fulfilled_in_part: "Done in part.",
      nothing_held: "Nothing of you is kept.",
      refused_not_identified: "It could not be told that this was you. You can complain to a supervisory authority.",
      withdrawn_by_person: "You took the claim back.",
    },
    other_outcome: "It was refused. You can complain to a supervisory authority.",
    to_sign_in: "To the sign-in",
    owned_title: "Claims of guests",
    owned_lead: "People without an account who were at your devices. Decide by what was said and when, and by who was there.",
    owned_none: "There is no claim.",
    owned_wish: { see: "wants to read what was kept", delete: "wants it deleted" },
    owned_when: (since, until) => `between ${since} and ${until}`,
    owned_candidates: "What was kept in that time: choose what is theirs",
    owned_no_candidates: "Nothing is kept of that time.",
    owned_fits: (words) => (words === 1 ? "1 word fits" : `${words} words fit`),
    owned_grant: (wish, count) => (count === 0 ? "Answer: nothing is kept of this person" : wish === "see" ? `Let them read ${count}` : `Delete ${count}`),
    owned_refuse: "I do not know this person",
    owned_decided: (day) => `Answered on ${day}`,
    owned_done: "The claim is answered",
    no_words: "No words",
  },
  de: {
    title: "Wurden Sie aufgenommen?",
    lead: "Sie brauchen kein Konto. Sagen Sie, wann Sie da waren und was Sie gesagt haben; wem das Gerät gehört, sucht danach und antwortet innerhalb eines Monats.",
    how: "Ihre Stimme wird mit nichts verglichen. Nur wem das Gerät gehört, und ohne Karte ein Datenschutzbeauftragter, liest, was Sie hier schreiben.",
    wish: "Was Sie möchten",
    see: "Lesen, was von mir behalten wurde",
    delete: "Dass es gelöscht wird",
    since: "Ich war da von",
    until: "bis (höchstens sieben Tage)",
    said: "Was Sie zum Assistenten gesagt haben, so gut Sie sich erinnern",
    said_help: "Daran wird es gefunden und als Ihres erkannt.",
    place: "Wo das Gerät steht (mit einer Karte nicht nötig)",
    send: "Senden",
    incomplete: "Bitte ausfüllen: von wann bis wann, höchstens sieben Tage, und was Sie gesagt haben.",
    sent: (due) => `Ihre Anfrage ist gesendet. Sie wird bis ${due} beantwortet.`,
    keep_code: "Heben Sie diesen Code auf: Nur mit ihm sehen Sie die Antwort.",
    status_title: "Antwort ansehen",
    status_code: "Ihr Code",
    status_ask: "Zeigen",
    status_open: (due) => `Noch nicht beantwortet; das geschieht bis ${due}.`,
    outcomes: {
      fulfilled: "Erledigt, wie Sie es wollten.",
      fulfilled_in_part: "Teilweise erledigt.",
      nothing_held: "Von Ihnen wird nichts behalten.",
      refused_not_identified: "Es ließ sich nicht feststellen, dass Sie es waren. Sie können sich bei einer Aufsichtsbehörde beschweren.",
      withdrawn_by_person: "Sie haben die Anfrage zurückgenommen.",
    },
    other_outcome: "Sie wurde abgelehnt. Sie können sich bei einer Aufsichtsbehörde beschweren.",
    to_sign_in: "Zur Anmeldung",
    owned_title: "Anfragen von Gästen",
    owned_lead: "Menschen ohne Konto, die bei Ihren Geräten waren. Entscheiden Sie danach, was wann gesagt wurde und wer da war.",
    owned_none: "Es gibt keine Anfrage.",
    owned_wish: { see: "möchte lesen, was behalten wurde", delete: "möchte, dass es gelöscht wird" },
    owned_when: (since, until) => `zwischen ${since} und ${until}`,
    owned_candidates: "Was in dieser Zeit behalten wurde: Wählen Sie, was von diesem Menschen ist",
    owned_no_candidates: "Aus dieser Zeit wird nichts behalten.",
    owned_fits: (words) => (words === 1 ? "1 Wort passt" : `${words} Wörter passen`),
    owned_grant: (wish, count) => (count === 0 ? "Antworten: nichts von diesem Menschen" : wish === "see" ? `${count} lesen lassen` : `${count} löschen`),
    owned_refuse: "Ich kenne diesen Menschen nicht",
    owned_decided: (day) => `Beantwortet am ${day}`,
    owned_done: "Die Anfrage ist beantwortet",
    no_words: "Keine Wörter",
  },
  nl: {
    title: "Bent u opgenomen?",
    lead: "U hebt geen account nodig. Zeg wanneer u er was en wat u zei; van wie het apparaat is, zoekt ernaar en antwoordt binnen een maand.",
    how: "Uw stem wordt met niets vergeleken. Alleen de eigenaar, en zonder kaart een privacyfunctionaris, leest wat u hier schrijft.",
    wish: "Wat u wilt",
    see: "Lezen wat er van mij is bewaard",
    delete: "Dat het wordt verwijderd",
    since: "Ik was er van",
    until: "tot (hoogstens zeven dagen)",
    said: "Wat u tegen de assistent zei, zo goed als u het weet",
    said_help: "Zo wordt het gevonden en als het uwe herkend.",
    place: "Waar het apparaat staat (met een kaart niet nodig)",
    send: "Verzenden",
    incomplete: "Vul in van wanneer tot wanneer, hoogstens zeven dagen, en wat u zei.",
    sent: (due) => `Uw verzoek is verzonden. Het wordt uiterlijk ${due} beantwoord.`,
    keep_code: "Bewaar deze code: alleen daarmee ziet u het antwoord.",
    status_title: "Het antwoord bekijken",
    status_code: "Uw code",
    status_ask: "Tonen",
    status_open: (due) => `Nog niet beantwoord; dat gebeurt uiterlijk ${due}.`,
    outcomes: {
      fulfilled: "Gedaan zoals u vroeg.",
      fulfilled_in_part: "Gedeeltelijk gedaan.",
      nothing_held: "Er wordt niets van u bewaard.",
      refused_not_identified: "Het was niet vast te stellen dat u het was. U kunt een klacht indienen bij een toezichthouder.",
      withdrawn_by_person: "U hebt het verzoek ingetrokken.",
    },
    other_outcome: "Het is geweigerd. U kunt een klacht indienen bij een toezichthouder.",
    to_sign_in: "Naar het inloggen",
    owned_title: "Verzoeken van gasten",
    owned_lead: "Mensen zonder account die bij uw apparaten waren. Beslis op grond van wat er wanneer is gezegd en wie er was.",
    owned_none: "Er is geen verzoek.",
    owned_wish: { see: "wil lezen wat er is bewaard", delete: "wil dat het wordt verwijderd" },
    owned_when: (since, until) => `tussen ${since} en ${until}`,
    owned_candidates: "Wat er in die tijd is bewaard: kies wat van deze persoon is",
    owned_no_candidates: "Uit die tijd wordt niets bewaard.",
    owned_fits: (words) => (words === 1 ? "1 woord past" : `${words} woorden passen`),
    owned_grant: (wish, count) => (count === 0 ? "Antwoorden: niets van deze persoon" : wish === "see" ? `${count} laten lezen` : `${count} verwijderen`),
    owned_refuse: "Ik ken deze persoon niet",
    owned_decided: (day) => `Beantwoord op ${day}`,
    owned_done: "Het verzoek is beantwoord",
    no_words: "Geen woorden",
  },
};
