"""Languages: the vocabularies there are, each read from the text files of its folder."""

import re
from collections.abc import Collection, Mapping
from dataclasses import fields
from functools import cache
from typing import Final

from earnest.speech.language.numbers.compounds import compound_pattern
from earnest.speech.language.numbers.vocabulary import NumberPart, number_language
from earnest.speech.language.word_files import WordFile, read_word_files
from earnest.speech.privacy.concealment.errors import LanguageNotCovered
from earnest.speech.privacy.vocabulary.vocabulary import (
    ContextWords,
    LeadWords,
    NameWords,
    NumberWords,
    PlaceWords,
    RoadWords,
    SpellingWords,
    TitleWords,
    Vocabulary,
)
from earnest.speech.privacy.vocabulary.word_forms import WordForms

LANGUAGES: Final = ("en", "de", "nl")
"""ISO 639-1; each has a folder of word files beside this module."""
SORTS: Final = ("day", "state", "letters", "country", "people", "room")
"""Sections of `sorts.txt`."""
_FILES: Final[Mapping[str, Collection[str]]] = {
    "common_words": ("common",),
    "contexts": (*(field.name for field in fields(ContextWords) if field.name != "public"), "ordinal_endings"),
    "first_names": ("first_names",),
    "forms": tuple(field.name for field in fields(WordForms)),
    "leads": tuple(field.name for field in fields(LeadWords)),
    "names": (
        *("strong", "relations", "particles", "titles", "home", "address"),
        *("place_begins", "place_ends", "place_prepositions"),
        *("street_begins", "street_titles", "street_words", "street_endings", "house_number"),
    ),
    "numbers": (
        *("further_noughts", "further_digits", "further_points", "thousand_marks"),
        *("repeats", "misheard", "separators", "clock", "times"),
    ),
    "places": tuple(field.name for field in fields(PlaceWords)),
    "public_words": ("public",),
    "roads": tuple(field.name for field in fields(RoadWords)),
    "sorts": SORTS,
    "spelling": tuple(field.name for field in fields(SpellingWords)),
    "surnames": ("surnames", "later_names"),
    "titles": tuple(field.name for field in fields(TitleWords)),
    "towns": ("towns",),
}
"""Sections of each file of a language."""
_BEFORE_STREET: Final = "before"
_AFTER_STREET: Final = "after"


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
    return read_word_files("earnest.speech.privacy.vocabulary", language, _FILES)


@cache
def _load(language: str) -> Vocabulary:
    files = word_files_of(language)
    return Vocabulary(
        language=language,
        numbers=_numbers(language, files["numbers"]),
        contexts=_contexts(files["contexts"], files["public_words"]),
        names=_names(files),
        spelling=_spelling(files["spelling"]),
        leads=_leads(files["leads"]),
        roads=_roads(files["roads"]),
        titles=_titles(files["titles"]),
        places=_places(files["places"]),
    )


def _numbers(language: str, file: WordFile) -> NumberWords:
    """Return the number words of the language with what people say besides when they give digits one by one."""
    speech = number_language(language)
    zeros = frozenset(speech.words(NumberPart.NOUGHT)) | file.words("further_noughts")
    misheard = file.words("misheard")
    marks, hundreds = file.entries("thousand_marks"), frozenset(speech.words(NumberPart.HUNDRED))
    return NumberWords(
        digits=zeros | (frozenset(speech.words(NumberPart.UNIT)) - misheard) | file.words("further_digits"),
        zeros=zeros,
        teens=frozenset(speech.words(NumberPart.TEEN)),
        tens=frozenset(speech.words(NumberPart.TENS)),
        hundreds=hundreds,
        thousands=frozenset(speech.words(NumberPart.THOUSAND)) | speech.larger,
        compound=compound_pattern(speech),
        compound_thousand=_any_of(marks),
        compound_hundred=_any_of(sorted(hundreds)) if speech.unit_first else None,
        repeats=file.numbered("repeats"),
        misheard=misheard,
        links=frozenset(speech.links),
        separators=file.words("separators"),
        points=speech.points | file.words("further_points"),
        clock=file.words("clock"),
        times=file.words("times"),
    )


