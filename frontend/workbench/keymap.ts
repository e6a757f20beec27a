/** What can be done by key, and on which key it lies at first. Changed keys are kept on the server; nothing is stored in the browser. */
import type { Keymap } from "../kit/keys.ts";

export const ACTIONS = [
  "play",
  "back",
  "slower",
  "faster",
  "normal_speed",
  "seek_back",
  "seek_on",
  "play_words",
  "play_from",
  "mark_start",
  "mark_end",
  "loop",
  "zoom_in",
  "zoom_out",
  "spectrogram",
  "wake_word",
  "answer",
  "transcript",
  "unclear",
  "alternatives",
  "entity",
  "intent",
  "slots",
  "submit",
  "reject",
  "eject",
  "give_back",
  "take_back",
  "skip",
  "note",
  "pause",
  "ask",
  "escalate",
  "guideline",
  "next_tab",
  "previous_tab",
  "help",
] as const;

export type Action = (typeof ACTIONS)[number];

export const FIRST_KEYMAP: Keymap<Action> = {
  play: "Ctrl+Space",
  back: "Ctrl+B",
  slower: "Alt+Comma",
  faster: "Alt+Period",
  normal_speed: "Alt+0",
  seek_back: "Alt+ArrowLeft",
  seek_on: "Alt+ArrowRight",
  play_words: "Alt+P",
  play_from: "Alt+H",
  mark_start: "Alt+BracketLeft",
  mark_end: "Alt+BracketRight",
  loop: "Alt+L",
  zoom_in: "Alt+Equal",
  zoom_out: "Alt+Minus",
  spectrogram: "Alt+V",
  wake_word: "Alt+W",
  answer: "Alt+Y",
  transcript: "Alt+T",
  unclear: "Alt+U",
  alternatives: "Alt+A",
  entity: "Alt+E",
  intent: "Alt+I",
  slots: "Alt+S",
  submit: "Ctrl+Enter",
  reject: "Alt+R",
  eject: "F2",
  give_back: "Alt+N",
  take_back: "Alt+Z",
  skip: "Alt+K",
  note: "Alt+M",
  pause: "Alt+X",
  ask: "Alt+Q",
  escalate: "Alt+D",
  guideline: "Alt+G",
  next_tab: "Alt+PageDown",
  previous_tab: "Alt+PageUp",
  help: "F1",
};

/** The keys that a member has chosen over the first ones; actions that there are no more are left out. */
export function keymapWith(chosen: readonly { readonly action: string; readonly chord: string }[]): Keymap<Action> {
  const known = chosen.filter((one) => (ACTIONS as readonly string[]).includes(one.action));
  return { ...FIRST_KEYMAP, ...Object.fromEntries(known.map((one) => [one.action, one.chord])) };
}

/** What differs from the first keys, as it is kept. */
export function changesOf(keymap: Keymap<Action>): readonly { readonly action: Action; readonly chord: string }[] {
  return ACTIONS.filter((action) => keymap[action] !== FIRST_KEYMAP[action]).map((action) => ({ action, chord: keymap[action] }));
}
