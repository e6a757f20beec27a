/** Which known values fit what was typed so far: beginnings first, then words inside, then letters in order. */

const MOST = 50;

export function suggest(typed: string, choices: readonly string[]): readonly string[] {
  const wanted = plain(typed);
  if (wanted === "") return choices.slice(0, MOST);
  const ranked = choices
    .map((choice) => ({ choice, rank: rankOf(wanted, plain(choice)) }))
    .filter((item) => item.rank < 3)
    .sort((one, other) => one.rank - other.rank || one.choice.localeCompare(other.choice));
  return ranked.map((item) => item.choice).slice(0, MOST);
}

function rankOf(wanted: string, choice: string): number {
  if (choice.startsWith(wanted)) return 0;
  if (choice.includes(` ${wanted}`)) return 1;
  if (choice.includes(wanted)) return 2;
  return 3;
}

function plain(text: string): string {
  return text.trim().toLowerCase().replaceAll(/[_.-]+/g, " ");
}
