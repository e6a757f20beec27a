"""Languages: the vocabularies there are, each read from the text files of its folder."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Final, TypeVar, cast

from earnest.foundation.word_files import Phrase, WordFile, read_word_file, read_word_files
from earnest.speech.language.numbers.compounds import compound_pattern
from earnest.speech.language.numbers.vocabulary import NumberPart, number_language
from earnest.speech.privacy.concealment.errors import LanguageNotCovered
from earnest.speech.privacy.vocabulary.vocabulary import (
    ContextWords,
    LeadWords,
    NameWords,
    NumberWords,
    PlaceWords,
    SharedWords,
    SpellingWords,
    TitleWords,
    Vocabulary,
)
from earnest.speech.privacy.vocabulary.word_forms import WordForms

LANGUAGES: Final = ("en", "de", "nl")
"""ISO 639-1; each has a folder of word files beside this module."""
SORTS: Final = ("day", "state", "letters", "country", "people", "room")
"""Sections of `sorts.txt`."""
_READERS: Final[Mapping[object, Callable[[WordFile, str], object]]] = {
    frozenset[str]: WordFile.words,
    tuple[Phrase, ...]: WordFile.phrases,
    tuple[str, ...]: WordFile.endings,
    tuple[tuple[str, str], ...]: WordFile.pairs,
    str: WordFile.single,
}
"""How a section is read, by the type of the field that has its name."""
_MADE: Final[Mapping[type, Collection[str]]] = {
    NumberWords: (
        *("digits", "zeros", "teens", "tens", "hundreds", "thousands", "compound", "compound_thousand"),
        *("compound_hundred", "repeats", "links", "points"),
    ),
    ContextWords: ("ordinals", "public"),
    NameWords: (
        *("common", "forms", "first_names", "surnames", "later_names", "cities"),
        *("street_ending", "number_first"),
    ),
}
"""Fields that are no section of the file that the others are sections of."""
_PACKAGE: Final = "earnest.speech.privacy.vocabulary"
_BEFORE_STREET: Final = "before"
_AFTER_STREET: Final = "after"

Words = TypeVar("Words")


def _sections(kind: type) -> Iterator[str]:
    """Give the fields of a record that are sections of its file."""
    return (field.name for field in fields(kind) if field.name not in _MADE.get(kind, ()))


_FILES: Final[Mapping[str, Collection[str]]] = {
    "common_words": ("common",),
    "contexts": (*_sections(ContextWords), "ordinals", "ordinal_endings"),
    "first_names": ("first_names",),
    "forms": tuple(_sections(WordForms)),
    "leads": tuple(_sections(LeadWords)),
    "names": (*_sections(NameWords), "street_endings", "house_number"),
    "numbers": (
        *(*_sections(NumberWords), "further_noughts", "further_digits", "further_points", "thousand_marks"),
        "repeats",
    ),
    "places": tuple(_sections(PlaceWords)),
    "public_words": ("public",),
    "shared": tuple(_sections(SharedWords)),
    "sorts": SORTS,
    "spelling": tuple(_sections(SpellingWords)),
    "surnames": ("surnames", "later_names"),
    "titles": tuple(_sections(TitleWords)),
    "towns": ("towns",),
}
"""Sections of each file of a language."""


def find_vocabulary(language: str) -> Vocabulary:
    """Return the vocabulary of a language.

    Args:
        language: ISO 639-1, region ignored: `en`, `de-AT`, `nl_BE`.

    Raises:
        LanguageNotCovered: there is none.
    """
    known = language.replace("_", "-").split("-")[0].lower()
    if known not in LANGUAGES:
        raise LanguageNotCovered
    return _load(known)


@cache
def word_files_of(language: str) -> Mapping[str, WordFile]:
    """Return the word files of a language by their names without `.txt`.

    Args:
        language: one of `LANGUAGES`.

    Raises:
        WordFileMalformed: they cannot be read; the message says which file and line.
    """
    return read_word_files(_PACKAGE, language, _FILES)


@cache
def common_words(language: str) -> frozenset[str]:
    """Return the commonest words of a language, ISO 639-1; none of one that has no lists."""
    return word_files_of(language)["common_words"].words("common") if language in LANGUAGES else frozenset()


@cache
def _load(language: str) -> Vocabulary:
    files = word_files_of(language)
    return Vocabulary(
        language=language,
        numbers=_numbers(language, files["numbers"]),
        contexts=_contexts(files["contexts"], files["public_words"]),
        names=_names(files),
        spelling=_read(SpellingWords, files["spelling"]),
        leads=_read(LeadWords, files["leads"]),
        titles=_read(TitleWords, files["titles"]),
        places=_read(PlaceWords, files["places"]),
        shared=_shared(),
    )


@cache
def _shared() -> SharedWords:
    """Return the words that count in every language: those of all of them."""
    folder, sections = files(_PACKAGE), _FILES["shared"]
    each = [read_word_file(folder.joinpath(language, "shared.txt"), language, sections) for language in LANGUAGES]
    return SharedWords(
        **{section: frozenset(word for file in each for word in file.words(section)) for section in sections}
    )


def _read(kind: type[Words], file: WordFile, **made: object) -> Words:
    """Return a record whose fields are the sections of a file, but for those that were made already."""
    own = {
        field.name: _READERS[field.type](file, field.name)
        for field in fields(cast("type", kind))
        if field.name not in made
    }
    return cast("Callable[..., Words]", kind)(**own, **made)


def _numbers(language: str, file: WordFile) -> NumberWords:
    """Return the number words of the language with what people say besides when they give digits one by one."""
    speech = number_language(language)
    zeros = frozenset(speech.words(NumberPart.NOUGHT)) | file.words("further_noughts")
    units = frozenset(speech.words(NumberPart.UNIT)) - file.words("misheard")
    hundreds = frozenset(speech.words(NumberPart.HUNDRED))
    return _read(
        NumberWords,
        file,
        digits=zeros | units | file.words("further_digits"),
        zeros=zeros,
        teens=frozenset(speech.words(NumberPart.TEEN)),
        tens=frozenset(speech.words(NumberPart.TENS)),
        hundreds=hundreds,
        thousands=frozenset(speech.words(NumberPart.THOUSAND)) | speech.larger,
        compound=compound_pattern(speech),
        compound_thousand=_any_of(file.entries("thousand_marks")),
        compound_hundred=_any_of(sorted(hundreds)) if speech.unit_first else None,
        repeats=dict(file.numbered("repeats")),
        links=frozenset(speech.links),
        points=speech.points | file.words("further_points"),
    )


def _any_of(texts: Collection[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(re.escape, texts))) if texts else None


def _contexts(file: WordFile, public: WordFile) -> ContextWords:
    endings = file.endings("ordinal_endings")
    ordinals = frozenset(stem + ending for stem in file.words("ordinals") for ending in endings)
    return _read(ContextWords, file, ordinals=ordinals, public=public.words("public"))


def _names(files: Mapping[str, WordFile]) -> NameWords:
    file = files["names"]
    endings = file.entries("street_endings")
    return _read(
        NameWords,
        file,
        common=files["common_words"].words("common"),
        forms=_read(WordForms, files["forms"]),
        first_names=files["first_names"].words("first_names"),
        surnames=files["surnames"].words("surnames"),
        later_names=files["surnames"].words("later_names"),
        cities=files["towns"].words("towns"),
        street_ending=re.compile(rf"\w{{2,}}(?:{'|'.join(map(re.escape, endings))})") if endings else None,
        number_first=file.one_of("house_number", (_BEFORE_STREET, _AFTER_STREET)) == _BEFORE_STREET,
    )
