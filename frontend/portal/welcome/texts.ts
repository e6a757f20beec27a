/** Texts of the welcome. */
import type { Language } from "../../kit/language.ts";

interface Texts {
  readonly title: string;
  readonly lead: string;
  readonly choose: string;
  readonly choose_link: string;
  readonly device: string;
  readonly talk_link: string;
  readonly device_link: string;
  readonly answer: string;
  readonly answer_link: string;
  readonly done: string;
  readonly skip: string;
  readonly finish: string;
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: "Welcome: three steps",
    lead: "Your assistant answers already; these make it yours. Each can be changed later.",
    choose: "Choose what may be kept and learned. Until you say yes, nothing is kept.",
    choose_link: "Open your choices",
    device: "Talk in this browser, or add a device that you have.",
    talk_link: "Talk here",
    device_link: "Add a device",
    answer: "Ask something, such as “what time is it”, and hear the first answer.",
    answer_link: "Ask now",
    done: "done",
    skip: "Skip the welcome",
    finish: "Finish",
  },
  de: {
    title: "Willkommen: drei Schritte",
    lead: "Ihr Assistent antwortet schon; damit wird er Ihrer. Alles lässt sich später ändern.",
    choose: "Entscheiden Sie, was behalten und gelernt werden darf. Bis Sie Ja sagen, wird nichts behalten.",
    choose_link: "Zu Ihren Entscheidungen",
    device: "Sprechen Sie in diesem Browser, oder fügen Sie ein Gerät hinzu, das Sie haben.",
    talk_link: "Hier sprechen",
    device_link: "Gerät hinzufügen",
    answer: "Fragen Sie etwas, etwa „wie viel Uhr ist es“, und hören Sie die erste Antwort.",
    answer_link: "Jetzt fragen",
    done: "erledigt",
    skip: "Willkommen überspringen",
    finish: "Abschließen",
  },
  nl: {
    title: "Welkom: drie stappen",
    lead: "Uw assistent antwoordt al; hiermee wordt hij van u. Alles kan later anders.",
    choose: "Kies wat mag worden bewaard en geleerd. Tot u ja zegt, wordt niets bewaard.",
    choose_link: "Naar uw keuzes",
    device: "Praat in deze browser, of voeg een apparaat toe dat u hebt.",
    talk_link: "Hier praten",
    device_link: "Apparaat toevoegen",
    answer: "Vraag iets, zoals “hoe laat is het”, en hoor het eerste antwoord.",
    answer_link: "Nu vragen",
    done: "gedaan",
    skip: "Welkom overslaan",
    finish: "Afronden",
  },
};
