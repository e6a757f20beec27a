/** What can be done by key, and on which key it lies at first. Remapped keys live until the page is closed: nothing is stored. */
import type { Keymap } from "../kit/keys.ts";

export const ACTIONS = [
  "play",
  "back",
  "slower",
  "faster",
  "normal_speed",
  "wake_word",
  "transcript",
  "unclear",
  "entity",
  "intent",
  "slots",
  "submit",
  "reject",
  "eject",
  "give_back",
  "take_back",
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
  wake_word: "Alt+W",
  transcript: "Alt+T",
  unclear: "Alt+U",
  entity: "Alt+E",
  intent: "Alt+I",
  slots: "Alt+S",
  submit: "Ctrl+Enter",
  reject: "Alt+R",
  eject: "F2",
  give_back: "Alt+N",
  take_back: "Alt+Z",
  guideline: "Alt+G",
  next_tab: "Alt+PageDown",
  previous_tab: "Alt+PageUp",
  help: "F1",
};
