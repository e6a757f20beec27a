/** One invented household (name “home”) and one invented customer (any other name); password “trial”. */
import type { Plugin } from "vite";

import { memoryServer, problem } from "./server.ts";
import { hum } from "./sound.ts";

interface TrialUtterance {
  readonly recording_id: string;
  readonly captured_at: string;
  readonly text: string;
  readonly intent: string | null;
  readonly slots: Record<string, string>;
  readonly answer: string;
  readonly understood: boolean;
  readonly heard: readonly unknown[];
  readonly labels: readonly unknown[];
  correction: unknown;
  draft: unknown;
}

const HOUR = 3_600_000;

export function portalServer(): Plugin {
  let login: string | null = null;
  let talks = false;
  const given = new Map<string, { given: boolean; decided_at: string | null }>();
  const devices = [{ device_id: "d1", name: "Kitchen", created_at: new Date(Date.now() - 300 * HOUR).toISOString(), revoked_at: null as string | null }];
  let utterances = trialUtterances();
  const find = (id: string | undefined): TrialUtterance | undefined => utterances.find((utterance) => utterance.recording_id === id);
  const purposes = (): unknown[] =>
    PURPOSES.map(([purpose, title, wording]) => ({
      purpose,
      title,
      wording,
      wording_version: "1",
      wording_hash: purpose,
      language: "en",
      applies: login !== "home" || (purpose !== "human_review" && purpose !== "wake_word_learning"),
      ...(given.get(purpose) ?? { given: false, decided_at: null }),
    }));

  return memoryServer("earnest:trial-portal", [
    [
      "POST",
      /^\/api\/session$/,
      (asked) => {
        if (asked.body["password"] !== "trial") return problem(401, "sign_in_refused");
        login = String(asked.body["login"]);
        return { status: 204 };
      },
    ],
    ["DELETE", /^\/api\/session$/, () => ((login = null), { status: 204 })],
    [
      "GET",
      /^\/api\/me$/,
      () => (login === null ? problem(401, "not_signed_in") : { status: 200, body: { login, language: login === "zuhause" ? "de" : "en", region: "GB", programme: login === "home" ? "household" : "general", household: login === "home" } }),
    ],
    ["GET", /^\/api\/purposes$/, () => ({ status: 200, body: purposes() })],
    [
      "PUT",
      /^\/api\/purposes\/(\w+)$/,
      (asked, [purpose = ""]) => {
        given.set(purpose, { given: asked.body["given"] === true, decided_at: new Date().toISOString() });
        return { status: 200, body: purposes().find((item) => (item as { purpose: string }).purpose === purpose) };
      },
    ],
    ["GET", /^\/api\/disclosures$/, () => ({ status: 200, body: [] })],
    ["GET", /^\/api\/notice$/, () => ({ status: 200, body: { paragraphs: ["A person may listen to at most 0.2 % of what is said, disguised.", "Recordings delete themselves after 90 days."] } })],
    [
      "GET",
      /^\/api\/utterances$/,
      (asked) => {
        const only = asked.query.get("only");
        const shown = utterances.filter((utterance) => only === "all" || (only === "heard" ? utterance.heard.length > 0 : !utterance.understood));
        return { status: 200, body: { utterances: shown, next: null } };
      },
    ],
    ["DELETE", /^\/api\/utterances$/, () => ((utterances = []), { status: 204 })],
    ["DELETE", /^\/api\/utterances\/(\w+)$/, (_, [id]) => ((utterances = utterances.filter((utterance) => utterance.recording_id !== id)), { status: 204 })],
    ["GET", /^\/api\/utterances\/(\w+)\/(?:sound|clip)$/, (_, [id]) => ({ status: 200, sound: soundOf(find(id)?.text ?? "") })],
    [
      "PUT",
      /^\/api\/utterances\/(\w+)\/correction$/,
      (asked, [id]) => {
        const utterance = find(id);
        if (utterance === undefined) return problem(404, "not_found");
        utterance.correction = { text: asked.body["text"], intent: asked.body["intent"], slots: asked.body["slots"], learned: asked.body["learn"], lesson: asked.body["learn"] === true ? "acts" : "none" };
        utterance.draft = null;
        return { status: 200, body: utterance };
      },
    ],
    [
      "PUT",
      /^\/api\/utterances\/(\w+)\/draft$/,
      (asked, [id]) => {
        const utterance = find(id);
        if (utterance === undefined) return problem(404, "recording_missing");
        utterance.draft = { text: asked.body["text"], intent: asked.body["intent"], slots: asked.body["slots"] };
        return { status: 204 };
      },
    ],
    ["GET", /^\/api\/intents$/, () => ({ status: 200, body: { intents: [{ name: "play_music", slots: ["artist", "room"] }, { name: "lights_on", slots: ["room"] }] } })],
    ["GET", /^\/api\/talk$/, () => ({ status: 200, body: { device: talks ? devices[0] : null, longest_seconds: 60 } })],
    ["POST", /^\/api\/talk\/device$/, () => ((talks = true), { status: 200, body: { device: devices[0], longest_seconds: 60 } })],
    ["DELETE", /^\/api\/talk\/device$/, () => ((talks = false), { status: 204 })],
    [
      "POST",
      /^\/api\/talk\/utterances$/,
      () => ({
        status: 200,
        body: {
          text: "what time is it",
          language: "en",
          confidence: 0.93,
          intent: "tell_time",
          slots: {},
          understood: true,
          done: true,
          answer: `It is ${new Date().toTimeString().slice(0, 5)}.`,
          accidental: false,
          private: false,
          sound: null,
          recording_id: null,
          kept: "no",
        },
      }),
    ],
    // No wake word here, so the page offers none.
    ["GET", /^\/api\/talk\/wake-words$/, () => ({ status: 200, body: [] })],
    ["GET", /^\/api\/talk\/rings$/, () => problem(503, "gateway_gone")],
    ["DELETE", /^\/api\/talk\/rings$/, () => ({ status: 204 })],
    ["GET", /^\/api\/devices$/, () => ({ status: 200, body: devices })],
    [
      "POST",
      /^\/api\/devices$/,
      (asked) => {
        devices.push({ device_id: `d${devices.length + 1}`, name: String(asked.body["name"]), created_at: new Date().toISOString(), revoked_at: null });
        return { status: 200, body: { device_id: `d${devices.length}`, token: "trial-token-4b1d9f2c7e5a8036" } };
      },
    ],
    [
      "DELETE",
      /^\/api\/devices\/(\w+)$/,
      (_, [id]) => {
        const device = devices.find((item) => item.device_id === id);
        if (device !== undefined) device.revoked_at = new Date().toISOString();
        return { status: 204 };
      },
    ],
  ]);
}

