/**
 * Makes wavesurfer work under our content policy (no inline style, trusted types).
 *
 * Its renderer writes markup with a `<style>` element into its shadow root and empties elements by way of `innerHTML`. Here the
 * rules move, unchanged, into a constructed style sheet, the five elements are built as elements, and emptying is
 * `replaceChildren`. The version is locked; should the text not be found, the build fails.
 */
import type { Plugin } from "vite";

const MARKUP = /shadow\.innerHTML = `\s*<style[^>]*>([\s\S]*?)<\/style>\s*<div class="scroll" part="scroll">[\s\S]*?`;/;
const EMPTYING = /\.innerHTML = '';/g;

const ELEMENTS = `
        const part = (name, ...children) => {
            const element = document.createElement('div');
            element.className = name;
            element.setAttribute('part', name);
            element.append(...children);
            return element;
        };
        shadow.append(part('scroll', part('wrapper', part('canvases'), part('progress'), part('cursor'))));`;

/** @throws Error where the renderer is not the one that we know. */
export function obeyPolicy(source: string): string {
  const rules = MARKUP.exec(source)?.[1];
  if (rules === undefined) throw new Error("wavesurfer's renderer has changed: its markup was not found");
  const sheet = `const sheet = new CSSStyleSheet();\n        sheet.replaceSync(\`${rules}\`);\n        shadow.adoptedStyleSheets = [sheet];`;
  const changed = source.replace(MARKUP, () => sheet + ELEMENTS).replace(EMPTYING, ".replaceChildren();");
  if (changed.includes("innerHTML")) throw new Error("wavesurfer's renderer has changed: it writes more markup");
  return changed;
}

export function wavesurferPolicy(): Plugin {
  return {
    name: "earnest:wavesurfer-policy",
    enforce: "pre",
    transform(source, identifier) {
      const path = identifier.split("?")[0] ?? "";
      return path.endsWith("/wavesurfer.js/dist/renderer.js") ? { code: obeyPolicy(source), map: null } : null;
    },
  };
}
