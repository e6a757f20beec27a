"""Carries out a no to people who listen, deletes, begins private hours, and says what is kept and who listened."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from earnest.personal.assistant.answers import Answer, AnswerEffect, Situation, say
from earnest.personal.assistant.home import Home
from earnest.personal.assistant.requests import DURATION, Request
from earnest.personal.assistant.skills.skill import FunctionSkill, Skill, slot_of
from earnest.personal.assistant.texts import Text, text_language
from earnest.personal.assistant.timers import timer_length
from earnest.speech.meaning.interpretation import Interpretation

USUAL_PRIVATE_HOUR: Final = timedelta(hours=1)
"""Where no length was said, or none that can be meant."""
LONGEST_PRIVATE_HOUR: Final = timedelta(hours=24)
"""The database keeps to it too."""


def _stop_listening(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    said = Text.REVIEW_STOPPED if situation.kept.people_may_listen else Text.REVIEW_WAS_OFF
    return say(situation, said, effect=AnswerEffect.WITHDRAW_HUMAN_REVIEW)


def _ask_to_stop(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    if not situation.kept.people_may_listen:
        return say(situation, Text.REVIEW_WAS_OFF)
    return say(situation, Text.ASK_STOP_REVIEW, effect=AnswerEffect.EXPECT_ANSWER)


def _leave(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    return say(situation, Text.NOTHING_CHANGED)


def _delete_last(_interpretation: Interpretation, _situation: Situation, _home: Home) -> Answer:
    return Answer(text="", failed_action=False, effect=AnswerEffect.DELETE_LAST)


def _ask_delete_today(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    return say(situation, Text.ASK_DELETE_TODAY, effect=AnswerEffect.ASK_DELETE_TODAY)


def _delete_today(_interpretation: Interpretation, _situation: Situation, _home: Home) -> Answer:
    return Answer(text="", failed_action=False, effect=AnswerEffect.DELETE_TODAY)


def _keep_today(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    return say(situation, Text.NOTHING_DELETED)


def _who_listened(_interpretation: Interpretation, _situation: Situation, _home: Home) -> Answer:
    return Answer(text="", failed_action=False, effect=AnswerEffect.TELL_WHO_LISTENED)


def _what_is_kept(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    """Say what is kept and whether a person may listen (TR1, TR3)."""
    count = situation.kept.recording_count
    listen = Text.PEOPLE_MAY_LISTEN if situation.kept.people_may_listen else Text.NO_PERSON_LISTENS
    kept = Text.KEPT_NOTHING if count == 0 else Text.KEPT
    if situation.private_until is None:
        return say(situation, kept, listen, Text.SEE_PAGE, count=str(count))
    until = _clock_time(situation, situation.private_until)
    return say(situation, Text.PRIVATE_RUNS, kept, listen, Text.SEE_PAGE, count=str(count), until=until)


def _begin_private_hour(interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    """Ask for a private hour; a shorter one than what runs changes nothing of that."""
    minutes = slot_of(interpretation, DURATION)
    length = min(timer_length(minutes, situation.language) or USUAL_PRIVATE_HOUR, LONGEST_PRIVATE_HOUR)
    until = situation.now + length
    shown = until if situation.private_until is None else max(until, situation.private_until)
    answer = say(
        situation,
        Text.PRIVATE_BEGUN,
        effect=AnswerEffect.BEGIN_PRIVATE_HOUR,
        until=_clock_time(situation, shown),
    )
    return replace(answer, private_until=until)


def _end_private_hour(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    if situation.private_until is None:
        return say(situation, Text.PRIVATE_RUNS_NOT)
    until = _clock_time(situation, situation.private_until)
    return say(situation, Text.PRIVATE_RUNS, Text.PRIVATE_ENDS_ON_PAGE, failed=True, until=until)


def _ask_private_hour(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    if situation.private_until is None:
        return say(situation, Text.PRIVATE_RUNS_NOT)
    return say(situation, Text.PRIVATE_RUNS, until=_clock_time(situation, situation.private_until))


def _clock_time(situation: Situation, moment: datetime) -> str:
    """Return a moment of today or tomorrow as it is said, in local time."""
    spoken = f"{moment.astimezone(situation.now.tzinfo):%H:%M}"
    return f"{spoken} Uhr" if text_language(situation.language) == "de" else spoken


SKILLS: Final[tuple[Skill, ...]] = (
    FunctionSkill(frozenset({Request.STOP_LISTENING.value}), _stop_listening),
    FunctionSkill(frozenset({Request.MAYBE_STOP_LISTENING.value}), _ask_to_stop),
    FunctionSkill(frozenset({Request.KEEP_LISTENING.value, Request.LEAVE_AS_IT_IS.value}), _leave),
    FunctionSkill(frozenset({Request.WHAT_IS_KEPT.value}), _what_is_kept),
    FunctionSkill(frozenset({Request.WHO_LISTENED.value}), _who_listened),
    FunctionSkill(frozenset({Request.DELETE_LAST.value}), _delete_last),
    FunctionSkill(frozenset({Request.DELETE_TODAY.value}), _ask_delete_today),
    FunctionSkill(frozenset({Request.DELETE_TODAY_AGREED.value}), _delete_today),
    FunctionSkill(frozenset({Request.KEEP_TODAY.value}), _keep_today),
    FunctionSkill(frozenset({Request.BEGIN_PRIVATE_HOUR.value}), _begin_private_hour),
    FunctionSkill(frozenset({Request.END_PRIVATE_HOUR.value}), _end_private_hour),
    FunctionSkill(frozenset({Request.ASK_PRIVATE_HOUR.value}), _ask_private_hour),
)
