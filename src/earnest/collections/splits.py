"""Splits: who is invited to the panel and who is only measured; a person is never on both sides."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from earnest.collections.recordings import Spoken

HELD_OUT_SHARE = 0.25
"""Share of a task's recordings that no reviewer and no training touches."""

_TOLERANCE = 1.15
"""A person still fits when the held-out part stays under this multiple of its share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The people of a task on its two sides."""

    panel: tuple[str, ...]
    """People who speak to the assistant; in drawn order."""
    held_out: tuple[str, ...]
    """People who are only measured."""


def split_people(counts: Mapping[str, int], *, seed: int, decided: Mapping[str, bool] | None = None) -> Split:
    """Divide the people of one task.

    People are drawn in an order that depends on the seed and the names only; each is held out while the held-out part
    stays near its share. With one speaker alone none is held out.

    Args:
        counts: person → number of recordings in this task.
        seed: the same seed and people give the same split.
        decided: person → held out or not, where an earlier task has decided already.
    """
    decided = decided or {}
    people = sorted(counts)
    Random(f"{seed}:people").shuffle(people)  # noqa: S311  # a drawn order, not a secret
    target = HELD_OUT_SHARE * sum(counts.values())
    held = {person for person in people if decided.get(person)}
    free = [person for person in people if person not in decided]
    size = sum(counts[person] for person in held)
    for person in free:
        if size < target and size + counts[person] <= target * _TOLERANCE:
            held.add(person)
            size += counts[person]
    if not held and len(people) > 1 and free:
        held.add(min(free, key=lambda person: (counts[person], person)))
    return Split(
        panel=tuple(person for person in people if person not in held),
        held_out=tuple(person for person in people if person in held),
    )


def split_tasks(tasks: Mapping[str, Sequence[Spoken]], *, seed: int) -> dict[str, Split]:
    """Divide the people of all tasks; who is held out in one is held out in all."""
    decided: dict[str, bool] = {}
    splits: dict[str, Split] = {}
    for task in sorted(tasks):
        splits[task] = split_people(Counter(spoken.person for spoken in tasks[task]), seed=seed, decided=decided)
        decided |= dict.fromkeys(splits[task].panel, False) | dict.fromkeys(splits[task].held_out, True)
    return splits
