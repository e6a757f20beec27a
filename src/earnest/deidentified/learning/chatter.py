"""Chatter: everyday talk, prose, and questions that no home assistant is meant for, which teach what asks for nothing.

None of it is about money, travel, cars or work: sentences about these measure how unknown subjects are refused.
"""

from functools import cache
from typing import Final

from earnest.foundation.word_files import read_word_files

_LANGUAGES: Final = ("en", "de", "nl")
_SECTIONS: Final = ("remarks", "sentences")


@cache
def chatter() -> tuple[str, ...]:
    """Return the sentences in every language, in an order that never changes, so that learning can be repeated."""
    files = read_word_files("earnest.deidentified.learning", "sentences", dict.fromkeys(_LANGUAGES, _SECTIONS))
    return tuple(text for section in _SECTIONS for language in _LANGUAGES for text in files[language].entries(section))
