"""Word sorts: what common words are about where that tells a place from anything else.

`in march`, `in spanish` and `in the garden` are said like `in leeds`; and a word before a state or a country is mostly
a town. The tagger sees the sort of a word beside the word itself, so that it learns once what holds for all of a sort.
"""

from collections.abc import Mapping
from functools import cache

from earnest.speech.privacy.vocabulary.languages import LANGUAGES, SORTS, word_files_of


@cache
def sorts_of(language: str) -> Mapping[str, tuple[str, ...]]:
    """Return the sorts of the words of a language that have any; empty where the language has no lists."""
    found: dict[str, tuple[str, ...]] = {}
    if language in LANGUAGES:
        file = word_files_of(language)["sorts"]
        for sort in SORTS:
            for word in file.words(sort):
                found[word] = (*found.get(word, ()), sort)
    return found
