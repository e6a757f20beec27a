"""Understanding scores: whether an utterance was understood completely."""

from collections import Counter
from collections.abc import Iterable

from earnest.speech.language.wording import normalised
from earnest.speech.meaning.interpretation import Slot


def all_slots_right(
    *, labelled_intent: str | None, labelled_slots: Iterable[Slot], intent: str | None, slots: Iterable[Slot]
) -> bool:
    """Return whether the intent and every slot are right, with none missing and none too many.

    Values are compared as normalised words, so capitals and punctuation do not count; order does not count either.
    """
    return labelled_intent == intent and _counted(labelled_slots) == _counted(slots)


def _counted(slots: Iterable[Slot]) -> Counter[tuple[str, str]]:
    return Counter((slot.name, normalised(slot.value)) for slot in slots)
