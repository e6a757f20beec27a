/** Texts about how an utterance was heard, and about sentences that are typed. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly open: string;
  readonly back: string;
  readonly gone: string;
  readonly said_at: (moment: string) => string;
  readonly stages: Readonly<Record<"sound" | "recognising" | "understanding" | "answering" | "speaking", string>>;
  readonly seconds: (count: string) => string;
  readonly whole: (count: string) => string;
  readonly no_seconds: string;
  readonly wake_word: string;
  readonly push: string;
  readonly claimed: (word: string) => string;
  readonly measurements: string;
  readonly recogniser: string;
  readonly model: (model: string) => string;
  readonly stock: string;
  readonly domain: (domain: string) => string;
  readonly agreed: string;
  readonly heard: string;
  readonly nothing: string;
  readonly sure: (percent: string) => string;
  readonly words: string;
  readonly alternatives: string;
  readonly no_alternatives: string;
  readonly score: string;
  readonly general: string;
  readonly preferred_to: string;
  readonly meant: string;
  readonly not_understood: string;
  readonly taught: string;
  readonly text: string;
  readonly skill: string;
  readonly no_skill: string;
  readonly skills: Readonly<Record<string, string>>;
  readonly answer: string;
  readonly answer_unknown: string;
  readonly no_answer: string;
  readonly voice: string;
  readonly no_voice: string;
  readonly listen: string;
  readonly done: string;
  readonly not_done: string;
  readonly then: string;
  readonly now: string;
  readonly recognise_again: string;
  readonly understand_again: string;
  readonly act_again: string;
  readonly running: string;
  readonly nothing_done: string;
  readonly act_title: string;
  readonly act_text: (sentence: string) => string;
  readonly act: string;
  readonly cancel: string;
  readonly raw: string;
  readonly raw_text: string;
  readonly copy: string;
  readonly copied: string;
  readonly copy_failed: string;
  readonly try_title: string;
  readonly try_lead: string;
  readonly sentence: string;
  readonly sentence_missing: string;
  readonly spoken_language: string;
  readonly try: string;
  readonly try_empty: string;
  readonly connect_text: string;
  readonly connect: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "How this was heard",
    lead: "Each stage from the sound to the answer, as it was. Run it again from any stage; only you see this.",
    open: "How this was heard",
    back: "Back to the history",
    gone: "There is no such recording of yours. It may have been deleted, or its time is over.",
    said_at: (moment) => `Said ${moment}`,
    stages: { sound: "Sound and wake word", recognising: "Recognition", understanding: "Understanding", answering: "Skill and answer", speaking: "Voice" },
    seconds: (count) => `${count} s`,
    whole: (count) => `${count} s until the answer was there as words`,
    no_seconds: "How long it took was not recorded yet when this was said.",
    wake_word: "Wake word",
    push: "None: it was said by pressing a button",
    claimed: (word) => `“${word}”, and judged to be meant for the assistant`,
    measurements: "What that was judged by",
    recogniser: "Recogniser",
    model: (model) => `model ${model}`,
    stock: "model as delivered",
    domain: (domain) => `learned domain “${domain}”`,
    agreed: "A learned domain heard the same.",
    heard: "Heard",
    nothing: "Nothing was heard.",
    sure: (percent) => `${percent} sure`,
    words: "Words",
    alternatives: "N-best list",
    no_alternatives: "This recogniser named no other hearings.",
    score: "Log-likelihood",
    general: "The open vocabulary heard",
    preferred_to: "Without names and taught words it would have been",
    meant: "Understood",
    not_understood: "Not understood",
    taught: "By what you taught it",
    text: "Taken to be said",
    skill: "Skill",
    no_skill: "None",
    skills: {
      privacy: "Privacy",
      time_and_date: "Time and date",
      timers: "Timers",
      alarms: "Alarms",
      lists: "Lists",
      smart_home: "Smart home",
      music: "Music",
      weather: "Weather",
      news: "News",
    },
    answer: "Answer",
    answer_unknown: "Known only once it is done.",
    no_answer: "None",
    voice: "Spoken by",
    no_voice: "No program that speaks is installed.",
    listen: "Listen to the answer",
    done: "It was done.",
    not_done: "It was not done.",
    then: "Then",
    now: "Now",
    recognise_again: "Recognise again",
    understand_again: "Understand again",
    act_again: "Do it now…",
    running: "Running…",
    nothing_done: "Nothing was done or kept.",
    act_title: "Do this now?",
    act_text: (sentence) => `“${sentence}” is done now, as if you said it: lights switch, timers start, things are deleted. Nothing of it is kept in your history.`,
    act: "Do it now",
    cancel: "Cancel",
    raw: "Raw data",
    raw_text: "What is kept of it besides the sound, as it is kept.",
    copy: "Copy",
    copied: "Copied.",
    copy_failed: "The browser did not allow copying; select the text instead.",
    try_title: "Try a sentence",
    try_lead: "Type what you would say: what it is understood as, which skill answers, and what it says. Nothing is done, and nothing is kept.",
    sentence: "Sentence",
    sentence_missing: "Write a sentence first.",
    spoken_language: "Language",
    try: "Understand",
    try_empty: "For example: “set a timer for five minutes”.",
    connect_text: "For this, the browser becomes a device of your account, like any other.",
    connect: "Connect this browser and go on",
  },
  de: {
    title: "Wie das gehört wurde",
    lead: "Jede Stufe vom Ton bis zur Antwort, so wie sie war. Sie läuft von jeder Stelle aus noch einmal; nur Sie sehen das.",
    open: "Wie das gehört wurde",
    back: "Zurück zum Verlauf",
    gone: "Eine solche Aufnahme haben Sie nicht. Vielleicht wurde sie gelöscht, oder ihre Zeit ist um.",
    said_at: (moment) => `Gesagt ${moment}`,
    stages: { sound: "Ton und Aktivierungswort", recognising: "Erkennung", understanding: "Verstehen", answering: "Fähigkeit und Antwort", speaking: "Stimme" },
    seconds: (count) => `${count} s`,
    whole: (count) => `${count} s, bis die Antwort in Worten da war`,
    no_seconds: "Wie lange es dauerte, wurde noch nicht festgehalten, als dies gesagt wurde.",
    wake_word: "Aktivierungswort",
    push: "Keines: Es wurde auf Knopfdruck gesprochen",
    claimed: (word) => `„${word}“, und als an den Assistenten gerichtet beurteilt`,
    measurements: "Wonach das beurteilt wurde",
    recogniser: "Spracherkennung",
    model: (model) => `Modell ${model}`,
    stock: "Modell wie geliefert",
    domain: (domain) => `gelernter Bereich „${domain}“`,
    agreed: "Ein gelernter Bereich hörte dasselbe.",
    heard: "Gehört",
    nothing: "Es wurde nichts gehört.",
    sure: (percent) => `zu ${percent} sicher`,
    words: "Wörter",
    alternatives: "N-Best-Liste",
    no_alternatives: "Diese Erkennung nannte keine anderen Lesarten.",
    score: "Log-Likelihood",
    general: "Der offene Wortschatz hörte",
    preferred_to: "Ohne Namen und Beigebrachtes wäre es gewesen",
    meant: "Verstanden",
    not_understood: "Nicht verstanden",
    taught: "Durch das, was Sie beigebracht haben",
    text: "Als gesagt genommen",
    skill: "Fähigkeit",
    no_skill: "Keine",
    skills: {
      privacy: "Datenschutz",
      time_and_date: "Uhrzeit und Datum",
      timers: "Timer",
      alarms: "Wecker",
      lists: "Listen",
      smart_home: "Smart Home",
      music: "Musik",
      weather: "Wetter",
      news: "Nachrichten",
    },
    answer: "Antwort",
    answer_unknown: "Bekannt erst, wenn es ausgeführt ist.",
    no_answer: "Keine",
    voice: "Gesprochen von",
    no_voice: "Kein Programm, das spricht, ist installiert.",
    listen: "Antwort anhören",
    done: "Es wurde ausgeführt.",
    not_done: "Es wurde nicht ausgeführt.",
    then: "Damals",
    now: "Jetzt",
    recognise_again: "Noch einmal erkennen",
    understand_again: "Noch einmal verstehen",
    act_again: "Jetzt ausführen…",
    running: "Läuft…",
    nothing_done: "Nichts wurde ausgeführt oder aufbewahrt.",
    act_title: "Jetzt ausführen?",
    act_text: (sentence) => `„${sentence}“ wird jetzt ausgeführt, als sagten Sie es: Licht schaltet, Timer beginnen, Dinge werden gelöscht. Im Verlauf bleibt davon nichts.`,
    act: "Jetzt ausführen",
    cancel: "Abbrechen",
    raw: "Rohdaten",
    raw_text: "Was außer dem Ton davon aufbewahrt ist, so wie es aufbewahrt ist.",
    copy: "Kopieren",
    copied: "Kopiert.",
    copy_failed: "Der Browser erlaubte das Kopieren nicht; markieren Sie stattdessen den Text.",
    try_title: "Einen Satz ausprobieren",
    try_lead: "Schreiben Sie, was Sie sagen würden: als was es verstanden wird, welche Fähigkeit antwortet und was sie sagt. Nichts wird ausgeführt, und nichts wird aufbewahrt.",
    sentence: "Satz",
    sentence_missing: "Schreiben Sie zuerst einen Satz.",
    spoken_language: "Sprache",
    try: "Verstehen",
    try_empty: "Zum Beispiel: „Stelle einen Timer auf fünf Minuten“.",
    connect_text: "Dafür wird der Browser ein Gerät Ihres Kontos, wie jedes andere.",
    connect: "Diesen Browser verbinden und weiter",
  },
  nl: {
    title: "Hoe dit werd gehoord",
    lead: "Elke stap van geluid tot antwoord, zoals die was. U kunt het vanaf elke stap opnieuw laten lopen; alleen u ziet dit.",
    open: "Hoe dit werd gehoord",
    back: "Terug naar de geschiedenis",
    gone: "Zo'n opname hebt u niet. Misschien is ze verwijderd, of is haar tijd voorbij.",
    said_at: (moment) => `Gezegd ${moment}`,
    stages: { sound: "Geluid en activeringswoord", recognising: "Herkenning", understanding: "Begrijpen", answering: "Vaardigheid en antwoord", speaking: "Stem" },
    seconds: (count) => `${count} s`,
    whole: (count) => `${count} s tot het antwoord er in woorden was`,
    no_seconds: "Hoe lang het duurde werd nog niet vastgelegd toen dit werd gezegd.",
    wake_word: "Activeringswoord",
    push: "Geen: het werd gezegd met een druk op de knop",
    claimed: (word) => `“${word}”, en beoordeeld als bedoeld voor de assistent`,
    measurements: "Waarop dat is beoordeeld",
    recogniser: "Spraakherkenning",
    model: (model) => `model ${model}`,
    stock: "model zoals geleverd",
    domain: (domain) => `geleerd domein “${domain}”`,
    agreed: "Een geleerd domein hoorde hetzelfde.",
    heard: "Gehoord",
    nothing: "Er werd niets gehoord.",
    sure: (percent) => `${percent} zeker`,
    words: "Woorden",
    alternatives: "N-bestlijst",
    no_alternatives: "Deze herkenning noemde geen andere mogelijkheden.",
    score: "Log-likelihood",
    general: "De open woordenschat hoorde",
    preferred_to: "Zonder namen en geleerde woorden was het geweest",
    meant: "Begrepen",
    not_understood: "Niet begrepen",
    taught: "Door wat u het heeft geleerd",
    text: "Opgevat als",
    skill: "Vaardigheid",
    no_skill: "Geen",
    skills: {
      privacy: "Privacy",
      time_and_date: "Tijd en datum",
      timers: "Timers",
      alarms: "Wekkers",
      lists: "Lijsten",
      smart_home: "Slim huis",
      music: "Muziek",
      weather: "Weer",
      news: "Nieuws",
    },
    answer: "Antwoord",
    answer_unknown: "Pas bekend als het gedaan is.",
    no_answer: "Geen",
    voice: "Uitgesproken door",
    no_voice: "Er is geen programma geïnstalleerd dat spreekt.",
    listen: "Antwoord beluisteren",
    done: "Het is gedaan.",
    not_done: "Het is niet gedaan.",
    then: "Toen",
    now: "Nu",
    recognise_again: "Opnieuw herkennen",
    understand_again: "Opnieuw begrijpen",
    act_again: "Nu uitvoeren…",
    running: "Bezig…",
    nothing_done: "Er is niets gedaan of bewaard.",
    act_title: "Dit nu uitvoeren?",
    act_text: (sentence) => `“${sentence}” wordt nu uitgevoerd alsof u het zegt: lampen schakelen, timers starten, dingen worden verwijderd. In uw geschiedenis blijft er niets van.`,
    act: "Nu uitvoeren",
    cancel: "Annuleren",
    raw: "Ruwe gegevens",
    raw_text: "Wat er naast het geluid van bewaard is, zoals het bewaard is.",
    copy: "Kopiëren",
    copied: "Gekopieerd.",
    copy_failed: "De browser stond kopiëren niet toe; selecteer in plaats daarvan de tekst.",
    try_title: "Een zin proberen",
    try_lead: "Typ wat u zou zeggen: hoe het wordt begrepen, welke vaardigheid antwoordt en wat die zegt. Er wordt niets gedaan en niets bewaard.",
    sentence: "Zin",
    sentence_missing: "Schrijf eerst een zin.",
    spoken_language: "Taal",
    try: "Begrijpen",
    try_empty: "Bijvoorbeeld: “zet een timer van vijf minuten”.",
    connect_text: "Hiervoor wordt de browser een apparaat van uw account, net als elk ander.",
    connect: "Deze browser verbinden en verder",
  },
};
