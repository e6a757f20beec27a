"""Put the measured table of the disguise benchmark into its card, between its two marks.

Usage: python -m scripts.disguise_table
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from benchmarks.attacks.table import table

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "disguise.json"
CARD = ROOT / "docs" / "algorithms" / "disguise.md"
BEGIN, END = "<!-- disguise:begin -->", "<!-- disguise:end -->"


def with_table(card: str) -> str:
    """Return the card with its table replaced by that of the results.

    Raises:
        ValueError: the marks are missing.
    """
    results = cast("Mapping[str, object]", json.loads(RESULTS.read_text("utf-8")))
    head, rest = card.split(BEGIN, 1)
    _, tail = rest.split(END, 1)
    return f"{head}{BEGIN}\n{table(results)}\n{END}{tail}"


def main() -> None:
    """Rewrite the card."""
    _ = CARD.write_text(with_table(CARD.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
