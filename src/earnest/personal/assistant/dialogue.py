"""Dialogue: from what was understood to what is said and done."""

from typing import Protocol

from earnest.personal.assistant.answers import Answer, AnswerEffect, KeptSummary, Situation, say
from earnest.personal.assistant.home import Home
from earnest.personal.assistant.skills.inside import find_skill
from earnest.personal.assistant.texts import Text
from earnest.speech.meaning.interpretation import Interpretation

__all__ = ["Answer", "AnswerEffect", "KeptSummary", "Situation", "respond"]


class OutsideSkills(Protocol):
    """The skills that may ask other hosts, as one household set them."""

    def carry_out(self, interpretation: Interpretation, situation: Situation) -> Answer | None:
        """Do what is asked for and say what happened; None where no such skill carries that out."""
        ...


def respond(
    interpretation: Interpretation, situation: Situation, home: Home, outside: OutsideSkills | None = None
) -> Answer:
    """Do what is asked for and say so; say openly that it cannot be done where no skill does it.

    Args:
        interpretation: intent and slots.
        situation: language, time and what is kept of the person.
        home: what runs for this person; changed by the requests that are about it.
        outside: the skills that may ask other hosts; None: there are none.
    """
    if interpretation.intent is None:
        return say(situation, Text.NOT_UNDERSTOOD if situation.heard_words else Text.NOTHING_HEARD)
    skill = find_skill(interpretation.intent)
    if skill is not None:
        return skill.carry_out(interpretation, situation, home)
    did = None if outside is None else outside.carry_out(interpretation, situation)
    return say(situation, Text.CANNOT_YET, failed=True) if did is None else did
