/** Compares catalogues of texts, for the tests of both pages: the same texts in every language, none empty, none left in English. */

/** A text for each path such as “top.sign_out”; functions are asked with a sample, so that what they build is looked at too. */
export function textsOf(catalogue: unknown, path = ""): ReadonlyMap<string, string> {
  if (typeof catalogue === "string") return new Map([[path, catalogue]]);
  if (typeof catalogue === "function") return textsOf((catalogue as (...given: readonly unknown[]) => unknown)(7, 7, 7), path);
  if (typeof catalogue !== "object" || catalogue === null) return new Map();
  return new Map(Object.entries(catalogue).flatMap(([name, value]) => [...textsOf(value, path === "" ? name : `${path}.${name}`)]));
}

/**
 * What a translation lacks, one line for each fault.
 *
 * @param same paths whose text is rightly the same as in English, such as names.
 */
export function faultsOf(english: unknown, translation: unknown, same: ReadonlySet<string>): readonly string[] {
  const original = textsOf(english);
  const translated = textsOf(translation);
  return [
    ...[...original.keys()].filter((path) => !translated.has(path)).map((path) => `${path}: missing`),
    ...[...translated.keys()].filter((path) => !original.has(path)).map((path) => `${path}: not in the English texts`),
    ...[...translated].filter(([, text]) => text.trim() === "").map(([path]) => `${path}: empty`),
    ...[...translated].filter(([path, text]) => original.get(path) === text && !same.has(path)).map(([path]) => `${path}: still English`),
  ];
}
