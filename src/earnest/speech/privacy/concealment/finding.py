"""Finding: which words of an utterance are personal, by rules, a small trained tagger, the policy and the household."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.privacy.concealment.birth_dates import find_birth_dates
from earnest.speech.privacy.concealment.household import find_household_names, with_stand_ins
from earnest.speech.privacy.concealment.internet import find_addresses
from earnest.speech.privacy.concealment.leads import find_led
from earnest.speech.privacy.concealment.letters import find_letters
from earnest.speech.privacy.concealment.names import (
    find_names,
    find_owners,
    find_place_phrases,
    find_places,
    named_again,
    widened,
)
from earnest.speech.privacy.concealment.numbers import find_numbers
from earnest.speech.privacy.concealment.passwords import find_secrets
from earnest.speech.privacy.concealment.policy import (
    Reading,
    named_slot_spans,
    private_slot_spans,
    public_words,
    reading_of,
)
from earnest.speech.privacy.concealment.post_codes import find_post_codes
from earnest.speech.privacy.concealment.spans import (
    NAMING_KINDS,
    PersonalKind,
    PersonalSpan,
    SpanSource,
    runs_of,
    without_overlaps,
)
from earnest.speech.privacy.concealment.streets import find_streets
from earnest.speech.privacy.concealment.titles import find_titled
from earnest.speech.privacy.concealment.utterance import UtteranceWords, is_public, normalised
from earnest.speech.privacy.tagging.tagger import load_tagger
from earnest.speech.privacy.vocabulary.languages import find_vocabulary

RULES: Final = (
    find_numbers,
    find_letters,
    find_addresses,
    find_led,
    find_secrets,
    find_birth_dates,
    find_streets,
    find_post_codes,
)
"""What is found whatever is asked for."""
NAME_RULES: Final = (find_names, find_titled, find_places, find_place_phrases, find_owners)
"""What depends on whether names in the request are public."""
USED: Final = 0.6
"""Probability from which on a common word that is also a household's name is used as one: `will` mostly is not. Not
measured: chosen above the tagger's thresholds of common words."""


def find_personal_data(
    words: Sequence[RecognisedWord],
    language: str,
    *,
    intent: str | None = None,
    slots: Sequence[Slot] = (),
    household_names: frozenset[str] = frozenset(),
) -> tuple[PersonalSpan, ...]:
    """Return what is personal in an utterance, in order and without overlaps.

    What it leaves on purpose: artists, works and towns in requests for music, films, weather, news and facts; times,
    amounts and years. What it cannot find: a name that the recogniser wrote as common words.

    Args:
        words: recognised words, N ≥ 0; lower or upper case, with or without punctuation.
        language: ISO 639-1, region ignored: `en`, `de-AT`, `nl`.
        intent: what the assistant understood, where it is sure; None lets the words decide what is public, one that
            the policy does not know makes nothing public.
        slots: what the assistant understood in it; those that words carry are taken as well. The policy says which
            are public and which private.
        household_names: names of people and places that this household knows, as written in any case. They are found in
            every request; one that is also a common word (`will`) only where it is used as a name.

    Raises:
        LanguageNotCovered: there are no rules for this language, so nothing can be said about what is personal.
    """
    vocabulary = find_vocabulary(language)
    texts = tuple(normalised(word.text) for word in words)
    reading = reading_of(intent)
    public = is_public(texts, vocabulary) if reading is None else reading is Reading.PUBLIC
    utterance = UtteranceWords(texts, vocabulary, public=public)
    known, unsure = find_household_names(texts, vocabulary, household_names)
    household = (*known, *_used_as_names(utterance, unsure))
    understood = (*slots, *_slots_of_words(words))
    named = tuple(widened(utterance, span) for span in _names(utterance))
    naming = (*named, *named_again(utterance, named))
    return without_overlaps(
        (
            *(span for rule in RULES for span in rule(utterance)),
            *_without_public(naming, public_words(texts, understood, intent)),
            *private_slot_spans(utterance, understood, intent),
            *named_slot_spans(texts, understood, household),
            *household,
        )
    )


def _without_public(spans: Iterable[PersonalSpan], kept: frozenset[int]) -> Iterator[PersonalSpan]:
    """Give the spans without the words that are public by their slots, whose indices are given."""
    for span in spans:
        left = frozenset(range(span.first_word, span.last_word + 1)) - (kept if span.kind in NAMING_KINDS else set())
        for first, last in runs_of(left):
            yield PersonalSpan(kind=span.kind, first_word=first, last_word=last, source=span.source)


def _names(utterance: UtteranceWords, *, least: float = 0.0) -> Iterator[PersonalSpan]:
    for rule in NAME_RULES:
        yield from rule(utterance)
    tagger = load_tagger(utterance.vocabulary.language)
    yield from tagger.find(utterance.words, utterance.vocabulary, public=utterance.public, least=least)


def _used_as_names(utterance: UtteranceWords, unsure: frozenset[int]) -> Iterator[PersonalSpan]:
    """Give those common words that stand where a name stands: each is looked at as if it were no common word."""
    for index in sorted(unsure):
        shown = UtteranceWords(with_stand_ins(utterance.words, frozenset({index})), utterance.vocabulary)
        if any(span.first_word <= index <= span.last_word for span in _names(shown, least=USED)):
            yield PersonalSpan(kind=PersonalKind.NAME, first_word=index, last_word=index, source=SpanSource.HOUSEHOLD)


def _slots_of_words(words: Sequence[RecognisedWord]) -> Iterator[Slot]:
    """Give the slots that the words carry, each value as the words that stand there."""
    for (name, _), group in groupby(words, key=lambda word: (word.slot, word.value)):
        if name is not None:
            yield Slot(name=name, value=" ".join(normalised(word.text) for word in group))
