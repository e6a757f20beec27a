import svelte from "eslint-plugin-svelte";
import svelteParser from "svelte-eslint-parser";
import { configs, parser } from "typescript-eslint";

/** What no file may use, with the way out in the message. Files that own the thing are exempt below, each with its reason. */
const STORAGE = ["localStorage", "sessionStorage", "indexedDB", "caches"].map((name) => ({
  name,
  message: "Nothing of a recording or a person stays in the browser; keep it in memory.",
}));
const FETCH = { name: "fetch", message: "Ask the server through kit/api/request.ts, which sends the header and parses errors." };
const TIMERS = ["setTimeout", "setInterval", "requestAnimationFrame", "addEventListener", "Worker"].map((name) => ({
  name,
  message: "Take it from a Scope (kit/scope.ts), so that it ends with its owner.",
}));
const DOCUMENT_WRITING = ["innerHTML", "outerHTML", "insertAdjacentHTML", "srcdoc"].map((name) => ({
  selector: `MemberExpression[property.name='${name}'], Property[key.name='${name}']`,
  message: "Markup from strings is how scripts get in; use elements.",
}));
const WINDOW_STORAGE = {
  selector: "MemberExpression[property.name=/^(localStorage|sessionStorage|indexedDB|caches|serviceWorker)$/]",
  message: "Nothing of a recording or a person stays in the browser; keep it in memory.",
};
const RAW_LISTENER = {
  selector: "MemberExpression[property.name='addEventListener']",
  message: "Use Scope.listen (kit/scope.ts), so that the listener ends with its owner.",
};
const RAW_HTML = { selector: "SvelteMustacheTag[kind='raw']", message: "Markup from strings is how scripts get in; use elements." };

export default [
  { ignores: ["node_modules/", "**/*.d.ts"] },
  ...configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    files: ["**/*.ts", "**/*.js", "**/*.svelte"],
    languageOptions: {
      parser,
      parserOptions: { projectService: true, extraFileExtensions: [".svelte"] },
    },
    rules: {
      "no-console": "error",
      "no-restricted-globals": ["error", ...STORAGE, FETCH, ...TIMERS],
      "no-restricted-syntax": ["error", ...DOCUMENT_WRITING, WINDOW_STORAGE, RAW_LISTENER, RAW_HTML],
      "svelte/no-at-html-tags": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/explicit-module-boundary-types": "error",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: {
      parser: svelteParser,
      parserOptions: { parser, projectService: true, extraFileExtensions: [".svelte"] },
    },
    rules: {
      // Here ESLint does not see the types of components and of what a rune narrows; svelte-check does, and it is strict.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      // Dates and sets are replaced here, never changed in place.
      "svelte/prefer-svelte-reactivity": "off",
    },
  },
  // The type of a catalogue is read off the English one, so its small functions state what they take and nothing more.
  { files: ["*/texts/*.ts", "*/texts.ts", "*/*/texts.ts"], rules: { "@typescript-eslint/explicit-module-boundary-types": "off" } },
  // The one owner of listeners, timers and frames.
  { files: ["kit/scope.ts"], rules: { "no-restricted-globals": ["error", ...STORAGE, FETCH], "no-restricted-syntax": ["error", ...DOCUMENT_WRITING, WINDOW_STORAGE] } },
  // The key by which an enrolled browser is known has to outlive the page; it cannot be exported and is no content (decision 0033).
  { files: ["workbench/browser/key.ts"], rules: { "no-restricted-globals": ["error", ...STORAGE.filter((one) => one.name !== "indexedDB"), FETCH, ...TIMERS] } },
  // The one way to the server.
  { files: ["kit/api/request.ts"], rules: { "no-restricted-globals": ["error", ...STORAGE, ...TIMERS] } },
  { files: ["eslint.config.js", "svelte.config.js"], ...configs.disableTypeChecked },
];
