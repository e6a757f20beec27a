"""Requests that the assistant understands before anything was learned.

What a person says about being listened to by people is read by `spoken_no`: a clear no is carried out, a doubtful one
is asked about (CN5). All else is in the grammar of `speech.meaning.built_in_requests`.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from earnest.personal.assistant.spoken_no import Objection, meaning_of
from earnest.speech.meaning.built_in_requests import MINUTES, find_first_request
from earnest.speech.meaning.interpretation import Interpretation


class Request(StrEnum):
    """Intents of the fixed grammar; the values are the names that the history shows."""

    STOP_LISTENING = "stop_human_review"
    MAYBE_STOP_LISTENING = "ask_stop_human_review"
    """It may be a no to people who listen: the person is asked whether it is."""
    KEEP_LISTENING = "keep_human_review"
    """It was asked, and it was none."""
    WHAT_IS_KEPT = "what_is_kept"
    WHO_LISTENED = "who_listened"
    CORRECT_LAST = "correct_last"
    """What was said last was something else (`no, I said …`); that is then done."""
    DELETE_LAST = "delete_last"
    """Delete what was said last at this device."""
    DELETE_TODAY = "delete_today"
    """Asked back once before it is done."""
    DELETE_TODAY_AGREED = "delete_today_agreed"
    """It was asked, and it was a yes."""
    KEEP_TODAY = "keep_today"
    """It was asked, and it was a no."""
    DO_AS_ASKED = "do_as_asked"
    """A skill asked whether it should, and it was a yes."""
    LEAVE_AS_IT_IS = "leave_as_it_is"
    """It was a no."""
    BEGIN_PRIVATE_HOUR = "begin_private_hour"
    """Nothing is kept until its end (CN10)."""
    END_PRIVATE_HOUR = "end_private_hour"
    """Not done by voice: whoever is in the room could say it about the words of others."""
    ASK_PRIVATE_HOUR = "ask_private_hour"
    TIME = "tell_time"
    DATE = "tell_date"
    SET_ALARM = "set_alarm"
    LIST_ALARMS = "list_alarms"
    CANCEL_ALARMS = "cancel_alarms"
    SET_TIMER = "set_timer"
    COUNT_TIMERS = "count_timers"
    CANCEL_TIMERS = "cancel_timers"
    PAUSE_TIMERS = "pause_timers"
    RESUME_TIMERS = "resume_timers"
    LIST_ADD = "list_add"
    LIST_READ = "list_read"
    LIST_REMOVE = "list_remove"
    LIGHTS_ON = "lights_on"
    LIGHTS_OFF = "lights_off"


SAID: Final = "said"
"""Name of the slot of a correction: what was said in truth."""
DURATION: Final = MINUTES
"""Name of the slot of a timer and of a private hour."""

SLOTS: Final[dict[Request, tuple[str, ...]]] = dict.fromkeys(Request, ()) | {
    Request.SET_TIMER: (DURATION,),
    Request.SET_ALARM: ("clock", "day"),
    Request.LIST_ADD: ("item",),
    Request.LIST_REMOVE: ("item",),
    Request.BEGIN_PRIVATE_HOUR: (DURATION,),
}
"""Slots of each request, for the page on which a person corrects what was understood."""

ONLY_ASKED: Final = frozenset(
    {
        *(Request.MAYBE_STOP_LISTENING, Request.KEEP_LISTENING, Request.DELETE_TODAY_AGREED, Request.KEEP_TODAY),
        *(Request.CORRECT_LAST, Request.DO_AS_ASKED, Request.LEAVE_AS_IT_IS),
    }
)
"""Requests that belong to a question of the assistant's own or to what was said before; they cannot be taught."""


ABOUT_PRIVACY: Final = frozenset(
    {
        *(Request.WHAT_IS_KEPT, Request.WHO_LISTENED, Request.DELETE_LAST, Request.DELETE_TODAY),
        *(Request.BEGIN_PRIVATE_HOUR, Request.END_PRIVATE_HOUR, Request.ASK_PRIVATE_HOUR),
    }
)
"""Requests about what is kept; nothing that was taught comes before them."""


def understand(words: Sequence[str], language: str) -> Interpretation:
    """Return what the fixed grammar understands.

    Args:
        words: normalised words, length ≥ 0.
        language: ISO 639-1; a language without a grammar uses the English one.

    Returns:
        The request with its slots, or `NOTHING_UNDERSTOOD`.
    """
    meaning = meaning_of(words, language)
    if meaning is Objection.NO:
        return asks_for(Request.STOP_LISTENING)
    found = find_first_request(words, language)
    if not found.understood and meaning is Objection.DOUBTFUL:
        return asks_for(Request.MAYBE_STOP_LISTENING)
    return found


def asks_for(request: Request) -> Interpretation:
    """Return the interpretation that is a request without slots."""
    return Interpretation(intent=request.value, slots=(), confidence=1.0)
