"""Spans: which words of an utterance are personal, and of what kind."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Final

from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.concealment.errors import CannotConceal
from earnest.speech.sound.span import Span


class PersonalKind(StrEnum):
    """What sort of personal data was said."""

    SECRET = "secret"  # noqa: S105 - the name of a kind
    """Password, PIN or access code."""
    TELEPHONE_NUMBER = "telephone_number"
    LICENCE_PLATE = "licence_plate"
    """Registration of a car."""
    ACCOUNT_NUMBER = "account_number"
    """Card, bank or customer number."""
    EMAIL_ADDRESS = "email_address"
    WEB_ADDRESS = "web_address"
    """Address of a page or a machine on the internet."""
    DATE_OF_BIRTH = "date_of_birth"
    POST_CODE = "post_code"
    ADDRESS = "address"
    """Street with house number."""
    SPELLED = "spelled"
    """Letters one by one, or by a spelling alphabet."""
    NUMBER = "number"
    """A run of digits of unknown meaning."""
    NAME = "name"
    """Name of a private person."""
    PLACE = "place"
    """Town or place that says where a person lives, is or goes."""

    @property
    def placeholder(self) -> str:
        """What stands in the text instead, e.g. `[telephone number]`."""
        return f"[{self.value.replace('_', ' ')}]"


NAMING_KINDS: Final = frozenset({PersonalKind.NAME, PersonalKind.PLACE})
"""Kinds that are public in some requests, and that a recogniser with many errors invents most easily."""


class SpanSource(StrEnum):
    """What found it."""

    RULE = "rule"
    TAGGER = "tagger"
    HOUSEHOLD = "household"
    """A name that this household knows."""
    POLICY = "policy"
    """The value of a slot that is private whatever it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalSpan:
    """A run of words that is personal."""

    kind: PersonalKind
    first_word: int
    """Index of the first word, ≥ 0."""
    last_word: int
    """Index of the last word, ≥ first_word."""
    source: SpanSource

    def __post_init__(self) -> None:
        if not 0 <= self.first_word <= self.last_word:
            raise ValueError(self)

    def shares_words_with(self, other: "PersonalSpan") -> bool:
        """Tell whether the two have at least one word in common."""
        return self.first_word <= other.last_word and other.first_word <= self.last_word


def by_rule(kind: PersonalKind, first: int, last: int) -> PersonalSpan:
    """Return words that a rule found to be personal, from the first to the last."""
    return PersonalSpan(kind=kind, first_word=first, last_word=last, source=SpanSource.RULE)


def runs_of(indices: Collection[int]) -> Iterator[tuple[int, int]]:
    """Give the first and the last index of each run of neighbours among some indices, in order."""
    for first in sorted(index for index in indices if index - 1 not in indices):
        yield first, next(last for last in count(first) if last + 1 not in indices)


NEVER_DOUBTED: Final = (SpanSource.HOUSEHOLD, SpanSource.POLICY)
"""Sources that say for certain what is personal, the surest first; the others may be wrong."""


def without_overlaps(spans: Iterable[PersonalSpan]) -> tuple[PersonalSpan, ...]:
    """Return spans in order with those joined that share words.

    What is joined takes the kind declared first above and its source, unless one source is never doubted: a name
    on the household's list stays one, also where the tagger began it a word earlier.
    """
    order = list(PersonalKind)
    joined: list[PersonalSpan] = []
    for span in sorted(spans, key=lambda each: (each.first_word, each.last_word)):
        if joined and joined[-1].shares_words_with(span):
            last = joined[-1]
            leading = min(last, span, key=lambda each: order.index(each.kind))
            joined[-1] = PersonalSpan(
                kind=leading.kind,
                first_word=last.first_word,
                last_word=max(last.last_word, span.last_word),
                source=next((sure for sure in NEVER_DOUBTED if sure in (last.source, span.source)), leading.source),
            )
        else:
            joined.append(span)
    return tuple(joined)


def sound_spans(words: Sequence[RecognisedWord], spans: Iterable[PersonalSpan]) -> tuple[Span, ...]:
    """Return where in the sound personal words lie, in order.

    Raises:
        CannotConceal: a span names words that are not there, or a word in it has no place in the sound.
    """
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: each.first_word):
        covered = words[span.first_word : span.last_word + 1]
        if span.last_word >= len(words) or any(not 0 <= word.start < word.end for word in covered):
            raise CannotConceal
        found.append(Span(start=min(word.start for word in covered), end=max(word.end for word in covered)))
    return tuple(found)
