"""Dialogue: from what was understood to what is said and done."""

from earnest.personal.assistant.answers import Answer, AnswerEffect, KeptSummary, Situation, say
from earnest.personal.assistant.home import Home
from earnest.personal.assistant.skills import find_skill
from earnest.personal.assistant.texts import Text
from earnest.speech.meaning.interpretation import Interpretation

__all__ = ["Answer", "AnswerEffect", "KeptSummary", "Situation", "respond"]


def respond(interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
    """Do what is asked for and say so; say openly that it cannot be done where no skill does it.

    Args:
        interpretation: intent and slots.
        situation: language, time and what is kept of the person.
        home: what runs for this person; changed by the requests that are about it.
    """
    if interpretation.intent is None:
        return say(situation, Text.NOT_UNDERSTOOD if situation.heard_words else Text.NOTHING_HEARD)
    skill = find_skill(interpretation.intent)
    if skill is None:
        return say(situation, Text.CANNOT_YET, failed=True)
    return skill.carry_out(interpretation, situation, home)
