/**
 * Lists the packages of others of which a built page holds a part, for the bill of materials: `packages.json` beside the page.
 *
 * What the bundler read while it built the page counts, so a package whose code was left out as unused may stand there too.
 * Licences are given as the packages state them; hashes are those of the archives that the lock names.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Plugin } from "vite";

export interface BuiltPackage {
  name: string;
  version: string;
  /** SPDX expression; empty where the package states none. */
  licence: string;
  /** Of the archive, as the lock has it: `sha512-` and base 64. */
  integrity: string;
}

interface Lock {
  packages: Record<string, { version?: string; integrity?: string }>;
}

const FRONTEND = fileURLToPath(new URL("..", import.meta.url));
const MARK = "node_modules/";
/** What a bundler or framework adds of its own has an identifier such as `\0vite/preload-helper.js` or `\0rolldown/runtime.js`. */
const ADDED = /^\0(?<name>(?:@[^/]+\/)?[^/:]+)\//;

/** @returns Places of the packages as the lock names them, such as `node_modules/svelte`, sorted. */
export function packagePlaces(modules: Iterable<string>): string[] {
  const places = new Set<string>();
  for (const identifier of modules) {
    const added = ADDED.exec(identifier)?.groups?.["name"];
    const begins = identifier.indexOf(MARK);
    if (added !== undefined) places.add(MARK + added);
    else if (begins >= 0) {
      const inside = identifier.slice(begins);
      const last = inside.lastIndexOf(MARK) + MARK.length;
      const parts = inside.slice(last).split("/");
      places.add(inside.slice(0, last) + parts.slice(0, parts[0]?.startsWith("@") === true ? 2 : 1).join("/"));
    }
  }
  return [...places].sort();
}

/** @throws Error where the lock does not name a package of which the page holds a part. */
export function describePackage(place: string, lock: Lock): BuiltPackage {
  const locked = lock.packages[place];
  if (locked?.version === undefined || locked.integrity === undefined) throw new Error(`${place} is not in package-lock.json`);
  const stated = JSON.parse(readFileSync(join(FRONTEND, place, "package.json"), "utf8")) as { name: string; license?: string };
  return {
    name: stated.name,
    version: locked.version,
    licence: stated.license ?? "",
    integrity: locked.integrity,
  };
}

export function listPackages(): Plugin {
  return {
    name: "earnest:list-packages",
    generateBundle(_options, bundle) {
      const lock = JSON.parse(readFileSync(join(FRONTEND, "package-lock.json"), "utf8")) as Lock;
      // Style sheets name fonts by address: those are files of the bundle, and no modules.
      const files = Object.values(bundle).flatMap((one) => (one.type === "asset" ? one.originalFileNames : []));
      const found = packagePlaces([...this.getModuleIds(), ...files]).map((place) => describePackage(place, lock));
      this.emitFile({ type: "asset", fileName: "packages.json", source: JSON.stringify(found, null, 1) + "\n" });
    },
  };
}
