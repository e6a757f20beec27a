"""Casting: which person of the panel plays which part, and how much of what they say is played."""

import math
from dataclasses import dataclass
from random import Random
from typing import Final

from earnest.demo.roles import CastRole, Part, cast_people
from earnest.demo.splits import Split
from earnest.demo.utterances import SENTENCES, WORDS, Spoken

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """Gives each person of the panel a part."""

    tasks: dict[str, list[Spoken]]
    """Task → its recordings."""
    splits: dict[str, Split]
    """Task → its people on both sides."""
    seed: int
    heard_at_most: int
    """Most clips that reviewers may hear."""

    def cast(self) -> tuple[list[CastRole], list[CastRole]]:
        """Return the roles that are never listened to, and the consenting ones."""
        consenting: dict[str, list[Spoken]] = {}
        spare: list[tuple[str, list[Spoken]]] = []
        children: list[list[Spoken]] = []
        budgets = self._budgets()
        for task in sorted(self.tasks):
            left = budgets[task]
            for person, said in self._panel(task):
                if said[0].is_child:
                    children.append(said)
                elif left > 0:
                    consenting.setdefault(person, []).extend(said[:left])
                    left -= len(said[:left])
                else:
                    spare.append((person, said))
        spare = [(person, said) for person, said in spare if person not in consenting]
        return self._quiet(consenting, spare, children), cast_people(Part.CONSENTING, consenting.values())

    def _quiet(
        self,
        consenting: dict[str, list[Spoken]],
        spare: list[tuple[str, list[Spoken]]],
        children: list[list[Spoken]],
    ) -> list[CastRole]:
        """Cast those to whom no reviewer may listen: people who are left over first, else the ones who said least."""
        longest = max(2, self.heard_at_most // 25)
        Random(f"{self.seed}:parts").shuffle(spare)  # noqa: S311  # a drawn order, not a secret
        spare.sort(key=lambda person: len(person[1]) >= _SPEAKS_ENOUGH)
        parts = [Part.NOT_CONSENTING, Part.HISTORY_ONLY, Part.WITHDRAWING, Part.NOT_CONSENTING]
        roles: list[CastRole] = []
        for part in parts:
            if spare:
                said = spare.pop()[1]
            elif len(consenting) > _FEWEST_LISTENED_TO:
                said = consenting.pop(min(consenting, key=lambda person: (len(consenting[person]), person)))
            else:
                break
            roles += cast_people(part, [said[:longest]])
        for said in children[:2]:
            roles += cast_people(Part.CHILD, [said[:longest]])
        return sorted(roles, key=lambda role: role.part is Part.WITHDRAWING)

    def _panel(self, task: str) -> list[tuple[str, list[Spoken]]]:
        """Return the panel's people of a task with what each says, adults first, in drawn order."""
        said: dict[str, list[Spoken]] = {person: [] for person in self.splits[task].panel}
        for spoken in self.tasks[task]:
            if spoken.person in said:
                said[spoken.person].append(spoken)
        for person, recordings in said.items():
            Random(f"{self.seed}:{task}:{person}").shuffle(recordings)  # noqa: S311  # a drawn order, not a secret
        return list(said.items())

    def _budgets(self) -> dict[str, int]:
        """Divide what may be played with consent over the tasks by weight; what one cannot use, the others get."""
        available = {
            task: sum(len(said) for _, said in self._panel(task) if not said[0].is_child) for task in self.tasks
        }
        weights = {task: _TASK_WEIGHTS.get(task, _INTENT_WEIGHT) for task in self.tasks}
        left = round(self.heard_at_most * PLAYED_PER_HEARD)
        budgets: dict[str, int] = dict.fromkeys(self.tasks, 0)
        open_tasks: set[str] = set(self.tasks)
        while open_tasks and left > 0:
            total = sum(weights[task] for task in open_tasks)
            shares = {task: math.ceil(left * weights[task] / total) for task in sorted(open_tasks)}
            for task, share in shares.items():
                taken = min(share, available[task] - budgets[task], left)
                budgets[task] += taken
                left -= taken
            open_tasks = {task for task in open_tasks if budgets[task] < available[task]}
        return budgets
