/** The little Markdown that a guideline needs: paragraphs, lists, **bold** and *emphasis*. Everything else is text; nothing becomes HTML. */

export interface Piece {
  readonly text: string;
  readonly style: "plain" | "bold" | "emphasis";
}

export interface Block {
  readonly kind: "paragraph" | "list";
  /** One of a paragraph, one for each point of a list. */
  readonly lines: readonly (readonly Piece[])[];
}

const STYLED = /\*\*([^*\n]+)\*\*|\*([^*\n]+)\*/g;
const POINT = /^[-*] +/;

export function parseBlocks(text: string): readonly Block[] {
  const blocks: { kind: Block["kind"]; lines: string[] }[] = [];
  let open = false;
  for (const line of text.split("\n")) {
    const last = blocks.at(-1);
    if (line.trim() === "") open = false;
    else if (POINT.test(line)) {
      const point = line.replace(POINT, "");
      if (open && last?.kind === "list") last.lines.push(point);
      else blocks.push({ kind: "list", lines: [point] });
      open = true;
    } else if (open && last !== undefined) {
      last.lines.push(`${last.lines.pop() ?? ""} ${line.trim()}`);
    } else {
      blocks.push({ kind: "paragraph", lines: [line.trim()] });
      open = true;
    }
  }
  return blocks.map((block) => ({ kind: block.kind, lines: block.lines.map(parsePieces) }));
}

function parsePieces(line: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of line.matchAll(STYLED)) {
    if (match.index > from) pieces.push({ text: line.slice(from, match.index), style: "plain" });
    pieces.push(match[1] === undefined ? { text: match[2] ?? "", style: "emphasis" } : { text: match[1], style: "bold" });
    from = match.index + match[0].length;
  }
  if (from < line.length) pieces.push({ text: line.slice(from), style: "plain" });
  return pieces;
}
