"""Vocabulary: what the rules know of a language.

Each language has its words in a folder (`README.md`). What a list holds is said above its section there, where who
edits the words sees it; here stands only what is made of several sections or read from elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from re import Pattern

from earnest.foundation.word_files import Phrase
from earnest.speech.privacy.vocabulary.word_forms import WordForms


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """How numbers are spoken."""

    digits: frozenset[str]
    """Words for 0 to 9."""
    zeros: frozenset[str]
    """Words for 0 among them."""
    teens: frozenset[str]
    """Words for 10 to 19."""
    tens: frozenset[str]
    """Words for 20, 30 … 90."""
    hundreds: frozenset[str]
    thousands: frozenset[str]
    compound: Pattern[str] | None
    """What a number written as one word looks like (`zweiundzwanzig`); None where there are none."""
    compound_thousand: Pattern[str] | None
    """What such a word contains when it stands for a thousand or more."""
    compound_hundred: Pattern[str] | None
    repeats: Mapping[str, int]
    """Words that say that the next digit comes several times (`double`), and how often."""
    misheard: frozenset[str]
    links: frozenset[str]
    """Words inside a large number (`one hundred and five`)."""
    separators: frozenset[str]
    points: frozenset[str]
    """Words for a decimal point."""
    clock: frozenset[str]
    times: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextWords:
    """Words that tell what a number or a name is."""

    telephone: frozenset[str]
    account: frozenset[str]
    secret: frozenset[str]
    post_code: frozenset[str]
    number: frozenset[str]
    birth: frozenset[str]
    months: frozenset[str]
    nineteen: frozenset[str]
    nineteen_compound: tuple[str, ...]
    ordinals: frozenset[str]
    secret_follows: tuple[Phrase, ...]
    email_at: frozenset[str]
    email_dot: frozenset[str]
    email_ends: frozenset[str]
    email_providers: frozenset[str]
    email_begins: frozenset[str]
    public: frozenset[str]
    """Words of requests in which names are of artists, works, teams and public places; those stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadWords:
    """Words that lead to something personal, so that it is hidden however badly it was recognised."""

    number: tuple[Phrase, ...]
    email: tuple[Phrase, ...]
    spelling: tuple[Phrase, ...]
    plate: tuple[Phrase, ...]
    house: tuple[Phrase, ...]
    fillers: frozenset[str]
    denials: frozenset[str]
    closers: frozenset[str]
    alike: frozenset[str]
    letter_names: frozenset[str]
    at_alike: frozenset[str]
    dot_alike: frozenset[str]
    end_alike: frozenset[str]
    web_start: frozenset[str]
    joiners: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """Words around and in names of people and places."""

    strong: tuple[Phrase, ...]
    relations: frozenset[str]
    particles: frozenset[str]
    common: frozenset[str]
    """Words that are no names."""
    forms: WordForms
    """How common words are inflected and put together."""
    first_names: frozenset[str]
    """Some first names that are seldom other words."""
    surnames: frozenset[str]
    later_names: frozenset[str]
    """Surnames that may be common words as well; they count only after another name."""
    cities: frozenset[str]
    """Some towns that are seldom other words."""
    place_begins: frozenset[str]
    place_ends: frozenset[str]
    place_prepositions: frozenset[str]
    titles: frozenset[str]
    home: tuple[Phrase, ...]
    address: tuple[Phrase, ...]
    street_begins: tuple[Phrase, ...]
    street_titles: frozenset[str]
    street_words: frozenset[str]
    street_ending: Pattern[str] | None
    """How words end that are street names (`hauptstraße`); None where there are none."""
    number_first: bool
    """Whether the house number comes before the street."""

    def base_form(self, word: str) -> str | None:
        """Return the common word that a word is a form of or, of a compound, its last part; None where none is."""
        if word in self.common:
            return word
        if word in self.first_names or word in self.surnames or word in self.cities:
            return None
        stem = next((stem for stem in self.forms.stems(word) if stem in self.common), None)
        if stem is not None:
            return stem
        parts = self.forms.compound_ends(word)
        return next((last for first, last in parts if first in self.common and last in self.common), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingWords:
    """How letters are spelled out."""

    alphabet: frozenset[str]
    as_in: tuple[Phrase, ...]
    abbreviations: frozenset[str]
    article_letters: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleWords:
    """How a language addresses people."""

    titles: frozenset[str]
    occupations: frozenset[str]
    determiners: frozenset[str]
    verbal: frozenset[str]
    never: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Words in names of towns."""

    town_begins: frozenset[str]
    town_joins: tuple[Phrase, ...]
    town_regions: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWords:
    """Words of all languages together: the rules look for each of them in every language, because people mix them."""

    secret_joins: frozenset[str]
    date_joins: frozenset[str]
    before_address: frozenset[str]
    street_prefixes: frozenset[str]
    street_names: frozenset[str]
    counted_nouns: frozenset[str]
    never_street: frozenset[str]
    counting: frozenset[str]
    roads: frozenset[str]
    road_prepositions: frozenset[str]
    place_nouns: frozenset[str]
    owned_places: frozenset[str]
    place_of: frozenset[str]
    companions: frozenset[str]
    owner_leads: frozenset[str]
    digit_articles: frozenset[str]
    plus: frozenset[str]
    amounts: frozenset[str]
    forms_of_address: frozenset[str]
    verb_titles: frozenset[str]
    account_parts: frozenset[str]
    sentence_words: frozenset[str]
    name_leads: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """What the rules know of one language; each is read once, so it is equal to itself alone and cheap to look up."""

    language: str
    """ISO 639-1."""
    numbers: NumberWords
    contexts: ContextWords
    names: NameWords
    spelling: SpellingWords
    leads: LeadWords
    titles: TitleWords
    places: PlaceWords
    shared: SharedWords
