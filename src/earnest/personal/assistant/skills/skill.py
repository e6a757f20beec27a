"""Skill: what the assistant does by itself, without asking any other host."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from earnest.personal.assistant.answers import Answer, Situation
from earnest.personal.assistant.home import Home
from earnest.speech.meaning.interpretation import Interpretation


class Skill(Protocol):
    """Carries out requests."""

    @property
    def intents(self) -> frozenset[str]:
        """Names of the intents that it carries out; no other skill has them."""
        ...

    @property
    def uses_home(self) -> bool:
        """It reads or changes timers or lists, so the home is opened for it."""
        ...

    def carry_out(self, interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
        """Do what is asked for, and say what was done; a failed action where it could not be done.

        Args:
            interpretation: one of `intents`, with its slots.
            situation: language, time and what is kept of the person.
            home: what runs for this person; changed by the requests that are about it.
        """
        ...


@dataclass(frozen=True, slots=True)
class FunctionSkill:
    """A skill that is one function."""

    intents: frozenset[str]
    act: Callable[[Interpretation, Situation, Home], Answer]
    uses_home: bool = False

    def carry_out(self, interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
        """Do it."""
        return self.act(interpretation, situation, home)


def slot_of(interpretation: Interpretation, name: str) -> str:
    """Return the value of a slot; empty where there is none."""
    return next((slot.value for slot in interpretation.slots if slot.name == name), "")
