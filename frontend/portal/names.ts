/** What a person changed in a list of names that was shown; another page may have changed the kept list meanwhile. */

export interface NamesEdit {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export function editOf(shown: readonly string[], written: string): NamesEdit {
  const lines = written.split("\n").map(tidy).filter((line) => line !== "");
  return {
    added: lines.filter((line) => !shown.includes(line)),
    removed: shown.filter((name) => !lines.includes(name)),
  };
}

export function isEmpty(edit: NamesEdit): boolean {
  return edit.added.length === 0 && edit.removed.length === 0;
}

/** As the server keeps names: single spaces, composed letters. */
function tidy(line: string): string {
  return line.normalize("NFC").trim().replaceAll(/\s+/g, " ");
}
