"""Draw which package imports which, as Mermaid, into docs/explanation/packages.md between its two marks.

Usage: python -m scripts.package_picture
"""

from collections import defaultdict
from pathlib import Path

import grimp

DOCUMENT = Path(__file__).parents[1] / "docs" / "explanation" / "packages.md"
BEGIN, END = "<!-- packages:begin -->", "<!-- packages:end -->"


def main() -> None:
    """Write the document anew."""
    _ = DOCUMENT.write_text(filled(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")


def filled(text: str) -> str:
    """Return a text with the pictures of the code as it is.

    Raises:
        ValueError: the marks are missing.
    """
    head, rest = text.split(BEGIN, 1)
    _, tail = rest.split(END, 1)
    graph = grimp.build_graph("earnest", cache_dir=None)
    pictures = [picture(graph, "earnest"), picture(graph, "earnest.speech")]
    return f"{head}{BEGIN}\n{chr(10).join(pictures)}\n{END}{tail}"


def picture(graph: grimp.ImportGraph, package: str) -> str:
    """Return a Mermaid graph of the packages right below one; an arrow goes from who imports to what is imported.

    What follows from other arrows is left out: where A imports B, and B imports C, an import of C by A is not drawn.
    """
    below = sorted(name.removeprefix(f"{package}.") for name in graph.find_children(package))
    reached: dict[str, set[str]] = defaultdict(set)
    for importer in below:
        for imported in below:
            one, other = f"{package}.{importer}", f"{package}.{imported}"
            if importer != imported and graph.direct_import_exists(importer=one, imported=other, as_packages=True):
                reached[importer].add(imported)
    lines = ["```mermaid", "graph TD"]
    for importer in below:
        indirect = {far for near in reached[importer] for far in _all_below(reached, near)}
        lines += [f"    {importer} --> {imported}" for imported in sorted(reached[importer] - indirect)]
        if not reached[importer] and not any(importer in names for names in reached.values()):
            lines.append(f"    {importer}")
    return "\n".join([*lines, "```"])


def _all_below(reached: dict[str, set[str]], name: str) -> set[str]:
    """Return everything that a package imports, over any number of others; there are no circles."""
    return reached[name] | {far for near in reached[name] for far in _all_below(reached, near)}


if __name__ == "__main__":
    main()
