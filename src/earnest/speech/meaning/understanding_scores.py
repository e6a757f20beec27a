"""Understanding scores: whether an utterance was understood completely, and how many of its slots were."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from earnest.foundation.statistics.errors import NothingToCompare
from earnest.speech.language.wording import normalised
from earnest.speech.meaning.interpretation import Slot


def all_slots_right(
    *, labelled_intent: str | None, labelled_slots: Iterable[Slot], intent: str | None, slots: Iterable[Slot]
) -> bool:
    """Return whether the intent and every slot are right, with none missing and none too many.

    Values are compared as normalised words, so capitals and punctuation do not count; order does not count either.
    """
    return labelled_intent == intent and _counted(labelled_slots) == _counted(slots)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotScore:
    """Slots found and missed over many utterances."""

    right: int
    """Slots found with the right name and value."""
    found: int
    """Slots found."""
    labelled: int
    """Slots that were there."""

    @property
    def precision(self) -> float:
        """Right over found; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Right over labelled; 1 where nothing was there."""
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 to 1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def slot_score(pairs: Sequence[tuple[Iterable[Slot], Iterable[Slot]]]) -> SlotScore:
    """Return the slot score of utterances.

    Args:
        pairs: (labelled slots, found slots) of each utterance; at least one.

    Raises:
        NothingToCompare: there are no utterances.
    """
    if not pairs:
        raise NothingToCompare
    right = found = labelled = 0
    for expected, given in pairs:
        wanted, had = _counted(expected), _counted(given)
        right += (wanted & had).total()
        found += had.total()
        labelled += wanted.total()
    return SlotScore(right=right, found=found, labelled=labelled)


def _counted(slots: Iterable[Slot]) -> Counter[tuple[str, str]]:
    return Counter((slot.name, normalised(slot.value)) for slot in slots)
