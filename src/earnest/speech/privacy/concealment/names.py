"""Names: people and places by the words around them and by short lists; the tagger finds what these rules do not."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from earnest.speech.privacy.concealment.number_groups import read_group
from earnest.speech.privacy.concealment.phrases import ends_of_phrases, phrase_at
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.privacy.vocabulary.vocabulary import Vocabulary, listed

LONGEST_NAME: Final = 3
"""Words of a name, particles (`van der`) not counted."""
LONGEST_PLACE: Final = 2
COUNTED: Final = frozenset({"the", "a", "an", "this", "that", "any", "which", "every", "each", "another"})
"""Words before a common noun (`in the valley`), so that it is no part of a name."""
ROADS: Final = frozenset(
    {
        "street",
        "road",
        "avenue",
        "lane",
        "boulevard",
        "highway",
        "freeway",
        "parkway",
        "station",
        "airport",
        "ave",
        "rd",
    }
    | {"blvd", "av"}
)
"""English words with which names of roads and stations end; in German and Dutch they are parts of the names."""
ROAD_PREPOSITIONS: Final = frozenset({"on", "along", "down", "via"})
"""English words before a road, besides those before any place."""
SHORTEST_TOWN: Final = 4
"""Letters of what follows them."""
LONGEST_BEFORE_OF: Final = 2
"""Words before `of` that belong to a place: `municipal borough of ealing`."""
GENERIC_ENDS: Final = listed(
    "park national market theater theatre cinema cinemas museum college university school hotel bridge square center"
    " centre mall hospital church tower gates plaza cities pub gardens manor mills lake lakes point studios library st"
)
"""English words that belong to a place where they follow it: `grant market`, `art museum`."""
OWNED_PLACES: Final = listed("apartment flat house home hotel office work college school place residence")
"""English words that are somebody's place where they follow an owner: `debbie's house`."""
BETWEEN_PLACES: Final = frozenset({"to", "of", "and", "nach", "naar"})
"""Words between two places that are hidden with them: the beeps to both sides leave nothing of them."""
COMPANIONS: Final = frozenset({"with", "mit", "met"})
"""Words after which people stand whom one meets, where the word is in no list: `physio with marguerite`."""
PERSON_LEADS: Final = frozenset(
    {"to", "for", "from", "with", "by", "an", "für", "von", "mit", "bei", "aan", "voor", "van", "met"}
)
"""Words before somebody who gives, gets or comes along."""
MOST_MISHEARD: Final = 2
"""Words that a recogniser may make of a first name."""
OWNED_BY: Final = frozenset({"to", "on", "in", "into", "from", "onto"})
"""English words before the owner of a list or a room; other languages mark owners otherwise."""


def find_names(words: Sequence[str], vocabulary: Vocabulary, *, public: bool) -> Iterator[PersonalSpan]:
    """Give names of people: after `call` or `my name is` always, from the list where nothing public is asked.

    `play taylor swift` stays: an artist is no secret, and reviewers are there to mark it.

    Args:
        words: normalised words, N ≥ 0.
        vocabulary: of the language spoken.
        public: whether the request is one in which names are of artists, works and public places.
    """
    for start in ends_of_phrases(words, vocabulary.names.strong):
        yield from _name_from(words, _after_relations(words, start, vocabulary), vocabulary)
    if public:
        return
    for position, word in enumerate(words):
        if bare(word) in vocabulary.names.first_names:
            yield from _name_from(words, position, vocabulary)
        elif bare(word) in vocabulary.names.surnames and position > 0:
            first = _misheard_before(words, position, vocabulary)
            yield PersonalSpan(kind=PersonalKind.NAME, first_word=first, last_word=position, source=SpanSource.RULE)
    for position, word in enumerate(words[:-1]):
        if word in COMPANIONS:
            yield from _name_from(words, _after_relations(words, position + 1, vocabulary), vocabulary)


def _misheard_before(words: Sequence[str], surname: int, vocabulary: Vocabulary) -> int:
    """Return where a name begins whose first name was heard as common words: `to deck land murphy`.

    Only where a word stands before them after which people are named, and at most two words lie between.
    """
    for lead in range(surname - 2, max(-1, surname - 2 - MOST_MISHEARD), -1):
        if words[lead] in PERSON_LEADS:
            return lead + 1 if words[lead + 1] not in vocabulary.names.relations | COUNTED else surname
        between = words[lead + 1]
        if between in PERSON_LEADS | vocabulary.names.relations | COUNTED or not between[:1].isalpha():
            break
    return surname


def find_places(words: Sequence[str], vocabulary: Vocabulary, *, public: bool) -> Iterator[PersonalSpan]:
    """Give places: after `i live in` always, from the list where nothing public is asked; `weather in berlin` stays."""
    for start in ends_of_phrases(words, vocabulary.names.home):
        end = start
        while end < len(words) and end - start < LONGEST_PLACE and _may_name(words, end, vocabulary):
            end += 1
        if end > start:
            yield _place(start, end - 1)
    if public:
        return
    for position, word in enumerate(words):
        named = bare(word) in vocabulary.names.cities
        also_common = word in vocabulary.names.common
        led = position > 0 and words[position - 1] in vocabulary.names.place_prepositions
        if named and (led or not also_common):
            yield _place(position, position)


def find_place_phrases(words: Sequence[str], vocabulary: Vocabulary, *, public: bool) -> Iterator[PersonalSpan]:
    """Give places whose names are made of common words but for their end: `in iron springs`; not in public requests."""
    names = vocabulary.names
    if public:
        return
    begins = vocabulary.places.town_begins
    for position in range(2, len(words)):
        before, between = words[position - 2], words[position - 1]
        if before in names.place_prepositions and between in begins and len(words[position]) >= SHORTEST_TOWN:
            yield _place(position - 1, position)
        if between in names.relations | names.place_prepositions | COUNTED or not between.isalpha():
            continue
        ends_place = words[position] in names.place_ends and before in names.place_prepositions
        ends_road = words[position] in ROADS and before in names.place_prepositions | ROAD_PREPOSITIONS
        if ends_place or ends_road:
            yield _place(position - 1, position)


def find_owners(words: Sequence[str], vocabulary: Vocabulary, *, public: bool) -> Iterator[PersonalSpan]:
    """Give owners where even public requests name people: `add this to latoya's playlist`; `women's` is no owner."""
    names = vocabulary.names
    for position in range(1, len(words)):
        owner = bare(words[position])
        owned = owner != words[position] and words[position - 1] in OWNED_BY and position + 1 < len(words)
        if public and owned and (owner in names.first_names or names.base_form(owner) is None):
            yield PersonalSpan(kind=PersonalKind.NAME, first_word=position, last_word=position, source=SpanSource.RULE)


def widened(words: Sequence[str], span: PersonalSpan, vocabulary: Vocabulary) -> PersonalSpan:
    """Return a name with its title, and a place with the common words that belong to its name: `fort`, `falls`."""
    names, first, last, kind = vocabulary.names, span.first_word, span.last_word, span.kind
    if kind is PersonalKind.NAME and first > 1 and words[first - 1] == "of" and words[first - 2] in names.place_ends:
        kind = PersonalKind.PLACE
    if kind is PersonalKind.NAME and first > 0 and words[first - 1] in names.titles:
        first -= 1
    if kind is PersonalKind.NAME:
        last = _with_surname(words, first, last, vocabulary)
    if bare(words[last]) != words[last] and words[last + 1 : last + 2] and words[last + 1] in OWNED_PLACES:
        last += 1
    if kind is PersonalKind.PLACE:
        while first > 0 and words[first - 1] in names.place_begins and words[first - 1] not in names.place_prepositions:
            first -= 1
        first = _over_of(words, first, vocabulary)
        while last + 1 < len(words) and words[last + 1] in names.place_ends | ROADS | GENERIC_ENDS:
            last += 1
        last = _over_river(words, _over_begin(words, last, vocabulary), vocabulary)
        ending = names.street_ending
        if (
            last > first
            and words[first] in names.particles
            and ending is not None
            and ending.fullmatch(words[first + 1])
        ):
            first += 1
    return PersonalSpan(kind=kind, first_word=first, last_word=last, source=span.source)


def _over_begin(words: Sequence[str], last: int, vocabulary: Vocabulary) -> int:
    """Return the last word of a town of which only the beginning was found: `schwäbisch hall`."""
    begun = bool(vocabulary.places.town_begins) and words[last] in vocabulary.names.place_begins
    follows = begun and last + 1 < len(words) and len(words[last + 1]) >= SHORTEST_TOWN and words[last + 1].isalpha()
    return last + follows


def _over_river(words: Sequence[str], last: int, vocabulary: Vocabulary) -> int:
    """Return the last word of a town with the river, the sea or the region that it is called after: `am main`."""
    joins, regions = vocabulary.places.town_joins, vocabulary.places.town_regions
    phrase = phrase_at(words, last + 1, joins)
    end = last + len(phrase) + 1
    return end if phrase and end < len(words) and words[end] in regions else last


def _with_surname(words: Sequence[str], first: int, last: int, vocabulary: Vocabulary) -> int:
    """Return the last word of a name with a listed surname after it: `wojciech koch`, but not `anna's koch`."""
    names = vocabulary.names
    follows = last + 1 < len(words) and bare(words[last]) == words[last] and last - first + 1 < LONGEST_NAME
    return last + (follows and bare(words[last + 1]) in names.surnames | names.later_names)


