"""Policy: which intents and slots are public, private or judged by their words; a table (`policy.txt`), no model.

What the table does not know is read strictly: its slots make nothing public, and names in it are private.

What the policy never does: it keeps no number, e-mail address, password or spelled word, in whatever slot it stands,
and no name that the household knows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from importlib.resources import files
from typing import Final

from earnest.foundation.word_files import read_word_file
from earnest.speech.meaning.interpretation import Slot
from earnest.speech.privacy.concealment.spans import PersonalKind, PersonalSpan, SpanSource
from earnest.speech.privacy.concealment.utterance import UtteranceWords, places_of


class Reading(StrEnum):
    """How names in a request are read where no slot says more."""

    PUBLIC = "public"
    """Names are of artists, works, teams and public places."""
    PRIVATE = "private"
    """Names are of people and of places in a person's life."""


class Handling(StrEnum):
    """What is done with the value of a slot."""

    PUBLIC = "public"
    """Names and places in it stay, unless the household knows them."""
    PRIVATE = "private"
    """It is concealed whatever it is, but for words like `my` and `brother`."""
    JUDGED = "judged"
    """Rules and tagger decide."""


_PRIVATE_KINDS: Final = (
    *(PersonalKind.NAME, PersonalKind.ADDRESS, PersonalKind.POST_CODE, PersonalKind.TELEPHONE_NUMBER),
    *(PersonalKind.EMAIL_ADDRESS, PersonalKind.ACCOUNT_NUMBER, PersonalKind.SECRET, PersonalKind.DATE_OF_BIRTH),
    *(PersonalKind.WEB_ADDRESS, PersonalKind.LICENCE_PLATE),
)
_TABLE: Final = read_word_file(
    files("earnest.speech.privacy.concealment").joinpath("policy.txt"),
    "concealment",
    ("public_intents", "public_slots", "harmless_slots", *(kind.value for kind in _PRIVATE_KINDS)),
)
PUBLIC_INTENTS: Final = _TABLE.words("public_intents")
"""Intents in which names are public."""
PUBLIC_SLOTS: Final = _TABLE.words("public_slots")
"""Slots that are public within `PUBLIC_INTENTS`; anywhere else their words are judged."""
HARMLESS_SLOTS: Final = _TABLE.words("harmless_slots")
"""Slots that hold no names of people and no places of a person's life, in any intent."""
PRIVATE_SLOTS: Final[Mapping[str, PersonalKind]] = {
    slot: kind for kind in _PRIVATE_KINDS for slot in _TABLE.words(kind.value)
}
"""Slots that are concealed in any intent, and what they hold."""


def reading_of(intent: str | None) -> Reading | None:
    """Return how names in a request of an intent are read; None where no intent is known, so that the words decide."""
    if intent is None:
        return None
    return Reading.PUBLIC if _as_listed(intent) in PUBLIC_INTENTS else Reading.PRIVATE


def handling_of(intent: str | None, slot: str) -> Handling:
    """Return what is done with the value of a slot.

    Args:
        intent: as the assistant names it (`weather/find`); None and unknown ones make no slot public.
        slot: as the assistant names it (`reminder/todo`).
    """
    name = _slot_name(slot)
    if name in PRIVATE_SLOTS:
        return Handling.PRIVATE
    if name in HARMLESS_SLOTS or (name in PUBLIC_SLOTS and reading_of(intent) is Reading.PUBLIC):
        return Handling.PUBLIC
    return Handling.JUDGED


def private_slot_spans(utterance: UtteranceWords, slots: Sequence[Slot], intent: str | None) -> Iterator[PersonalSpan]:
    """Give where the values of private slots stand.

    A value that is not found as a whole, because the assistant says it in words of its own, conceals those of its words
    that are no common ones, wherever they stand.
    """
    names = utterance.vocabulary.names
    harmless = names.relations | names.particles
    for slot in slots:
        if handling_of(intent, slot.name) is not Handling.PRIVATE:
            continue
        kind, value = PRIVATE_SLOTS[_slot_name(slot.name)], _value(slot)
        if harmless.issuperset(value):
            continue
        places = tuple(places_of(utterance.words, value)) or tuple(
            (index, index)
            for index, word in enumerate(utterance.words)
            if word in value and names.base_form(word) is None
        )
        for first, last in places:
            yield PersonalSpan(kind=kind, first_word=first, last_word=last, source=SpanSource.POLICY)


def public_words(words: Sequence[str], slots: Sequence[Slot], intent: str | None) -> frozenset[int]:
    """Return the indices of the words that are public by their slots."""
    return frozenset(
        index
        for slot in slots
        if handling_of(intent, slot.name) is Handling.PUBLIC
        for first, last in places_of(words, _value(slot))
        for index in range(first, last + 1)
    )


def named_slot_spans(
    words: Sequence[str], slots: Sequence[Slot], household: Iterable[PersonalSpan]
) -> Iterator[PersonalSpan]:
    """Give where the value of a public slot stands in which a name of the household is said: all of it is concealed.

    `play anna schmidt` is no artist where the household knows an Anna, and her surname is hers as well.
    """
    named = frozenset(index for span in household for index in range(span.first_word, span.last_word + 1))
    for slot in slots:
        if _slot_name(slot.name) not in PUBLIC_SLOTS:
            continue
        for first, last in places_of(words, _value(slot)):
            if not named.isdisjoint(range(first, last + 1)):
                yield PersonalSpan(kind=PersonalKind.NAME, first_word=first, last_word=last, source=SpanSource.POLICY)


def _value(slot: Slot) -> tuple[str, ...]:
    return tuple(slot.value.lower().split())


def _as_listed(name: str) -> str:
    """Return a name as the tables have it: lower case, with `_` for what else parts words."""
    return name.strip().lower().translate(_SEPARATORS)


def _slot_name(name: str) -> str:
    """Return the slot of the tables that a name means; `booking.contact_name` is private because `contact_name` is."""
    listed_name = _as_listed(name)
    if listed_name in PUBLIC_SLOTS or listed_name in HARMLESS_SLOTS:
        return listed_name
    endings = (listed_name.split("_", part)[-1] for part in range(listed_name.count("_") + 1))
    return next((ending for ending in endings if ending in PRIVATE_SLOTS), listed_name)


_SEPARATORS: Final = str.maketrans("/.- ", "____")
