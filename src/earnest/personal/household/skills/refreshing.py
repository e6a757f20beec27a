"""Refreshing: lets skills that are switched on fetch what they know, now and again from time to time."""

import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from earnest.foundation.clock import Clock
from earnest.foundation.errors import EarnestError
from earnest.foundation.sensitive import RevealReason
from earnest.personal.assistant.skills.orders import SkillOrder, hosts_of
from earnest.personal.assistant.skills.running import FETCH_SECONDS, SkillRunner
from earnest.personal.household.skills.store import DueSkill, list_due, list_skills, note_fetched
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.observability import LogEvent, LogWord, log

AGAIN: Final = timedelta(minutes=10)
"""What was renamed in the house is known after this time at the latest. Chosen, not measured."""
_LOOK_SECONDS: Final = 2.0
"""So soon a skill that was just switched on fetches."""
NOTHING_TO_FETCH: Final = "nothing_to_fetch"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillFetched(LogEvent):
    """A skill fetched what it knows, or could not."""

    skill: LogWord
    problem: LogWord | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillsNotFetched(LogEvent):
    """The skills that are due could not be looked up or kept; it is tried again."""

    error: type[BaseException]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillRefresher:
    """Fetches for all households of this machine."""

    database: Database
    """Connections of the gateway's role."""
    master_key: MasterKey
    runner: SkillRunner
    clock: Clock

    def follow(self, stop: threading.Event) -> None:
        """Fetch whatever is due until asked to stop."""
        while not stop.wait(_LOOK_SECONDS):
            try:
                _ = self.fetch_due()
            except EarnestError as error:
                log(SkillsNotFetched(error=type(error)))

    def fetch_due(self) -> int:
        """Fetch whatever is due now and return how many skills that were."""
        with self.database.transaction() as connection:
            due = list_due(connection, self.clock.now() - AGAIN)
        for one in due:
            self._fetch(one)
        return len(due)

    def _fetch(self, due: DueSkill) -> None:
        with self.database.transaction() as connection:
            held = next(
                (one for one in list_skills(connection, due.customer_id, self.master_key) if one.skill == due.skill),
                None,
            )
        described = next((one for one in self.runner.descriptions() if one.name == due.skill), None)
        if held is None or not held.switched_on:
            return
        problem, knowledge = "skill_missing", None
        if described is not None:
            settings = dict(held.settings.reveal(RevealReason.RECOGNITION))
            order = SkillOrder(skill=due.skill, settings=settings, hosts=hosts_of(described, settings))
            report = self.runner.give(order, FETCH_SECONDS)
            problem, knowledge = report.problem, report.knowledge
        if problem == NOTHING_TO_FETCH:
            problem = None
        with self.database.transaction() as connection:
            note_fetched(
                connection,
                due.customer_id,
                held,
                knowledge,
                problem=problem,
                master_key=self.master_key,
                clock=self.clock,
            )
        log(SkillFetched(skill=LogWord(due.skill), problem=None if problem is None else LogWord(problem)))
