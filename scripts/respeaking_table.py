"""Put the measured table of the respeaking benchmark into its card, between its two marks.

Usage: python -m scripts.respeaking_table
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "respeaking.json"
CARD = ROOT / "docs" / "algorithms" / "respeaking.md"
BEGIN, END = "<!-- respeaking:begin -->", "<!-- respeaking:end -->"


def as_table(results: Mapping[str, object]) -> str:
    """Return the table of a `respeaking.json`."""
    lines = [
        "| people | said as recognised from | wrong phones, 95 % interval | made-up words said | right words said |",
        "|---|---|---|---|---|",
    ]
    for name, title in (("chosen_on", "threshold chosen on"), ("reported_on", "reported on")):
        part = cast("Mapping[str, object]", results[name])
        for row in cast("list[Mapping[str, float]]", part["rows"]):
            low, high = cast("list[float]", row["interval"])
            lines.append(
                f"| {title} {part['people']} people, {part['clips']} clips | {row['sure_from']:.2f} "
                f"| {row['phone_error_rate']:.1%} ({low:.1%} to {high:.1%}) "
                f"| {row['made_up_words_said']:.0%} of {row['made_up_words']:.0f} "
                f"| {row['right_words_said']:.0%} of {row['right_words']:.0f} |"
            )
    return "\n".join(lines)


def main() -> None:
    """Rewrite the card."""
    results = cast("Mapping[str, object]", json.loads(RESULTS.read_text("utf-8")))
    head, rest = CARD.read_text("utf-8").split(BEGIN, 1)
    _, tail = rest.split(END, 1)
    _ = CARD.write_text(f"{head}{BEGIN}\n{as_table(results)}\n{END}{tail}", "utf-8")


if __name__ == "__main__":
    main()
