"""Templates: what the taggers learn from: how names and places are said to a device, and how all else is said.

The sentences of each language are written by hand for Earnest (`english_templates.py` and so on).

`{name}` and `{place}` are personal. `{artist}`, `{city}` and `{work}` are of public requests and stay. `{thing}` is any
common word, `{time}` a time, `{number}` a row of digits, `{relation}` a word like `brother`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """What the tagger of one language learns from."""

    sentences: tuple[str, ...]
    openings: tuple[str, ...]
    """What may stand before any sentence."""
    closings: tuple[str, ...]
    """What may stand after any sentence."""
    times: tuple[str, ...]
    syllables: str
    """Beginnings, middles and ends of invented names, three lines."""
    place_endings: tuple[str, ...]
    word_endings: tuple[str, ...]
    """Ends of invented common words."""


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text as a tuple."""
    return tuple(line.strip() for line in text.strip().splitlines())