def _any_of(texts: Collection[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(re.escape, texts))) if texts else None


def _contexts(file: WordFile, public: WordFile) -> ContextWords:
    endings = file.endings("ordinal_endings")
    return ContextWords(
        telephone=file.words("telephone"),
        account=file.words("account"),
        secret=file.words("secret"),
        post_code=file.words("post_code"),
        number=file.words("number"),
        birth=file.words("birth"),
        months=file.words("months"),
        nineteen=file.words("nineteen"),
        nineteen_compound=file.entries("nineteen_compound"),
        ordinals=frozenset(stem + ending for stem in file.words("ordinals") for ending in endings),
        secret_follows=file.phrases("secret_follows"),
        email_at=file.words("email_at"),
        email_dot=file.words("email_dot"),
        email_ends=file.words("email_ends"),
        email_providers=file.words("email_providers"),
        email_begins=file.words("email_begins"),
        public=public.words("public"),
    )


def _names(files: Mapping[str, WordFile]) -> NameWords:
    file = files["names"]
    endings = file.entries("street_endings")
    return NameWords(
        strong=file.phrases("strong"),
        relations=file.words("relations"),
        particles=file.words("particles"),
        common=files["common_words"].words("common"),
        forms=_forms(files["forms"]),
        first_names=files["first_names"].words("first_names"),
        surnames=files["surnames"].words("surnames"),
        later_names=files["surnames"].words("later_names"),
        cities=files["towns"].words("towns"),
        place_begins=file.words("place_begins"),
        place_ends=file.words("place_ends"),
        place_prepositions=file.words("place_prepositions"),
        titles=file.words("titles"),
        home=file.phrases("home"),
        address=file.phrases("address"),
        street_begins=file.phrases("street_begins"),
        street_titles=file.words("street_titles"),
        street_words=file.words("street_words"),
        street_ending=re.compile(rf"\w{{2,}}(?:{'|'.join(map(re.escape, endings))})") if endings else None,
        number_first=file.one_of("house_number", (_BEFORE_STREET, _AFTER_STREET)) == _BEFORE_STREET,
    )


def _forms(file: WordFile) -> WordForms:
    return WordForms(
        endings=file.endings("endings"),
        infinitive=file.single("infinitive"),
        participle=file.single("participle"),
        participle_endings=file.endings("participle_endings"),
        hardened=file.pairs("hardened"),
        links=file.endings("links"),
        name_ends=file.words("name_ends"),
    )


def _spelling(file: WordFile) -> SpellingWords:
    return SpellingWords(
        alphabet=file.words("alphabet"),
        as_in=file.phrases("as_in"),
        abbreviations=file.words("abbreviations"),
        article_letters=file.words("article_letters"),
    )


def _leads(file: WordFile) -> LeadWords:
    return LeadWords(
        number=file.phrases("number"),
        email=file.phrases("email"),
        spelling=file.phrases("spelling"),
        plate=file.phrases("plate"),
        house=file.phrases("house"),
        fillers=file.words("fillers"),
        denials=file.words("denials"),
        closers=file.words("closers"),
        alike=file.words("alike"),
        letter_names=file.words("letter_names"),
        at_alike=file.words("at_alike"),
        dot_alike=file.words("dot_alike"),
        end_alike=file.words("end_alike"),
        web_start=file.words("web_start"),
        joiners=file.words("joiners"),
    )


def _roads(file: WordFile) -> RoadWords:
    return RoadWords(
        sorts=file.words("sorts"),
        letters=file.words("letters"),
        leading=file.words("leading"),
        articles=file.words("articles"),
        traffic=file.words("traffic"),
    )


def _titles(file: WordFile) -> TitleWords:
    return TitleWords(
        titles=file.words("titles"),
        occupations=file.words("occupations"),
        determiners=file.words("determiners"),
        verbal=file.words("verbal"),
        never=file.words("never"),
    )


def _places(file: WordFile) -> PlaceWords:
    return PlaceWords(
        town_begins=file.words("town_begins"),
        town_joins=file.phrases("town_joins"),
        town_regions=file.words("town_regions"),
    )
