"""Assignment: which person of the panel plays which part, and how much of what they say is played."""

import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from earnest.collections.recordings import SENTENCES, WORDS, Spoken
from earnest.demo.roles import Part

PLAYED_PER_HEARD: Final = 1.4
"""More is played than heard: the gate leaves about every sixth needy utterance out (its control places), and others
whose voice may be a child's."""

_TASK_WEIGHTS: Final = {WORDS: 3.0, SENTENCES: 1.0}
_INTENT_WEIGHT: Final = 16.0
"""Orders need most listening: each carries several answers at once."""
_FEWEST_LISTENED_TO: Final = 3
"""People whose recordings may be heard are not turned into others below this number."""
_SPEAKS_ENOUGH: Final = 4
"""Recordings from which on a left-over person is a good customer to show a part with."""
_UNHEARD_PARTS: Final = (Part.NOT_CONSENTING, Part.HISTORY_ONLY, Part.WITHDRAWING, Part.NOT_CONSENTING)

Panel = Mapping[str, Mapping[str, Sequence[Spoken]]]
"""Task → person who may speak → what they say, both in drawn order."""
Assigned = list[tuple[Part, Sequence[Spoken]]]
"""A part and what its person says, for each person."""


def assign_parts(panel: Panel, *, seed: int, heard_at_most: int) -> tuple[Assigned, Assigned]:
    """Return those to whom no reviewer may listen, and those who consent.

    Args:
        panel: who may speak.
        seed: of the drawn order.
        heard_at_most: most clips that reviewers may hear.
    """
    consenting: dict[str, list[Spoken]] = {}
    spare: list[tuple[str, Sequence[Spoken]]] = []
    children: list[Sequence[Spoken]] = []
    budgets = _budgets(panel, round(heard_at_most * PLAYED_PER_HEARD))
    for task in sorted(panel):
        left = budgets[task]
        for person, said in panel[task].items():
            if said[0].is_child:
                children.append(said)
            elif left > 0:
                consenting.setdefault(person, []).extend(said[:left])
                left -= len(said[:left])
            else:
                spare.append((person, said))
    spare = [(person, said) for person, said in spare if person not in consenting]
    Random(f"{seed}:parts").shuffle(spare)  # noqa: S311  # a drawn order, not a secret
    spare.sort(key=lambda person: len(person[1]) >= _SPEAKS_ENOUGH)
    unheard: Assigned = []
    for part in _UNHEARD_PARTS:
        # People who are left over come first, else the ones who said least.
        if spare:
            unheard.append((part, spare.pop()[1]))
        elif len(consenting) > _FEWEST_LISTENED_TO:
            unheard.append((part, consenting.pop(min(consenting, key=lambda one: (len(consenting[one]), one)))))
    unheard += [(Part.CHILD, said) for said in children[:2]]
    unheard = [(part, said[: max(2, heard_at_most // 25)]) for part, said in unheard]
    unheard.sort(key=lambda one: one[0] is Part.WITHDRAWING)
    return unheard, [(Part.CONSENTING, said) for said in consenting.values()]


def _budgets(panel: Panel, left: int) -> dict[str, int]:
    """Divide what may be played with consent over the tasks by weight; what one cannot use, the others get."""
    available = {
        task: sum(len(said) for said in people.values() if not said[0].is_child) for task, people in panel.items()
    }
    weights = {task: _TASK_WEIGHTS.get(task, _INTENT_WEIGHT) for task in panel}
    budgets: dict[str, int] = dict.fromkeys(panel, 0)
    open_tasks: set[str] = set(panel)
    while open_tasks and left > 0:
        total = sum(weights[task] for task in open_tasks)
        shares = {task: math.ceil(left * weights[task] / total) for task in sorted(open_tasks)}
        for task, share in shares.items():
            taken = min(share, available[task] - budgets[task], left)
            budgets[task] += taken
            left -= taken
        open_tasks = {task for task in open_tasks if budgets[task] < available[task]}
    return budgets
