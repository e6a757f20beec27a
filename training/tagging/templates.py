"""Templates: what the taggers learn from: how names and places are said to a device, and how all else is said.

The sentences of each language are written by hand for Earnest, in `templates/`.

`{name}` and `{place}` are personal. `{artist}`, `{city}` and `{work}` are of public requests and stay. `{thing}` is any
common word, `{time}` a time, `{number}` a row of digits, `{relation}` a word like `brother`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from earnest.foundation.word_files import WordFile, read_word_files

LANGUAGES: Final = ("en", "de", "nl")
_SYLLABLES: Final = ("syllable_beginnings", "syllable_middles", "syllable_ends")
_WEIGHTED: Final = ("sentences", "openings", "closings", *_SYLLABLES)
_SECTIONS: Final = (*_WEIGHTED, "times", "place_endings", "word_endings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """What the tagger of one language learns from."""

    sentences: tuple[str, ...]
    openings: tuple[str, ...]
    """What may stand before any sentence."""
    closings: tuple[str, ...]
    """What may stand after any sentence."""
    times: tuple[str, ...]
    syllables: tuple[tuple[str, ...], ...]
    """Beginnings, middles and ends of invented names."""
    place_endings: tuple[str, ...]
    word_endings: tuple[str, ...]
    """Ends of invented common words."""


@cache
def templates_of(language: str) -> Templates:
    """Return the templates of a language, one of `LANGUAGES`.

    Raises:
        WordFileMalformed: they cannot be read; the message says which file and line.
    """
    return _read(_files()[language])


@cache
def _files() -> Mapping[str, WordFile]:
    return read_word_files("training.tagging", "templates", dict.fromkeys(LANGUAGES, _SECTIONS), weighted=_WEIGHTED)


def _read(file: WordFile) -> Templates:
    return Templates(
        sentences=file.entries("sentences"),
        openings=file.endings("openings"),
        closings=file.endings("closings"),
        times=file.entries("times"),
        syllables=tuple(tuple(" ".join(file.entries(section)).split()) for section in _SYLLABLES),
        place_endings=file.entries("place_endings"),
        word_endings=file.endings("word_endings"),
    )
