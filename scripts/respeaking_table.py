"""The table of the respeaking benchmark, as its card shows it."""

from collections.abc import Mapping
from typing import cast


def as_table(results: Mapping[str, object]) -> str:
    """Return the table of a `respeaking.json`."""
    lines = [
        (
            "| people | phones heard in | said as recognised from | wrong phones, 95 % interval "
            "| made-up words said | right words said |"
        ),
        "|---|---|---|---|---|---|",
    ]
    for name, title in (("chosen_on", "threshold chosen on"), ("reported_on", "reported on")):
        part = cast("Mapping[str, object]", results[name])
        for row in cast("list[Mapping[str, float]]", part["rows"]):
            word_from = "no word" if row["sure_from"] > 1 else f"{row['sure_from']:.2f}"
            low, high = cast("list[float]", row["interval"])
            lines.append(
                f"| {title} {part['people']} people, {part['clips']} clips | {row['heard_in']} | {word_from} "
                f"| {row['phone_error_rate']:.1%} ({low:.1%} to {high:.1%}) "
                f"| {row['made_up_words_said']:.0%} of {row['made_up_words']:.0f} "
                f"| {row['right_words_said']:.0%} of {row['right_words']:.0f} |"
            )
    return "\n".join(lines)
