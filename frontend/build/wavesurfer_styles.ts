/**
 * Makes wavesurfer's shadow root work under `style-src 'self'`.
 *
 * Its renderer writes a `<style>` element into the shadow root, which our content policy rightly refuses. The rules are
 * moved, unchanged, into a constructed style sheet. The version is locked; should the text not be found, the build fails.
 */
import type { Plugin } from "vite";

const STYLE_ELEMENT = /<style\$\{cspNonce \? [^>]*>([\s\S]*?)<\/style>/;
const END_OF_HTML = "        return [div, shadow];";

export function moveStyles(source: string): string {
  const rules = STYLE_ELEMENT.exec(source)?.[1];
  if (rules === undefined || !source.includes(END_OF_HTML)) {
    throw new Error("wavesurfer's renderer has changed: its style element was not found");
  }
  const adopt = [
    "        const sheet = new CSSStyleSheet();",
    `        sheet.replaceSync(\`${rules}\`);`,
    "        shadow.adoptedStyleSheets = [sheet];",
    END_OF_HTML,
  ].join("\n");
  return source.replace(STYLE_ELEMENT, "").replace(END_OF_HTML, () => adopt);
}

export function adoptWavesurferStyles(): Plugin {
  return {
    name: "earnest:wavesurfer-styles",
    enforce: "pre",
    transform(source, identifier) {
      const path = identifier.split("?")[0] ?? "";
      return path.endsWith("/wavesurfer.js/dist/renderer.js") ? { code: moveStyles(source), map: null } : null;
    },
  };
}
