"""Items: utterances of which it is known what is personal, and how they may have been recognised."""

from collections.abc import Sequence
from dataclasses import dataclass

from earnest.speech.privacy.concealment.utterance import normalised


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something personal in an item."""

    kind: str
    first: int
    """Index of its first word as said."""
    last: int
    """Index of its last word as said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What was said."""

    corpus: str
    language: str
    words: tuple[str, ...]
    targets: tuple[Target, ...]
    undecided: frozenset[int] = frozenset()
    """Indices of words that count neither as personal nor as ordinary."""
    intent: str | None = None
    slots: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a recogniser made of it."""

    item: Item
    words: tuple[str, ...]
    origins: tuple[int | None, ...]
    """Index of the word as said that each recognised word stands for; None for a word that was not said."""


def make_item(corpus: str, language: str, parts: Sequence[tuple[str, str | None]]) -> Item:
    """Return an item of pieces of text, each with its kind or None."""
    words: list[str] = []
    targets: list[Target] = []
    for text, kind in parts:
        spoken = [normalised(word) for word in text.split()]
        if kind is not None:
            targets.append(Target(kind=kind, first=len(words), last=len(words) + len(spoken) - 1))
        words += spoken
    return Item(corpus=corpus, language=language, words=tuple(words), targets=tuple(targets))


def as_said(item: Item) -> Heard:
    """Return what a recogniser without errors hears."""
    return Heard(item=item, words=item.words, origins=tuple(range(len(item.words))))


def aligned(item: Item, hypothesis: Sequence[str]) -> Heard:
    """Return real recogniser output with each word traced to what was said, by least edits."""
    said = item.words
    rows, columns = len(said) + 1, len(hypothesis) + 1
    cost = [list(range(columns))] + [[row] + [0] * (columns - 1) for row in range(1, rows)]
    for row in range(1, rows):
        for column in range(1, columns):
            differs = said[row - 1] != hypothesis[column - 1]
            cost[row][column] = min(
                cost[row - 1][column - 1] + differs, cost[row - 1][column] + 1, cost[row][column - 1] + 1
            )
    origins: list[int | None] = []
    row, column = rows - 1, columns - 1
    while column > 0:
        differs = row == 0 or said[row - 1] != hypothesis[column - 1]
        if row > 0 and cost[row][column] == cost[row - 1][column - 1] + differs:
            origins.append(row - 1)
            row, column = row - 1, column - 1
        elif cost[row][column] == cost[row][column - 1] + 1:
            origins.append(None)
            column -= 1
        else:
            row -= 1
    return Heard(item=item, words=tuple(hypothesis), origins=tuple(reversed(origins)))
