"""Sets, lists and cancels alarms."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from earnest.personal.assistant.answers import Answer, Situation, rings_where, say
from earnest.personal.assistant.home import MOST_ALARMS, Home
from earnest.personal.assistant.requests import Request
from earnest.personal.assistant.skills.skill import FunctionSkill, Skill, slot_of
from earnest.personal.assistant.texts import TODAY, TOMORROW, Text, text_language
from earnest.speech.language.numbers.clock_times import read_clock_time
from earnest.speech.language.wording import normalised_words
from earnest.speech.meaning.interpretation import Interpretation

_TOMORROW: Final = frozenset({"tomorrow", "morgen"})


def moment_of(clock: time, day: str, now: datetime) -> datetime | None:
    """Return when a time of day comes, in UTC; None where it is over on the day that was named.

    Args:
        clock: local time.
        day: `today`, `tomorrow` or a word for them; empty: the next time that the clock shows it.
        now: local time, with a zone that knows of summer time. An hour that summer time leaves out comes an hour later,
            and of one that comes twice the first counts.
    """
    shown = datetime.combine(now.date(), clock, now.tzinfo)
    # Compared in UTC: within one zone Python compares what the clocks show.
    if day in _TOMORROW or (not day and shown.astimezone(UTC) <= now.astimezone(UTC)):
        shown = datetime.combine(now.date() + timedelta(days=1), clock, now.tzinfo)
    due = shown.astimezone(UTC)
    return due if due > now.astimezone(UTC) else None


def _set(interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
    clock = read_clock_time(normalised_words(slot_of(interpretation, "clock")), situation.language)
    if clock is None:
        return say(situation, Text.ALARM_NOT_SET, failed=True)
    due = moment_of(clock, slot_of(interpretation, "day"), situation.now)
    if due is None:
        return say(situation, Text.ALARM_PAST, failed=True)
    if len(home.waiting_alarms(situation.now)) >= MOST_ALARMS:
        return say(situation, Text.ALARMS_FULL, failed=True)
    home.set_alarm(due, situation.now)
    return say(situation, Text.ALARM_SET, *rings_where(situation), when=_spoken(due, situation))


def _list(_interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
    waiting = home.waiting_alarms(situation.now)
    if not waiting:
        return say(situation, Text.ALARMS_NONE)
    return say(situation, Text.ALARMS, alarms=", ".join(_spoken(due, situation) for due in waiting))


def _cancel(_interpretation: Interpretation, situation: Situation, home: Home) -> Answer:
    if not home.waiting_alarms(situation.now) and not home.rings(situation.now):
        return say(situation, Text.ALARMS_NONE)
    home.silence(situation.now)
    home.alarms = []
    return say(situation, Text.ALARMS_CANCELLED)


def _spoken(due: datetime, situation: Situation) -> str:
    local = due.astimezone(situation.now.tzinfo)
    day = TODAY if local.date() == situation.now.date() else TOMORROW
    return day[text_language(situation.language)].format(time=f"{local:%H:%M}")


SKILLS: Final[tuple[Skill, ...]] = (
    FunctionSkill(frozenset({Request.SET_ALARM.value}), _set, uses_home=True),
    FunctionSkill(frozenset({Request.LIST_ALARMS.value}), _list, uses_home=True),
    FunctionSkill(frozenset({Request.CANCEL_ALARMS.value}), _cancel, uses_home=True),
)
