"""Spoken no: whether a sentence asks that people stop listening to the recordings of whoever speaks. Pure (CN5).

A sentence is read as a set of concepts (who, listening, not, mine, consent), and the rules below say which of them
together are a no. They are the same for every language; the words of the concepts are in `words/spoken_no`.

What is clear is carried out. What may mean something else - the device itself (`stop listening`), a complaint
(`nobody listens to me`), a sentence with much in it that is not known here - is asked about. What is about music, a
message to a person, or a question is left alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final

from earnest.personal.assistant.spoken_no_words import Concept, concept_lexicon


class Objection(StrEnum):
    """What a sentence says about being listened to."""

    NO = auto()
    """People shall not listen any more."""
    DOUBTFUL = auto()
    """It may be a no: the person is asked."""
    OTHER = auto()
    """It is about something else."""


MOST_UNKNOWN_OF_A_NO: Final = 1
"""Words of a clear no that no concept covers; with more of them the person is asked."""
MOST_UNKNOWN: Final = 4
"""A sentence with more such words is about something else. Both were set on the generated sentences of the tests, where
a no carries at most two (`in the kitchen`), before any sentence of SLURP was read.
(tests/support/spoken_no_sentences.py)."""
# Chosen, not measured.
LONGEST: Final = 25
"""Words; a longer sentence is a conversation and no request."""
_NEAR: Final = 3
"""So many words may stand between `not` and the `stop` that it takes back (`do not want to stop`)."""


def meaning_of(words: Sequence[str], language: str) -> Objection:
    """Return what a sentence says about being listened to.

    Args:
        words: normalised words, length ≥ 0.
        language: ISO 639-1; a language without words here uses the English ones.
    """
    lexicon = concept_lexicon(language)
    said = lexicon.without_courtesy(words)
    if not 0 < len(said) <= LONGEST or lexicon.begins_elsewhere(said):
        return Objection.OTHER
    return _judge(ConceptSentence(units=lexicon.tag(said), free_order=lexicon.free_order))


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptSentence:
    """The concepts of a sentence in their order."""

    units: tuple[frozenset[Concept], ...]
    """One for each word or fixed phrase; empty where it is not known."""
    free_order: bool
    """Who does it and who it is done to are not told apart by their order (German, Dutch)."""

    def has(self, *concepts: Concept) -> bool:
        """Return whether any of the concepts occurs."""
        return any(not unit.isdisjoint(concepts) for unit in self.units)

    def places(self, *concepts: Concept) -> list[int]:
        """Return where any of the concepts occurs."""
        return [place for place, unit in enumerate(self.units) if not unit.isdisjoint(concepts)]

    @property
    def unknown(self) -> int:
        """How many words no concept covers, ≥ 0."""
        return sum(1 for unit in self.units if not unit)


def _judge(sentence: ConceptSentence) -> Objection:
    if not sentence.has(Concept.NOT, Concept.STOP, Concept.NO_ONE, Concept.LISTENER, Concept.TAKE_BACK):
        return Objection.OTHER
    if sentence.has(Concept.FINE) or _takes_the_stop_back(sentence) or sentence.unknown > MOST_UNKNOWN:
        return Objection.OTHER
    if sentence.has(Concept.MEDIA) and not (sentence.has(Concept.RECORDING) and sentence.has(Concept.MINE)):
        return Objection.OTHER
    if _ends_consent(sentence) or _ends_review(sentence) or _forbids_listening(sentence):
        return Objection.NO if sentence.unknown <= MOST_UNKNOWN_OF_A_NO else Objection.DOUBTFUL
    return Objection.DOUBTFUL if _may_be_meant(sentence) else Objection.OTHER


def _takes_the_stop_back(sentence: ConceptSentence) -> bool:
    """Return whether the sentence says not to stop."""
    between = sentence.places(Concept.ONE, Concept.NO_ONE, Concept.LISTEN, Concept.WATCH, Concept.RECORDING)
    return any(
        0 < stop - place <= _NEAR + 1 and not any(place < other < stop for other in between)
        for place in sentence.places(Concept.NOT)
        for stop in sentence.places(Concept.STOP)
    )


def _ends_consent(sentence: ConceptSentence) -> bool:
    """Return whether consent is taken back or refused: `I withdraw my consent`; not that to something else."""
    if not sentence.has(Concept.CONSENT):
        return False
    if sentence.has(Concept.LISTEN, Concept.WATCH, Concept.REVIEW, Concept.HUMAN_REVIEW, Concept.RECORDING):
        return True
    return sentence.has(Concept.I, Concept.MINE) and sentence.unknown <= MOST_UNKNOWN_OF_A_NO


def _ends_review(sentence: ConceptSentence) -> bool:
    """Return whether the work of reviewers is ended: `no human review`, `stop reviewing my recordings`."""
    if sentence.has(Concept.HUMAN_REVIEW, Concept.LISTENER):
        return True
    return sentence.has(Concept.REVIEW) and sentence.has(Concept.RECORDING, Concept.ONE, Concept.NO_ONE)


def _forbids_listening(sentence: ConceptSentence) -> bool:
    """Return whether people are told not to listen, or recordings not to be given to them."""
    if sentence.has(Concept.PASSIVE):
        return True
    if sentence.has(Concept.SHARE) and sentence.has(Concept.RECORDING) and _people(sentence):
        return not (sentence.places(Concept.SHARE) == [0] and sentence.has(Concept.MEDIA))
    if not sentence.has(Concept.LISTEN, Concept.WATCH) or _speaker_listens(sentence):
        return False
    demanded = sentence.has(Concept.STOP, Concept.DEMAND, Concept.FROM_NOW)
    if sentence.has(Concept.RECORDING) and not _people(sentence):
        return sentence.has(Concept.STOP, Concept.NOT)
    return demanded and _agent(sentence)


def _may_be_meant(sentence: ConceptSentence) -> bool:
    """Return whether it is worth asking: listening is refused, but who is meant is not said, or it is no demand."""
    if sentence.has(Concept.BUSINESS) and sentence.has(Concept.RECORDING):
        return True
    if sentence.has(Concept.SHARE) and sentence.has(Concept.RECORDING):
        return sentence.has(Concept.NOT, Concept.STOP, Concept.NO_ONE)
    if not sentence.has(Concept.LISTEN, Concept.WATCH) or _speaker_listens(sentence):
        return False
    if _agent(sentence):
        return True
    return sentence.has(Concept.NOT, Concept.STOP) and sentence.unknown == 0


def _people(sentence: ConceptSentence) -> bool:
    return sentence.has(Concept.ONE, Concept.NO_ONE, Concept.WHOM)


def _agent(sentence: ConceptSentence) -> bool:
    """Return whether people are those who listen, not those who are listened to."""
    who = sentence.places(Concept.ONE, Concept.NO_ONE)
    if sentence.has(Concept.LET, Concept.BY):
        who += sentence.places(Concept.WHOM)
    if sentence.free_order:
        return bool(who)
    listening = sentence.places(Concept.LISTEN, Concept.WATCH)
    named_after = any(Concept.BY in sentence.units[place - 1] for place in who if place > 0)
    return named_after or any(place < heard for place in who for heard in listening)


def _speaker_listens(sentence: ConceptSentence) -> bool:
    """Return whether the speaker is the one who listens: `I don't want to listen to this song`."""
    speaker = sentence.places(Concept.I)
    if not speaker:
        return False
    others = sentence.places(Concept.ONE, Concept.NO_ONE, Concept.WHOM, Concept.RECORDING)
    if sentence.free_order:
        # `ich will niemand hören`, beside `ich will nicht, dass jemand zuhört` and `ich will niemand zuhören lassen`.
        return not (others and sentence.has(Concept.CLAUSE, Concept.LET, Concept.BY))
    others += sentence.places(Concept.YOU)
    listening = sentence.places(Concept.LISTEN, Concept.WATCH)
    return any(
        not any(first < other < heard for other in others) and not any(first < again < heard for again in speaker)
        for first in speaker
        for heard in listening
        if first < heard
    )
