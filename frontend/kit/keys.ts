/** Keys as actions: a chord is written “Alt+R”, compared by the place of the key, and can be remapped. */
import type { Language } from "./language.ts";

const MODIFIERS = ["Ctrl", "Alt", "Shift", "Meta"] as const;
type Modifier = (typeof MODIFIERS)[number];

/** Such as “Ctrl+Enter” or “Alt+Comma”: modifiers in the order above, then the code of the key without “Key” or “Digit”. */
export type Chord = string;

interface Pressed {
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** The chord of a key press; null while only modifiers are held. */
export function chordOf(event: Pressed): Chord | null {
  const name = event.code.replace(/^(Key|Digit)/, "").replace(/^Numpad(?=Enter|\d)/, "");
  if (name === "" || /^(Control|Alt|Shift|Meta|OS)(Left|Right)?$/.test(name)) return null;
  const held: Record<Modifier, boolean> = { Ctrl: event.ctrlKey, Alt: event.altKey, Shift: event.shiftKey, Meta: event.metaKey };
  return [...MODIFIERS.filter((modifier) => held[modifier]), name].join("+");
}

/** Whether a chord types a character, so that it must not act while the user types. */
export function typesCharacter(chord: Chord): boolean {
  const parts = chord.split("+");
  const name = parts.at(-1) ?? "";
  const plain = !parts.includes("Ctrl") && !parts.includes("Alt") && !parts.includes("Meta");
  return plain && !/^(F\d+|Escape|Tab)$/.test(name);
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "checkbox" && target.type !== "radio");
}

const SIGNS: Readonly<Record<string, string>> = {
  Comma: ",",
  Period: ".",
  Slash: "/",
  BracketLeft: "[",
  BracketRight: "]",
  Equal: "=",
  Minus: "-",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Backspace: "⌫",
  Enter: "↵",
};

/** What stands on the keys where it is not what an English keyboard has: German ones have other letters and signs in some places. */
const PRINTED: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {},
  de: { Ctrl: "Strg", Shift: "Umschalt", Space: "Leertaste", Delete: "Entf", Home: "Pos1", End: "Ende", Y: "Z", Z: "Y", BracketLeft: "Ü", BracketRight: "+", Equal: "´", Minus: "ß", Slash: "-" },
  nl: { Space: "Spatie" },
};

/** The keys of a chord as they are printed on a keyboard of the language. @param lettered the chord names its letter and not the place of a key. */
export function printed(chord: Chord, language: Language = "en", lettered = false): readonly string[] {
  return chord.split("+").map((part) => (lettered && part.length === 1 ? part : (PRINTED[language][part] ?? SIGNS[part] ?? part)));
}

/** Undo or redo as keyboards everywhere have it, by the letter that is printed: on German ones Z lies where Y lies on English ones. */
export function undoing(event: Pressed): "undo" | "redo" | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const letter = event.key.toLowerCase();
  if (letter === "z") return event.shiftKey ? "redo" : "undo";
  return letter === "y" && !event.shiftKey ? "redo" : null;
}

export type Keymap<Action extends string> = Readonly<Record<Action, Chord>>;

export function actionFor<Action extends string>(keymap: Keymap<Action>, chord: Chord): Action | null {
  const found = (Object.entries(keymap) as [Action, Chord][]).find(([, bound]) => bound === chord);
  return found === undefined ? null : found[0];
}

/** Give `chord` to `action`; where another action holds it, the two change places, so that none is lost. */
export function remapped<Action extends string>(keymap: Keymap<Action>, action: Action, chord: Chord): Keymap<Action> {
  const holder = actionFor(keymap, chord);
  const swapped = holder === null || holder === action ? {} : { [holder]: keymap[action] };
  return { ...keymap, ...swapped, [action]: chord };
}
