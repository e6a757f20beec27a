/** Texts of talking in the page. */
import type { Language } from "../../kit/language.ts";
import type { TalkPhase, TalkProblem, WakeTrouble } from "./talking.svelte.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly machine: string;
  readonly connect_title: string;
  readonly connect_text: string;
  readonly connect: string;
  readonly browser_name: (browser: string) => string;
  readonly connected: (name: string) => string;
  readonly disconnect: string;
  readonly disconnected: string;
  readonly states: Readonly<Record<TalkPhase, string>>;
  readonly hints: Readonly<Record<TalkPhase, string>>;
  readonly button: Readonly<Record<TalkPhase, string>>;
  readonly keys: string;
  readonly rings: Readonly<Record<"timer" | "alarm", (time: string) => string>>;
  readonly ring_stop: string;
  readonly ring_keys: string;
  readonly ring_silent: string;
  readonly ring_sound: string;
  readonly mute: string;
  readonly unmute: string;
  readonly cancel: string;
  readonly stop_speaking: string;
  readonly slow: string;
  readonly very_slow: string;
  readonly cancelled: string;
  readonly limited: (seconds: number) => string;
  readonly frames: (frames: number) => string;
  readonly elapsed: (seconds: number, longest: number) => string;
  readonly spoken_language: string;
  readonly wake_switch: string;
  readonly wake_on: string;
  readonly wake_off: string;
  readonly wake_word: string;
  readonly wake_note: string;
  readonly wake_say: (word: string) => string;
  readonly wake_heard: (word: string) => string;
  readonly wake_unsaid: string;
  readonly wake_not_said: string;
  readonly wake_begin: string;
  readonly wake_troubles: Readonly<Record<WakeTrouble, string>>;
  readonly problems: Readonly<Record<TalkProblem, string>>;
  readonly refused: Readonly<Record<string, string>>;
  readonly result: string;
  readonly heard: string;
  readonly heard_nothing: string;
  readonly meant: string;
  readonly meant_nothing: string;
  readonly sure: (share: string) => string;
  readonly answer: string;
  readonly synthetic: string;
  readonly no_voice: string;
  readonly wrong: string;
  readonly wrong_unkept: string;
  readonly wrong_waiting: string;
  readonly corrected: string;
  readonly kept_title: string;
  readonly kept_private: (until: string) => string;
  readonly kept_history: string;
  readonly kept_nothing: string;
  readonly kept_learning: string;
  readonly kept_people: string;
  readonly kept_no_people: string;
  readonly kept_this: Readonly<Record<"yes" | "no" | "private" | "pending", string>>;
  readonly choices: string;
  readonly private_hour: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Talk",
    lead: "Hold the button and speak, or press it once and again when you have finished. The microphone is open only while this page says that it listens.",
    machine: "You talk to a machine. Its answers are made by a program, and its voice is synthetic.",
    connect_title: "Talk in this browser",
    connect_text: "This browser becomes a device of your account, like any other. You can revoke it at any time, here or under Devices.",
    connect: "Connect this browser",
    browser_name: (browser) => `Browser (${browser})`,
    connected: (name) => `You talk as the device “${name}”.`,
    disconnect: "Disconnect this browser",
    disconnected: "This browser is disconnected and can send nothing any more.",
    states: { idle: "Ready", opening: "Opening the microphone …", waiting: "Listening for the wake word", listening: "Listening", thinking: "Thinking …", speaking: "Speaking", muted: "Muted" },
    hints: {
      idle: "The microphone is closed.",
      opening: "Wait for the tone, then speak.",
      waiting: "The microphone is open. What it hears stays in this browser until the wake word is said.",
      listening: "The microphone is open. Speak now.",
      thinking: "The microphone is closed.",
      speaking: "The microphone is closed. Press to speak again.",
      muted: "The microphone is off until you switch it on again.",
    },
    button: { idle: "Talk", opening: "Talk", waiting: "Talk", listening: "Done", thinking: "Talk", speaking: "Talk", muted: "Talk" },
    keys: "Keys: hold the space bar, or press it once and again; Escape cancels.",
    rings: { timer: (time) => `The timer ended at ${time}.`, alarm: (time) => `Alarm: ${time}.` },
    ring_stop: "Stop ringing",
    ring_keys: "Key: Escape stops it at all your devices.",
    ring_silent: "The browser lets this page make no sound before you press something.",
    ring_sound: "Play the sound",
    mute: "Mute the microphone",
    unmute: "Switch the microphone on",
    cancel: "Cancel",
    stop_speaking: "Stop speaking",
    slow: "This takes longer than usual …",
    very_slow: "There is no answer after ten seconds. You can wait, or cancel; nothing is kept where you cancel.",
    cancelled: "Cancelled.",
    limited: (seconds) => `You reached ${seconds} seconds, so what you said until then was sent.`,
    frames: (frames) => `Audio frames since you muted: ${frames}`,
    elapsed: (seconds, longest) => `${seconds} of ${longest} seconds`,
    spoken_language: "I speak",
    wake_switch: "Listen for the wake word while this page is open",
    wake_on: "On",
    wake_off: "Off",
    wake_word: "Wake word",
    wake_note: "The word is recognised in this browser: no sound leaves it before. After the word, what you say is sent, with the second in which the word was said; a pause ends it. The microphone closes when you leave or hide this page, and while the assistant speaks.",
    wake_say: (word) => `Say “${word}”, then what you want.`,
    wake_heard: (word) => `“${word}” was heard. A pause ends what you say.`,
    wake_unsaid: "The wake word was heard, but nothing after it, so nothing was sent.",
    wake_not_said: "A second check did not hear the wake word, so nothing was listened to or kept. It is counted as an activation by accident.",
    wake_begin: "Start listening",
    wake_troubles: {
      press_needed: "The browser lets this page listen only after you press something.",
      unusable: "The wake word cannot be recognised in this browser. The button works as before; reload the page to try again.",
    },
    problems: {
      insecure: "The browser opens no microphone here, because this page came without encryption. Open it under an address that begins with https://, or on the machine itself as localhost.",
      refused: "The browser was told not to open the microphone. Allow it in the address bar, for this page, and press again.",
      missing: "This machine has no microphone. Connect one and press again.",
      busy: "Another program uses the microphone. Close it and press again.",
      no_output: "The browser cannot make sound on this machine. Connect a loudspeaker or headphones, reload the page and press again.",
      failed: "The microphone could not be opened. Reload the page and try again.",
      silent: "The microphone gave only silence, so nothing was sent. Check that it is switched on and chosen in the browser.",
      too_short: "That was too short to hear. Hold the button while you speak, or press once to begin and once to end.",
    },
    refused: {
      gateway_gone: "The part of Earnest that listens does not answer. Nothing was kept. Try again in a moment; `earnest status` tells how it is.",
      browser_not_connected: "This browser was disconnected. Connect it again to talk.",
      too_many_talk: "Too many people talk at this moment. Try again in a moment.",
      too_many_at_once: "This browser has too many requests under way. Wait for the answers.",
      waited_too_long: "Other requests came first. Try again in a moment.",
      recognition_too_slow: "This took too long to recognise. Say it again, shorter.",
      engine_failed: "The recogniser failed on this. Nothing was kept; say it again.",
      language_not_recognised: "This recogniser does not understand the language that you chose. Nothing was listened to.",
      too_long: "That was too long. Say it in less than a minute.",
    },
    result: "What happened",
    heard: "You said",
    heard_nothing: "Nothing that sounds like words.",
    meant: "Understood as",
    meant_nothing: "Nothing that it can do.",
    sure: (share) => `${share} sure`,
    answer: "Answer",
    synthetic: "Spoken by a synthetic voice",
    no_voice: "No program that speaks is installed (espeak-ng), so the answer is only written.",
    wrong: "That was wrong",
    wrong_unkept: "Nothing of this was kept, so there is nothing to correct. With a yes to your own history you can correct what you say from then on.",
    wrong_waiting: "This is being kept; one moment …",
    corrected: "Thank you. Your correction is kept.",
    kept_title: "What is kept of what you say here",
    kept_private: (until) => `Nothing: a private hour runs until ${until}.`,
    kept_history: "It is kept in your own history, where you can hear, correct and delete it.",
    kept_nothing: "Nothing is kept: you have not said yes to it.",
    kept_learning: "Your assistant may learn from your corrections.",
    kept_people: "A person may listen to a small part of it, de-identified.",
    kept_no_people: "No person listens to any of it.",
    kept_this: { yes: "This was kept in your history.", no: "Nothing of this is kept.", private: "This was said privately: nothing of it is kept.", pending: "Whether this is kept is being decided …" },
    choices: "Your choices",
    private_hour: "Private hour",
  },
  de: {
    title: "Sprechen",
    lead: "Halten Sie die Taste gedrückt und sprechen Sie, oder drücken Sie einmal und am Ende noch einmal. Das Mikrofon ist nur offen, während diese Seite sagt, dass sie zuhört.",
    machine: "Sie sprechen mit einer Maschine. Die Antworten macht ein Programm, und die Stimme ist künstlich.",
    connect_title: "In diesem Browser sprechen",
    connect_text: "Dieser Browser wird ein Gerät Ihres Kontos, wie jedes andere. Sie können ihn jederzeit widerrufen, hier oder unter Geräte.",
    connect: "Diesen Browser verbinden",
    browser_name: (browser) => `Browser (${browser})`,
    connected: (name) => `Sie sprechen als das Gerät „${name}“.`,
    disconnect: "Diesen Browser trennen",
    disconnected: "Dieser Browser ist getrennt und kann nichts mehr senden.",
    states: { idle: "Bereit", opening: "Das Mikrofon wird geöffnet …", waiting: "Wartet auf das Aktivierungswort", listening: "Hört zu", thinking: "Denkt nach …", speaking: "Spricht", muted: "Stumm" },
    hints: {
      idle: "Das Mikrofon ist geschlossen.",
      opening: "Warten Sie auf den Ton, dann sprechen Sie.",
      waiting: "Das Mikrofon ist offen. Was es hört, bleibt in diesem Browser, bis das Aktivierungswort gesagt ist.",
      listening: "Das Mikrofon ist offen. Sprechen Sie jetzt.",
      thinking: "Das Mikrofon ist geschlossen.",
      speaking: "Das Mikrofon ist geschlossen. Drücken Sie, um wieder zu sprechen.",
      muted: "Das Mikrofon ist aus, bis Sie es wieder einschalten.",
    },
    button: { idle: "Sprechen", opening: "Sprechen", waiting: "Sprechen", listening: "Fertig", thinking: "Sprechen", speaking: "Sprechen", muted: "Sprechen" },
    keys: "Tasten: Leertaste halten oder einmal und noch einmal drücken; Escape bricht ab.",
    rings: { timer: (time) => `Der Timer ist um ${time} abgelaufen.`, alarm: (time) => `Wecker: ${time}.` },
    ring_stop: "Klingeln beenden",
    ring_keys: "Taste: Escape beendet es an allen Ihren Geräten.",
    ring_silent: "Der Browser lässt diese Seite erst nach einem Tastendruck oder Klick klingeln.",
    ring_sound: "Ton einschalten",
    mute: "Mikrofon stummschalten",
    unmute: "Mikrofon einschalten",
    cancel: "Abbrechen",
    stop_speaking: "Nicht weitersprechen",
    slow: "Das dauert länger als sonst …",
    very_slow: "Nach zehn Sekunden gibt es noch keine Antwort. Sie können warten oder abbrechen; wenn Sie abbrechen, wird nichts behalten.",
    cancelled: "Abgebrochen.",
    limited: (seconds) => `${seconds} Sekunden sind erreicht; was Sie bis dahin gesagt haben, wurde gesendet.`,
    frames: (frames) => `Audio-Abtastwerte seit dem Stummschalten: ${frames}`,
    elapsed: (seconds, longest) => `${seconds} von ${longest} Sekunden`,
    spoken_language: "Ich spreche",
    wake_switch: "Auf das Aktivierungswort hören, solange diese Seite offen ist",
    wake_on: "Ein",
    wake_off: "Aus",
    wake_word: "Aktivierungswort",
    wake_note: "Das Wort wird in diesem Browser erkannt: Vorher verlässt ihn kein Ton. Nach dem Wort wird gesendet, was Sie sagen, mit der Sekunde, in der das Wort fiel; eine Pause beendet es. Das Mikrofon schließt sich, wenn Sie diese Seite verlassen oder in den Hintergrund legen und während der Assistent spricht.",
    wake_say: (word) => `Sagen Sie „${word}“ und dann, was Sie möchten.`,
    wake_heard: (word) => `„${word}“ wurde gehört. Eine Pause beendet, was Sie sagen.`,
    wake_unsaid: "Das Aktivierungswort wurde gehört, aber danach nichts; deshalb wurde nichts gesendet.",
    wake_not_said: "Eine zweite Prüfung hat das Aktivierungswort nicht gehört; deshalb wurde nichts ausgewertet oder behalten. Es zählt als versehentliche Aktivierung.",
    wake_begin: "Zuhören beginnen",
    wake_troubles: {
      press_needed: "Der Browser lässt diese Seite erst zuhören, wenn Sie etwas gedrückt haben.",
      unusable: "Das Aktivierungswort kann in diesem Browser nicht erkannt werden. Die Taste geht wie zuvor; laden Sie die Seite neu, um es noch einmal zu versuchen.",
    },
    problems: {
      insecure: "Der Browser öffnet hier kein Mikrofon, weil diese Seite ohne Verschlüsselung kam. Öffnen Sie sie unter einer Adresse, die mit https:// beginnt, oder auf dem Rechner selbst als localhost.",
      refused: "Dem Browser ist verboten, das Mikrofon zu öffnen. Erlauben Sie es in der Adresszeile für diese Seite und drücken Sie noch einmal.",
      missing: "Dieser Rechner hat kein Mikrofon. Schließen Sie eines an und drücken Sie noch einmal.",
      busy: "Ein anderes Programm benutzt das Mikrofon. Schließen Sie es und drücken Sie noch einmal.",
      no_output: "Der Browser kann auf diesem Rechner keinen Ton ausgeben. Schließen Sie einen Lautsprecher oder Kopfhörer an, laden Sie die Seite neu und drücken Sie noch einmal.",
      failed: "Das Mikrofon ließ sich nicht öffnen. Laden Sie die Seite neu und versuchen Sie es noch einmal.",
      silent: "Das Mikrofon gab nur Stille, deshalb wurde nichts gesendet. Prüfen Sie, ob es eingeschaltet und im Browser ausgewählt ist.",
      too_short: "Das war zu kurz. Halten Sie die Taste, während Sie sprechen, oder drücken Sie am Anfang und am Ende je einmal.",
    },
    refused: {
      gateway_gone: "Der Teil von Earnest, der zuhört, antwortet nicht. Es wurde nichts behalten. Versuchen Sie es gleich noch einmal; `earnest status` sagt, wie es ihm geht.",
      browser_not_connected: "Dieser Browser wurde getrennt. Verbinden Sie ihn wieder, um zu sprechen.",
      too_many_talk: "Gerade sprechen zu viele. Versuchen Sie es gleich noch einmal.",
      too_many_at_once: "Von diesem Browser ist zu viel unterwegs. Warten Sie auf die Antworten.",
      waited_too_long: "Andere waren die ganze Zeit an der Reihe. Versuchen Sie es gleich noch einmal.",
      recognition_too_slow: "Das zu erkennen hat zu lange gedauert. Sagen Sie es noch einmal, kürzer.",
      engine_failed: "Die Spracherkennung ist daran gescheitert. Es wurde nichts behalten; sagen Sie es noch einmal.",
      language_not_recognised: "Diese Spracherkennung versteht die gewählte Sprache nicht. Es wurde nichts ausgewertet.",
      too_long: "Das war zu lang. Sagen Sie es in weniger als einer Minute.",
    },
    result: "Was geschehen ist",
    heard: "Sie sagten",
    heard_nothing: "Nichts, was wie Wörter klingt.",
    meant: "Verstanden als",
    meant_nothing: "Nichts, was er tun kann.",
    sure: (share) => `zu ${share} sicher`,
    answer: "Antwort",
    synthetic: "Gesprochen von einer künstlichen Stimme",
    no_voice: "Es ist kein Programm installiert, das spricht (espeak-ng); deshalb steht die Antwort nur hier.",
    wrong: "Das war falsch",
    wrong_unkept: "Davon wurde nichts behalten, also gibt es nichts zu berichtigen. Mit einem Ja zu Ihrem eigenen Verlauf können Sie berichtigen, was Sie von da an sagen.",
    wrong_waiting: "Das wird gerade abgelegt; einen Moment …",
    corrected: "Danke. Ihre Berichtigung ist aufbewahrt.",
    kept_title: "Was von dem behalten wird, was Sie hier sagen",
    kept_private: (until) => `Nichts: Eine private Stunde läuft bis ${until}.`,
    kept_history: "Es steht in Ihrem eigenen Verlauf, wo Sie es anhören, berichtigen und löschen können.",
    kept_nothing: "Es wird nichts behalten: Sie haben dazu nicht Ja gesagt.",
    kept_learning: "Ihr Assistent darf aus Ihren Berichtigungen lernen.",
    kept_people: "Einen kleinen Teil davon darf ein Mensch anhören, ohne Bezug zu Ihnen.",
    kept_no_people: "Kein Mensch hört etwas davon an.",
    kept_this: { yes: "Das steht jetzt in Ihrem Verlauf.", no: "Davon wird nichts behalten.", private: "Das war privat: Davon wird nichts behalten.", pending: "Ob das behalten wird, entscheidet sich gerade …" },
    choices: "Ihre Entscheidungen",
    private_hour: "Private Stunde",
  },
  nl: {
    title: "Praten",
    lead: "Houd de knop ingedrukt en spreek, of druk één keer en nog een keer als u klaar bent. De microfoon staat alleen open zolang deze pagina zegt dat zij luistert.",
    machine: "U praat met een machine. De antwoorden maakt een programma, en de stem is kunstmatig.",
    connect_title: "In deze browser praten",
    connect_text: "Deze browser wordt een apparaat van uw account, zoals elk ander. U kunt het altijd intrekken, hier of onder Apparaten.",
    connect: "Deze browser verbinden",
    browser_name: (browser) => `Browser (${browser})`,
    connected: (name) => `U praat als het apparaat “${name}”.`,
    disconnect: "Deze browser loskoppelen",
    disconnected: "Deze browser is losgekoppeld en kan niets meer sturen.",
    states: { idle: "Klaar", opening: "De microfoon gaat open …", waiting: "Wacht op het activeringswoord", listening: "Luistert", thinking: "Denkt na …", speaking: "Spreekt", muted: "Gedempt" },
    hints: {
      idle: "De microfoon is dicht.",
      opening: "Wacht op de toon en spreek dan.",
      waiting: "De microfoon is open. Wat hij hoort, blijft in deze browser tot het activeringswoord is gezegd.",
      listening: "De microfoon is open. Spreek nu.",
      thinking: "De microfoon is dicht.",
      speaking: "De microfoon is dicht. Druk om weer te spreken.",
      muted: "De microfoon is uit tot u hem weer aanzet.",
    },
    button: { idle: "Praten", opening: "Praten", waiting: "Praten", listening: "Klaar", thinking: "Praten", speaking: "Praten", muted: "Praten" },
    keys: "Toetsen: houd de spatiebalk ingedrukt, of druk één keer en nog een keer; Escape breekt af.",
    rings: { timer: (time) => `De timer is om ${time} afgelopen.`, alarm: (time) => `Wekker: ${time}.` },
    ring_stop: "Stop het rinkelen",
    ring_keys: "Toets: Escape stopt het op al uw apparaten.",
    ring_silent: "De browser laat deze pagina pas geluid maken nadat u iets hebt ingedrukt.",
    ring_sound: "Geluid aanzetten",
    mute: "Microfoon dempen",
    unmute: "Microfoon aanzetten",
    cancel: "Afbreken",
    stop_speaking: "Niet verder spreken",
    slow: "Dit duurt langer dan anders …",
    very_slow: "Na tien seconden is er nog geen antwoord. U kunt wachten of afbreken; als u afbreekt, wordt niets bewaard.",
    cancelled: "Afgebroken.",
    limited: (seconds) => `${seconds} seconden zijn bereikt; wat u tot dan zei, is verstuurd.`,
    frames: (frames) => `Audiosamples sinds het dempen: ${frames}`,
    elapsed: (seconds, longest) => `${seconds} van ${longest} seconden`,
    spoken_language: "Ik spreek",
    wake_switch: "Naar het activeringswoord luisteren zolang deze pagina open is",
    wake_on: "Aan",
    wake_off: "Uit",
    wake_word: "Activeringswoord",
    wake_note: "Het woord wordt in deze browser herkend: daarvóór gaat er geen geluid uit. Na het woord wordt verstuurd wat u zegt, met de seconde waarin het woord viel; een pauze beëindigt het. De microfoon gaat dicht als u deze pagina verlaat of naar de achtergrond brengt en terwijl de assistent spreekt.",
    wake_say: (word) => `Zeg “${word}” en dan wat u wilt.`,
    wake_heard: (word) => `“${word}” is gehoord. Een pauze beëindigt wat u zegt.`,
    wake_unsaid: "Het activeringswoord is gehoord, maar daarna niets, dus er is niets verstuurd.",
    wake_not_said: "Een tweede controle hoorde het activeringswoord niet, dus er is niets verwerkt of bewaard. Het telt als een activering per ongeluk.",
    wake_begin: "Beginnen met luisteren",
    wake_troubles: {
      press_needed: "De browser laat deze pagina pas luisteren nadat u iets hebt ingedrukt.",
      unusable: "Het activeringswoord kan in deze browser niet worden herkend. De knop werkt als voorheen; laad de pagina opnieuw om het nog eens te proberen.",
    },
    problems: {
      insecure: "De browser opent hier geen microfoon, omdat deze pagina zonder versleuteling kwam. Open haar op een adres dat met https:// begint, of op de machine zelf als localhost.",
      refused: "De browser mag de microfoon niet openen. Sta het in de adresbalk toe voor deze pagina en druk opnieuw.",
      missing: "Deze machine heeft geen microfoon. Sluit er een aan en druk opnieuw.",
      busy: "Een ander programma gebruikt de microfoon. Sluit het en druk opnieuw.",
      no_output: "De browser kan op deze machine geen geluid maken. Sluit een luidspreker of koptelefoon aan, laad de pagina opnieuw en druk nog een keer.",
      failed: "De microfoon ging niet open. Laad de pagina opnieuw en probeer het nog eens.",
      silent: "De microfoon gaf alleen stilte, dus er is niets verstuurd. Controleer of hij aanstaat en in de browser is gekozen.",
      too_short: "Dat was te kort. Houd de knop ingedrukt terwijl u spreekt, of druk één keer om te beginnen en één keer om te eindigen.",
    },
    refused: {
      gateway_gone: "Het deel van Earnest dat luistert antwoordt niet. Er is niets bewaard. Probeer het zo nog eens; `earnest status` zegt hoe het ermee gaat.",
      browser_not_connected: "Deze browser is losgekoppeld. Verbind hem opnieuw om te praten.",
      too_many_talk: "Er praten nu te veel mensen. Probeer het zo nog eens.",
      too_many_at_once: "Van deze browser is te veel onderweg. Wacht op de antwoorden.",
      waited_too_long: "Anderen waren de hele tijd aan de beurt. Probeer het zo nog eens.",
      recognition_too_slow: "Het herkennen duurde te lang. Zeg het nog eens, korter.",
      engine_failed: "De spraakherkenning is hierop vastgelopen. Er is niets bewaard; zeg het nog eens.",
      language_not_recognised: "Deze spraakherkenning verstaat de gekozen taal niet. Er is niets verwerkt.",
      too_long: "Dat was te lang. Zeg het in minder dan een minuut.",
    },
    result: "Wat er is gebeurd",
    heard: "U zei",
    heard_nothing: "Niets wat als woorden klinkt.",
    meant: "Begrepen als",
    meant_nothing: "Niets wat hij kan doen.",
    sure: (share) => `${share} zeker`,
    answer: "Antwoord",
    synthetic: "Uitgesproken door een kunstmatige stem",
    no_voice: "Er is geen programma dat spreekt (espeak-ng), dus het antwoord staat alleen hier.",
    wrong: "Dat was fout",
    wrong_unkept: "Hiervan is niets bewaard, dus er is niets te verbeteren. Met een ja voor uw eigen geschiedenis kunt u verbeteren wat u vanaf dan zegt.",
    wrong_waiting: "Dit wordt bewaard; een ogenblik …",
    corrected: "Dank u. Uw verbetering is bewaard.",
    kept_title: "Wat er wordt bewaard van wat u hier zegt",
    kept_private: (until) => `Niets: er loopt een privé-uur tot ${until}.`,
    kept_history: "Het staat in uw eigen geschiedenis, waar u het kunt horen, verbeteren en verwijderen.",
    kept_nothing: "Er wordt niets bewaard: u hebt daar geen ja op gezegd.",
    kept_learning: "Uw assistent mag van uw verbeteringen leren.",
    kept_people: "Een klein deel ervan mag door een mens worden beluisterd, zonder dat u herkenbaar bent.",
    kept_no_people: "Geen mens luistert ernaar.",
    kept_this: { yes: "Dit staat nu in uw geschiedenis.", no: "Hiervan wordt niets bewaard.", private: "Dit was privé: er wordt niets van bewaard.", pending: "Of dit wordt bewaard, wordt nu beslist …" },
    choices: "Uw keuzes",
    private_hour: "Privé-uur",
  },
};