def between_places(words: Sequence[str], spans: Sequence[PersonalSpan]) -> Iterator[PersonalSpan]:
    """Give two places that are found with the word that joins them: `mumbai to goa`, `hills and dales`."""
    places = [span for span in spans if span.kind is PersonalKind.PLACE]
    for left in places:
        joint = left.last_word + 1
        if joint < len(words) and words[joint] in BETWEEN_PLACES:
            for right in places:
                if right.first_word == joint + 1:
                    source = left.source if left.source is right.source else SpanSource.RULE
                    yield PersonalSpan(
                        kind=PersonalKind.PLACE,
                        first_word=left.first_word,
                        last_word=right.last_word,
                        source=source,
                    )


def _over_of(words: Sequence[str], first: int, vocabulary: Vocabulary) -> int:
    """Return where a place begins that has its sort before it: `city of leeds`, `municipal borough of ealing`."""
    names = vocabulary.names
    if first < LONGEST_BEFORE_OF or words[first - 1] != "of" or words[first - 2] not in names.place_ends:
        return first
    start = first - 2
    outside = names.place_prepositions | names.relations | COUNTED
    if start > 0 and words[start - 1] not in outside and start - 1 > 0 and words[start - 2] in outside:
        start -= 1
    return start


def named_again(words: Sequence[str], spans: Iterable[PersonalSpan], vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give the words of names that are said once more: `tell anna that anna is late`; common words only where named."""
    known = {
        bare(words[index])
        for span in spans
        if span.kind is PersonalKind.NAME
        for index in range(span.first_word, span.last_word + 1)
        if _may_name(words, index, vocabulary) and words[index] not in vocabulary.names.particles
    }
    for position, word in enumerate(words):
        if bare(word) in known:
            yield PersonalSpan(kind=PersonalKind.NAME, first_word=position, last_word=position, source=SpanSource.RULE)


def is_public(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Tell whether a request is about music, films, weather, news or facts, where names are public."""
    return any(word in vocabulary.contexts.public for word in words)


def bare(word: str) -> str:
    """Return a name without the ending of a genitive: `sarah's` is `sarah`."""
    for ending in ("'s", "’s", "'"):
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)]
    return word


