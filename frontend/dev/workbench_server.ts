/** Three invented clips; password “trial”, any six digits. */
import { readFileSync } from "node:fs";

import type { Plugin } from "vite";

import { memoryServer, problem } from "./server.ts";
import { hum } from "./sound.ts";

interface TrialClip {
  readonly words: string;
  readonly wakeWord: string | null;
  readonly prefill: boolean;
}

const CLIPS: readonly TrialClip[] = [
  { words: "okay nabu play tailor swift in the kitchen please", wakeWord: "okay nabu", prefill: true },
  { words: "call _ and say that i come at six", wakeWord: null, prefill: true },
  { words: "one large oat latte with two shots", wakeWord: "hey jarvis", prefill: false },
];
const WORD_MILLISECONDS = 380;

export function workbenchServer(): Plugin {
  let signedIn = false;
  let at = 0;
  let done = 0;
  const current = (): TrialClip | undefined => CLIPS[at];
  const forward = (): { status: number } => {
    at += 1;
    done += 1;
    return { status: 204 };
  };
  const timed = (clip: TrialClip): { text: string; start: number; end: number; beep: boolean }[] =>
    clip.words.split(" ").map((text, index) => ({
      text,
      start: 150 + index * WORD_MILLISECONDS,
      end: 150 + (index + 0.85) * WORD_MILLISECONDS,
      beep: text === "_",
    }));
  const duration = (clip: TrialClip): number => 300 + clip.words.split(" ").length * WORD_MILLISECONDS;

  return memoryServer("earnest:trial-workbench", [
    ["GET", /^\/api\/surroundings$/, () => ({ status: 200, body: { attestation_missing: false } })],
    ["GET", /^\/api\/session$/, () => (signedIn ? { status: 200, body: { name: "Rosa", role: "reviewer", kind: "reviewer", permissions: ["review_clips", "read_guideline"] } } : problem(401, "not_signed_in"))],
    [
      "POST",
      /^\/api\/session$/,
      (asked) => {
        signedIn = asked.body["password"] === "trial";
        return signedIn ? { status: 200, body: { name: asked.body["name"], role: "reviewer", kind: asked.body["name"] === "robot" ? "simulated reviewer" : "reviewer", permissions: ["review_clips", "read_guideline"] } } : problem(401, "sign_in_failed");
      },
    ],
    ["DELETE", /^\/api\/session$/, () => ((signedIn = false), { status: 204 })],
    [
      "POST",
      /^\/api\/leases$/,
      () => {
        const clip = current();
        if (clip === undefined) return { status: 204 };
        const words = timed(clip).filter((word) => clip.prefill || word.beep);
        return {
          status: 200,
          body: {
            lease_id: `trial-${at}`,
            expires_at: new Date(Date.now() + 600_000).toISOString(),
            language: "en",
            region: "GB",
            day_part: "evening",
            wake_word: clip.wakeWord,
            words: words.map((word) => ({
              text: word.text,
              start_milliseconds: word.start,
              end_milliseconds: Math.round(word.end),
              posterior: 0.8,
              concealed: word.beep ? "given_name" : null,
            })),
            prefill: clip.prefill,
            disguise: { profile: "warped", strength: "cosmetic", wrong_in_hundred: 6 },
            duration_milliseconds: duration(clip),
            played_milliseconds: 0,
            distressing: false,
            draft: null,
          },
        };
      },
    ],
    [
      "POST",
      /^\/api\/leases\/[^/]+\/sound$/,
      () => (current() === undefined ? problem(410, "lease_ended") : { status: 201, body: { address: `/api/sounds/trial-${at}` } }),
    ],
    [
      "GET",
      /^\/api\/sounds\/[^/]+$/,
      () => {
        const clip = current();
        return clip === undefined ? problem(410, "lease_ended") : { status: 200, sound: hum(timed(clip), duration(clip)) };
      },
    ],
    ["POST", /^\/api\/leases\/[^/]+\/played$/, () => ({ status: 204 })],
    ["POST", /^\/api\/leases\/[^/]+\/(?:label|reject|return|eject)$/, forward],
    ["PUT", /^\/api\/leases\/[^/]+\/draft$/, () => ({ status: 204 })],
    ["GET", /^\/api\/sent$/, () => ({ status: 200, body: [] })],
    ["GET", /^\/api\/preferences$/, () => ({ status: 200, body: { accepts_distressing: false } })],
    ["PUT", /^\/api\/preferences$/, () => ({ status: 204 })],
    ["GET", /^\/api\/keys$/, () => ({ status: 200, body: { keys: [] } })],
    ["PUT", /^\/api\/keys$/, () => ({ status: 204 })],
    ["GET", /^\/api\/guideline$/, (asked) => ({ status: 200, body: guideline(asked.query.get("language") ?? "en") })],
    [
      "GET",
      /^\/api\/catalogue$/,
      () => ({
        status: 200,
        body: {
          intents: [
            { name: "order_coffee", slots: [{ name: "drink", values: ["latte", "cappuccino", "tea"] }, { name: "size", values: ["small", "medium", "large"] }, { name: "milk", values: ["oat", "soy"] }] },
            { name: "play_music", slots: [{ name: "artist", values: ["taylor swift"] }, { name: "room", values: ["kitchen"] }] },
            { name: "call_somebody", slots: [] },
          ],
        },
      }),
    ],
    ["GET", /^\/api\/progress$/, () => ({ status: 200, body: { waiting: Math.max(0, CLIPS.length - at), labelled_by_me_today: done } })],
  ]);
}

function guideline(language: string): unknown {
  const name = ["en", "de", "nl"].find((written) => written === language) ?? "en";
  return JSON.parse(readFileSync(new URL(`../../src/earnest/deidentified/review/guideline_2.${name}.json`, import.meta.url), "utf8"));
}
