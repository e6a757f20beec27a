"""Skills: what the assistant really does, and the one place that decides which requests can be carried out.

A request without a skill here is answered with “I cannot do that yet” and counts as a failed action, whatever was
understood. Only a skill may say that something was done, and only after doing it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from earnest.personal.assistant.answers import Answer, AnswerEffect, Situation, say
from earnest.personal.assistant.home import Home
from earnest.personal.assistant.requests import DURATION, Request
from earnest.personal.assistant.texts import MONTHS, Text, text_language
from earnest.personal.assistant.timers import spoken_length, timer_length
from earnest.speech.meaning.interpretation import Interpretation

USUAL_PRIVATE_HOUR: Final = timedelta(hours=1)
"""Where no length was said, or none that can be meant."""
LONGEST_PRIVATE_HOUR: Final = timedelta(hours=24)
"""The database keeps to it too."""


class Skill(Protocol):
    """Carries out requests."""

    @property
    def intents(self) -> frozenset[str]:
        """Names of the intents that it carries out; no other skill has them."""
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
class _Skill:
    """A skill that is one function."""

    intents: frozenset[str]
    act: Callable[[Interpretation, Situation, Home], Answer]

    def carry_out(self, interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
        """Do it."""
        return self.act(interpretation, situation, home)


def _stop_listening(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    said = Text.REVIEW_STOPPED if situation.kept.people_may_listen else Text.REVIEW_WAS_OFF
    return say(situation, said, effect=AnswerEffect.WITHDRAW_HUMAN_REVIEW)


def _ask_to_stop(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    if not situation.kept.people_may_listen:
        return say(situation, Text.REVIEW_WAS_OFF)
    return say(situation, Text.ASK_STOP_REVIEW, effect=AnswerEffect.EXPECT_ANSWER)


def _keep_listening(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    return say(situation, Text.REVIEW_UNCHANGED)


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
    minutes = next((slot.value for slot in interpretation.slots if slot.name == DURATION), "")
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


def _time(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    return say(situation, Text.TIME, time=f"{situation.now:%H:%M}")


def _date(_interpretation: Interpretation, situation: Situation, _home: Home) -> Answer:
    month = MONTHS[text_language(situation.language)][situation.now.month - 1]
    point = "." if situation.language == "de" else ""
    return say(situation, Text.DATE, date=f"{situation.now.day}{point} {month} {situation.now.year}")


def _timers(interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
    if interpretation.intent == Request.CANCEL_TIMERS.value:
        if not home.running(situation.now):
            return say(situation, Text.TIMERS_NONE)
        home.timers = []
        return say(situation, Text.TIMERS_CANCELLED)
    if interpretation.intent == Request.COUNT_TIMERS.value:
        count = len(home.running(situation.now))
        said = (Text.TIMERS_NONE, Text.TIMERS_ONE)[count] if count < 2 else Text.TIMERS_MANY  # noqa: PLR2004 - none, one, many
        return say(situation, said, count=str(count))
    minutes = next((slot.value for slot in interpretation.slots if slot.name == DURATION), "")
    length = timer_length(minutes, situation.language)
    if length is None:
        return say(situation, Text.TIMER_WITHOUT_DURATION, failed=True)
    home.start_timer(length, situation.now)
    return say(situation, Text.TIMER_SET, length=spoken_length(length, text_language(situation.language)))


SKILLS: Final[tuple[Skill, ...]] = (
    _Skill(frozenset({Request.STOP_LISTENING.value}), _stop_listening),
    _Skill(frozenset({Request.MAYBE_STOP_LISTENING.value}), _ask_to_stop),
    _Skill(frozenset({Request.KEEP_LISTENING.value}), _keep_listening),
    _Skill(frozenset({Request.WHAT_IS_KEPT.value}), _what_is_kept),
    _Skill(frozenset({Request.BEGIN_PRIVATE_HOUR.value}), _begin_private_hour),
    _Skill(frozenset({Request.END_PRIVATE_HOUR.value}), _end_private_hour),
    _Skill(frozenset({Request.ASK_PRIVATE_HOUR.value}), _ask_private_hour),
    _Skill(frozenset({Request.TIME.value}), _time),
    _Skill(frozenset({Request.DATE.value}), _date),
    _Skill(frozenset({Request.SET_TIMER.value, Request.COUNT_TIMERS.value, Request.CANCEL_TIMERS.value}), _timers),
)
"""All that the assistant can do."""


def find_skill(intent: str) -> Skill | None:
    """Return the skill that carries out an intent; None where there is none."""
    return next((skill for skill in SKILLS if intent in skill.intents), None)
