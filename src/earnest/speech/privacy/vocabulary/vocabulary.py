"""Vocabulary: what the rules know of a language. Each language has its words in a folder; see `README.md` there."""

from collections.abc import Mapping
from dataclasses import dataclass
from re import Pattern

from earnest.speech.language.word_files import Phrase
from earnest.speech.privacy.vocabulary.word_forms import WordForms


def listed(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


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
    """Common words that recognisers write for digits; they count only between single digits (`five to six six`)."""
    links: frozenset[str]
    """Words inside a large number (`one hundred and five`)."""
    separators: frozenset[str]
    """Words between groups of digits that do not end the run (`dash`, `uh`)."""
    points: frozenset[str]
    """Words for a decimal point."""
    clock: frozenset[str]
    """Words after a time of day."""
    times: frozenset[str]
    """Words before a time of day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextWords:
    """Words that tell what a number or a name is."""

    telephone: frozenset[str]
    account: frozenset[str]
    secret: frozenset[str]
    post_code: frozenset[str]
    number: frozenset[str]
    """Words that say only that a number follows; weaker than the others."""
    birth: frozenset[str]
    months: frozenset[str]
    nineteen: frozenset[str]
    """Words with which a year of the last century begins."""
    nineteen_compound: tuple[str, ...]
    """How words for such years begin where they are one word (`neunzehnhundert`)."""
    ordinals: frozenset[str]
    secret_follows: tuple[Phrase, ...]
    """Phrases after which everything is secret (`password is`)."""
    email_at: frozenset[str]
    email_dot: frozenset[str]
    email_ends: frozenset[str]
    """Words at the end of an address on the internet (`com`)."""
    email_providers: frozenset[str]
    email_begins: frozenset[str]
    """Words before an e-mail address that do not belong to it."""
    public: frozenset[str]
    """Words of requests in which names are of artists, works, teams and public places; those stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadWords:
    """Words that lead to something personal, so that it is hidden however badly it was recognised."""

    number: tuple[Phrase, ...]
    """Phrases after which a number stands (`my number is`)."""
    email: tuple[Phrase, ...]
    """Phrases after which an e-mail or web address stands."""
    spelling: tuple[Phrase, ...]
    """Phrases after which something is spelled (`spelled`)."""
    plate: tuple[Phrase, ...]
    """Phrases after which the registration of a car stands."""
    house: tuple[Phrase, ...]
    """Phrases after which the number of a house or flat stands."""
    fillers: frozenset[str]
    """Words that may stand between such a phrase and what it leads to."""
    denials: frozenset[str]
    """Words after such a phrase that show that nothing follows (`my number is busy`)."""
    closers: frozenset[str]
    """Words with which people end a request; they belong to no number."""
    alike: frozenset[str]
    """Words that sound like digits; they count only beside a run that is personal, or after a lead."""
    letter_names: frozenset[str]
    """Words that sound like the names of letters (`bee`); they count only beside spelled letters."""
    at_alike: frozenset[str]
    """`at` and words that sound like it; they count only before a domain."""
    dot_alike: frozenset[str]
    end_alike: frozenset[str]
    """Ends of domains and words that sound like them; they count only after a mail provider."""
    web_start: frozenset[str]
    joiners: frozenset[str]
    """Words inside addresses of the internet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """Words around and in names of people and places."""

    strong: tuple[Phrase, ...]
    """Phrases after which a name stands, unless a common word does (`my name is`, `call`)."""
    relations: frozenset[str]
    """Words that may stand between such a phrase and the name (`my`, `uncle`)."""
    particles: frozenset[str]
    """Words inside names (`van`, `von`, `de`)."""
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
    """Words with which names of places begin (`new`, `bad`, `den`)."""
    place_ends: frozenset[str]
    """Words with which names of places end that are else made of common words (`springs`)."""
    place_prepositions: frozenset[str]
    """Words before a place where somebody is or goes."""
    titles: frozenset[str]
    """Titles that are hidden with the name (`mr`)."""
    home: tuple[Phrase, ...]
    """Phrases after which the place where somebody lives or is stands (`i live in`)."""
    address: tuple[Phrase, ...]
    """Phrases after which a street with its number stands (`my address is`)."""
    street_begins: tuple[Phrase, ...]
    """Phrases with which streets begin that have no word for a street in them (`am`)."""
    street_titles: frozenset[str]
    """Words before a street's name that belong to it (`saint`, `van der`)."""
    street_words: frozenset[str]
    """Words for a street that stand alone (`street`)."""
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
    """Words of spelling alphabets (`bravo`, `cäsar`)."""
    as_in: tuple[Phrase, ...]
    """What stands between a letter and its example (`as in`)."""
    abbreviations: frozenset[str]
    """Well-known abbreviations, written together; spelled, they stay."""
    article_letters: frozenset[str]
    """Letters that are also words; a run cannot begin or consist of these alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadWords:
    """How a language speaks of roads with numbers."""

    sorts: frozenset[str]
    """Words after which a road's number stands (`route`)."""
    letters: frozenset[str]
    """Letters after which it stands; they count only after a word that leads to a road."""
    leading: frozenset[str]
    """Words before a road (`on`)."""
    articles: frozenset[str]
    traffic: frozenset[str]
    """Words of requests about traffic, in which a number after a leading word is a road."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleWords:
    """How a language addresses people."""

    titles: frozenset[str]
    """Words that are titles wherever a name may follow (`mr`); hidden with the name."""
    occupations: frozenset[str]
    """Titles that are also common nouns (`doctor`), and relations (`aunt`): none after a determiner (`the
    doctor`)."""
    determiners: frozenset[str]
    """Words before a noun that show that it is no title (`the`, `my`)."""
    verbal: frozenset[str]
    """Words before a title that is also a verb (`miss`), which show the verb: `i miss`, `did`."""
    never: frozenset[str]
    """Words of closed classes, of time and of saying, which no surname is: what a sentence goes on with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Words in names of towns."""

    town_begins: frozenset[str]
    """Words with which a town begins where they stand after `in` or `to`, whatever follows: `in den helder`."""
    town_joins: tuple[Phrase, ...]
    """What stands between a town and what it is called after (`upon`, `am`)."""
    town_regions: frozenset[str]
    """What towns are called after, besides their own name: `frankfurt am main`, `bergen op zoom`."""


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
    roads: RoadWords
    titles: TitleWords
    places: PlaceWords
