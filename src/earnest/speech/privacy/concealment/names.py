"""Names: people and places by the words around them and by short lists; the tagger finds what these rules do not."""

from collections.abc import Iterable, Iterator
from typing import Final

from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, by_rule
from earnest.speech.privacy.concealment.utterance import UtteranceWords, bare

# Chosen, each for the reason beside it; the benchmark `personal_data` measures all of them together.
LONGEST_NAME: Final = 3
"""Words of a name, particles (`van der`) not counted."""
LONGEST_PLACE: Final = 2
"""Words of a place after `i live in`."""
SHORTEST_TOWN: Final = 4
"""Letters of the second word of a town: of `helder` in `den helder`."""


def find_names(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give names of people: after `call` or `my name is` always, from the list where nothing public is asked.

    `play taylor swift` stays: an artist is no secret, and reviewers are there to mark it.
    """
    names = utterance.vocabulary.names
    for start in utterance.phrase_ends(names.strong):
        yield from _name_after(utterance, start)
    if utterance.public:
        return
    for position, word in enumerate(utterance.words):
        if bare(word) in names.first_names:
            yield from _name_from(utterance, position)
        elif bare(word) in names.surnames and position > 0:
            yield by_rule(PersonalKind.NAME, position, position)
    for position, word in enumerate(utterance.words):
        if word in utterance.vocabulary.shared.companions:
            yield from _name_after(utterance, position + 1)


def _name_after(utterance: UtteranceWords, start: int) -> Iterator[PersonalSpan]:
    """Give the name that begins at a word, or after the relations that begin there: `my uncle`."""
    relations = utterance.vocabulary.names.relations
    yield from _name_from(utterance, utterance.reach(start - 1, 1, lambda at: utterance.words[at] in relations) + 1)


def _name_from(utterance: UtteranceWords, start: int) -> Iterator[PersonalSpan]:
    """Give the name that begins at a word, unless a common word stands there."""
    names = utterance.vocabulary.names
    end, counted = start, 0
    while end < len(utterance) and counted < LONGEST_NAME:
        word = utterance.words[end]
        if counted and word in names.particles:
            end += 1
            continue
        known = names.surnames | names.later_names if counted else names.first_names
        if bare(word) not in known and not _may_name(utterance, end):
            break
        counted += 1
        end += 1
        if bare(word) != word:
            break
    last = utterance.reach(end, -1, lambda at: at >= start and utterance.words[at] in names.particles) - 1
    if last >= start:
        yield by_rule(PersonalKind.NAME, start, last)


def _may_name(utterance: UtteranceWords, index: int) -> bool:
    word, contexts = utterance.words[index], utterance.vocabulary.contexts
    if not word[:1].isalpha() or utterance.vocabulary.names.base_form(bare(word)) is not None:
        return False
    coded = contexts.post_code | contexts.account | contexts.telephone | contexts.secret
    return word not in coded and not utterance.is_number(index)


def find_places(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give places: after `i live in` always, from the list where nothing public is asked; `weather in berlin` stays."""
    names = utterance.vocabulary.names
    for start in utterance.phrase_ends(names.home):
        last = utterance.reach(start - 1, 1, lambda at: _may_name(utterance, at), most=LONGEST_PLACE)
        if last >= start:
            yield by_rule(PersonalKind.PLACE, start, last)
    for position, word in enumerate(() if utterance.public else utterance.words):
        led = utterance.word(position - 1) in names.place_prepositions
        if bare(word) in names.cities and (led or word not in names.common):
            yield by_rule(PersonalKind.PLACE, position, position)


def find_place_phrases(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give places whose names are made of common words but for their end: `in iron springs`; not in public requests."""
    names, shared = utterance.vocabulary.names, utterance.vocabulary.shared
    begins, prepositions = utterance.vocabulary.places.town_begins, names.place_prepositions
    plain = names.relations | prepositions | shared.counting
    for position in range(2, 0 if utterance.public else len(utterance)):
        before, between, word = utterance.words[position - 2 : position + 1]
        town = before in prepositions and between in begins and len(word) >= SHORTEST_TOWN
        place = word in names.place_ends and before in prepositions
        road = word in shared.roads and before in prepositions | shared.road_prepositions
        if town or ((place or road) and between not in plain and between.isalpha()):
            yield by_rule(PersonalKind.PLACE, position - 1, position)


def find_owners(utterance: UtteranceWords) -> Iterator[PersonalSpan]:
    """Give owners where even public requests name people: `add this to latoya's playlist`; `women's` is no owner."""
    names = utterance.vocabulary.names
    for position in range(1, len(utterance) - 1 if utterance.public else 0):
        word, owner = utterance.words[position], bare(utterance.words[position])
        owned = owner != word and utterance.words[position - 1] in utterance.vocabulary.shared.owner_leads
        if owned and (owner in names.first_names or names.base_form(owner) is None):
            yield by_rule(PersonalKind.NAME, position, position)


def widened(utterance: UtteranceWords, span: PersonalSpan) -> PersonalSpan:
    """Return a name with its title, and a place with the common words that belong to its name: `fort`, `falls`."""
    names, shared = utterance.vocabulary.names, utterance.vocabulary.shared
    first, last, kind = span.first_word, span.last_word, span.kind
    if kind is PersonalKind.NAME:
        of_place = utterance.word(first - 1) in shared.place_of and utterance.word(first - 2) in names.place_ends
        kind = PersonalKind.PLACE if of_place else PersonalKind.NAME
    if kind is PersonalKind.NAME:
        first -= utterance.word(first - 1) in names.titles
    owned = bare(utterance.words[last]) != utterance.words[last]
    last += owned and utterance.word(last + 1) in shared.owned_places
    if kind is PersonalKind.PLACE:
        first, last = _whole_place(utterance, first, last)
    return PersonalSpan(kind=kind, first_word=first, last_word=last, source=span.source)


def _whole_place(utterance: UtteranceWords, first: int, last: int) -> tuple[int, int]:
    """Return first and last word of a place with what belongs to its name before and after it."""
    names, shared, words = utterance.vocabulary.names, utterance.vocabulary.shared, utterance.words
    begins = names.place_begins - names.place_prepositions
    first = _over_of(utterance, utterance.reach(first, -1, lambda at: words[at] in begins))
    ends = names.place_ends | shared.roads | shared.place_nouns
    last = utterance.reach(last, 1, lambda at: words[at] in ends)
    last = _over_river(utterance, _over_begin(utterance, last))
    ending = names.street_ending
    street = ending is not None and ending.fullmatch(utterance.word(first + 1)) is not None
    return first + (last > first and words[first] in names.particles and street), last


def _over_begin(utterance: UtteranceWords, last: int) -> int:
    """Return the last word of a town of which only the beginning was found: `schwäbisch hall`."""
    begun = utterance.vocabulary.places.town_begins and utterance.words[last] in utterance.vocabulary.names.place_begins
    following = utterance.word(last + 1)
    return last + bool(begun and len(following) >= SHORTEST_TOWN and following.isalpha())


def _over_river(utterance: UtteranceWords, last: int) -> int:
    """Return the last word of a town with the river, the sea or the region that it is called after: `am main`."""
    places = utterance.vocabulary.places
    phrase = utterance.phrase_at(last + 1, places.town_joins)
    end = last + len(phrase) + 1
    return end if phrase and utterance.word(end) in places.town_regions else last


def _over_of(utterance: UtteranceWords, first: int) -> int:
    """Return where a place begins that has its sort before it: `city of leeds`, `municipal borough of ealing`."""
    names, shared = utterance.vocabulary.names, utterance.vocabulary.shared
    if utterance.word(first - 1) not in shared.place_of or utterance.word(first - 2) not in names.place_ends:
        return first
    outside = names.place_prepositions | names.relations | shared.counting
    start = first - 2
    described = start > 1 and utterance.words[start - 1] not in outside and utterance.words[start - 2] in outside
    return start - described


def named_again(utterance: UtteranceWords, spans: Iterable[PersonalSpan]) -> Iterator[PersonalSpan]:
    """Give the words of names that are said once more: `tell anna that anna is late`; common words only where named."""
    known = {
        bare(utterance.words[index])
        for span in spans
        if span.kind is PersonalKind.NAME
        for index in range(span.first_word, span.last_word + 1)
        if _may_name(utterance, index) and utterance.words[index] not in utterance.vocabulary.names.particles
    }
    for position, word in enumerate(utterance.words):
        if bare(word) in known:
            yield by_rule(PersonalKind.NAME, position, position)
