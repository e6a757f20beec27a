"""Rounds: the table of how often a listener would be asked, round after round."""

from collections.abc import Mapping, Sequence
from typing import Final, cast

Row = Mapping[str, object]

_NEEDS: Final = {"not_understood": "not understood", "low_confidence": "not sure"}


def as_table(results: Mapping[str, object]) -> str:
    """Return the table of a `rounds.json`."""
    arriving = [_row(row, f"{row['round']}, its own people") for row in _rows(results, "arriving")]
    held_out = [_row(row, f"after {row['round']}, people of no round") for row in _rows(results, "held_out")]
    made = f"{results['divisions']} divisions of people, seed {results['seed']}, {results['engine']}."
    return "\n".join(
        [
            "| round | requests (people) | asked about, nothing learned | asked about | difference | why |",
            "|---|---|---|---|---|---|",
            *arriving,
            *held_out,
            "",
            f"{made} Simulated: {results['simulated']}.",
        ]
    )


def _rows(results: Mapping[str, object], name: str) -> Sequence[Row]:
    return cast("Sequence[Row]", results[name])


def _row(row: Row, name: str) -> str:
    low, high = cast("Sequence[float]", row["interval"])
    needs = cast("Mapping[str, int]", row["needs"])
    why = ", ".join(f"{_NEEDS[name]} {count}" for name, count in sorted(needs.items()))
    return (
        f"| {name} | {row['n']} ({row['people']}) | {cast('float', row['nothing_learned']):.1%} | "
        f"**{cast('float', row['learned']):.1%}** | [{low:.1%}, {high:.1%}] | {why or '–'} |"
    )
