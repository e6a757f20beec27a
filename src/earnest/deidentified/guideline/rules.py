"""Rules of the guideline, decided without input or output: its form as Markdown, and what one version changed."""

import unicodedata
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final

from earnest.deidentified.guideline.errors import GuidelineTextUnfit
from earnest.deidentified.guideline.records import Change, ChangedLine, ChangedSpan, GuidelineSection

LONGEST_TEXT: Final = 20_000
"""Characters in one language: ten pages, more than can be kept in mind. Chosen, not measured."""
_MOST_COMPARED: Final = 250_000
"""Pairs of words, or of lines, that are compared one by one: a longest common run of equal words takes the square of
their number. What is longer, and differs at both ends, counts as rewritten as a whole. Chosen as a bound on time."""
_TITLE: Final = "## "


def parse_sections(text: str) -> tuple[GuidelineSection, ...]:
    """Return the sections of a guideline in Markdown: each begins with `## ` and its title.

    Raises:
        GuidelineTextUnfit: text stands before the first title, a section has no title or no text, or characters that
            cannot be seen are in it.
    """
    kept = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    if len(kept) > LONGEST_TEXT or any(
        character != "\n" and unicodedata.category(character) in {"Cc", "Cs", "Cf"} for character in kept
    ):
        raise GuidelineTextUnfit
    before, *parts = f"\n{kept}".split(f"\n{_TITLE}")
    if before.strip() or not parts:
        raise GuidelineTextUnfit
    return tuple(_section(part) for part in parts)


def write_sections(sections: Sequence[GuidelineSection]) -> str:
    """Return sections as Markdown; `parse_sections` gives them back."""
    return "\n\n".join(f"{_TITLE}{section.title}\n\n{section.text}" for section in sections) + "\n"


def find_changes(before: Sequence[GuidelineSection], after: Sequence[GuidelineSection]) -> tuple[ChangedLine, ...]:
    """Return the lines that differ, in the order of the newer text, word by word where a line was rewritten."""
    old, new = list(_lines(before)), list(_lines(after))
    found: list[ChangedLine] = []
    for kind, old_first, old_end, new_first, new_end in _opcodes(old, new):
        if kind == "equal":
            continue
        for one, other in zip_longest(old[old_first:old_end], new[new_first:new_end]):
            section = (other or one)[0]
            words = ((one or ("", ""))[1].split(), (other or ("", ""))[1].split())
            found.append(ChangedLine(section=section, spans=tuple(_spans(*words))))
    return tuple(found)


def _section(part: str) -> GuidelineSection:
    title, _, text = part.partition("\n")
    if not title.strip() or not text.strip():
        raise GuidelineTextUnfit
    return GuidelineSection(title=title.strip(), text="\n".join(line.rstrip() for line in text.strip().split("\n")))


def _lines(sections: Sequence[GuidelineSection]) -> Iterator[tuple[str, str]]:
    """Yield each line that is not empty with the title of its section; the title itself first."""
    for section in sections:
        yield section.title, section.title
        for line in section.text.split("\n"):
            if line.strip():
                yield section.title, line


def _opcodes(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield the steps from one sequence to the other, as `SequenceMatcher.get_opcodes`, in bounded time."""
    shortest = min(len(before), len(after))
    first = next((place for place in range(shortest) if before[place] != after[place]), shortest)
    same = next((n for n in range(shortest - first) if before[-1 - n] != after[-1 - n]), shortest - first)
    old_end, new_end = len(before) - same, len(after) - same
    if first:
        yield ("equal", 0, first, 0, first)
    old, new = before[first:old_end], after[first:new_end]
    if len(old) * len(new) <= _MOST_COMPARED:
        for kind, one, two, three, four in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
            yield (kind, first + one, first + two, first + three, first + four)
    else:
        yield ("replace", first, old_end, first, new_end)
    if same:
        yield ("equal", old_end, len(before), new_end, len(after))


def _spans(before: Sequence[str], after: Sequence[str]) -> Iterator[ChangedSpan]:
    for kind, old_first, old_end, new_first, new_end in _opcodes(before, after):
        if kind == "equal":
            yield ChangedSpan(change=Change.KEPT, text=" ".join(after[new_first:new_end]))
            continue
        if old_first < old_end:
            yield ChangedSpan(change=Change.REMOVED, text=" ".join(before[old_first:old_end]))
        if new_first < new_end:
            yield ChangedSpan(change=Change.ADDED, text=" ".join(after[new_first:new_end]))