def _after_relations(words: Sequence[str], start: int, vocabulary: Vocabulary) -> int:
    while start < len(words) and words[start] in vocabulary.names.relations:
        start += 1
    return start


def _name_from(words: Sequence[str], start: int, vocabulary: Vocabulary) -> Iterator[PersonalSpan]:
    """Give the name that begins at a word, unless a common word stands there."""
    names = vocabulary.names
    end, counted = start, 0
    while end < len(words) and counted < LONGEST_NAME:
        if counted > 0 and words[end] in names.particles:
            end += 1
            continue
        listed = bare(words[end]) in (names.surnames | names.later_names if counted > 0 else names.first_names)
        if not listed and not _may_name(words, end, vocabulary):
            break
        counted += 1
        end += 1
        if bare(words[end - 1]) != words[end - 1]:
            break
    while end > start and words[end - 1] in names.particles:
        end -= 1
    if end > start:
        yield PersonalSpan(kind=PersonalKind.NAME, first_word=start, last_word=end - 1, source=SpanSource.RULE)


def _may_name(words: Sequence[str], position: int, vocabulary: Vocabulary) -> bool:
    word = words[position]
    if not word or not word[0].isalpha() or vocabulary.names.base_form(bare(word)) is not None:
        return False
    contexts = vocabulary.contexts
    if word in contexts.post_code | contexts.account | contexts.telephone | contexts.secret:
        return False
    return read_group(words, position, vocabulary.numbers) is None


def _place(first: int, last: int) -> PersonalSpan:
    return PersonalSpan(kind=PersonalKind.PLACE, first_word=first, last_word=last, source=SpanSource.RULE)