const PURPOSES = [
  ["own_history", "Keep my recordings for me", "Your recordings are kept so that you can hear, correct and delete them."],
  ["automatic_learning", "Let the machine learn from them", "Your own assistant learns from your corrections. No person listens."],
  ["human_review", "Let people listen", "A person may listen to a small part of your recordings. The voice is disguised first."],
  ["wake_word_learning", "Let listeners' answers teach the wake word", "Eleven coarse numbers and a reviewer's answer help the wake word for all."],
] as const;

function soundOf(text: string): ArrayBuffer {
  const words = text.split(" ").map((_, index) => ({ start: 100 + index * 350, end: 400 + index * 350, beep: false }));
  return hum(words, 300 + words.length * 350);
}

function trialUtterances(): TrialUtterance[] {
  const at = (hours: number): string => new Date(Date.now() - hours * HOUR).toISOString();
  const plain = (id: string, hours: number, text: string, intent: string | null, slots: Record<string, string>, answer: string, more: Partial<TrialUtterance> = {}): TrialUtterance => ({
    recording_id: id,
    captured_at: at(hours),
    text,
    intent,
    slots,
    answer,
    understood: intent !== null,
    heard: [],
    labels: [],
    correction: null,
    draft: null,
    ...DEFAULTS,
    ...more,
  });
  return [
    plain("a1", 1, "play tailor's whiffed in the kitchen", null, {}, "Sorry, I did not understand that."),
    plain("a2", 2, "turn on the light", "lights_on", {}, "The light is on."),
    plain("a3", 5, "one large oat latte", null, {}, "Sorry, I did not understand that.", {
      heard: [{ at: at(3), role: "reviewer", played_milliseconds: 4200 }],
      labels: [{ transcript: "one large oat latte with two shots", intent: "order_coffee", slots: { size: "large", milk: "oat" }, reject_reason: null, labelled_at: at(3), reviewer_kind: "reviewer" }],
      ...PLACED,
    }),
    plain("a4", 27, "what is the weather tomorrow", "weather", { day: "tomorrow" }, "Tomorrow will be dry, eight degrees."),
    plain("a5", 30, "set a timer for ten minutes", "timer", { minutes: "10" }, "Ten minutes, starting now.", { correction: { text: "set a timer for two minutes", intent: "timer", slots: { minutes: "2" }, learned: true, lesson: "acts" } }),
  ];
}

const DEFAULTS = {
  confidence: 0.6,
  duration_milliseconds: 2400,
  has_sound: true,
  purposes: ["own_history"],
  selection_reason: "no_need",
  review_state: "not_selected",
  withheld_reason: null,
  delete_after: new Date(Date.now() + 2000 * HOUR).toISOString(),
};
const PLACED = { review_state: "placed", selection_reason: "not_understood", purposes: ["own_history", "human_review"] };
