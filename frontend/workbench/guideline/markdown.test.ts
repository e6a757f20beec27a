import { describe, expect, it } from "vitest";

import { parseBlocks } from "./markdown.ts";

const plain = (text: string) => [{ text, style: "plain" }];

describe("Markdown of a guideline", () => {
  it("has paragraphs whose lines are joined, and lists", () => {
    expect(parseBlocks("One\nline.\n\nTwo:\n\n- first\n  goes on\n- second\n\nEnd.")).toEqual([
      { kind: "paragraph", lines: [plain("One line.")] },
      { kind: "paragraph", lines: [plain("Two:")] },
      { kind: "list", lines: [plain("first goes on"), plain("second")] },
      { kind: "paragraph", lines: [plain("End.")] },
    ]);
  });

  it("has bold and emphasis, and leaves a lone star", () => {
    expect(parseBlocks("Press **F2** *at once*, 2 * 3.")).toEqual([
      {
        kind: "paragraph",
        lines: [
          [
            { text: "Press ", style: "plain" },
            { text: "F2", style: "bold" },
            { text: " ", style: "plain" },
            { text: "at once", style: "emphasis" },
            { text: ", 2 * 3.", style: "plain" },
          ],
        ],
      },
    ]);
  });

  it("knows no HTML", () => {
    expect(parseBlocks("<img src=x onerror=alert(1)>")).toEqual([{ kind: "paragraph", lines: [plain("<img src=x onerror=alert(1)>")] }]);
  });
});
