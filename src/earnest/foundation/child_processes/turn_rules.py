"""Rules of turns: who is served next, and who is preempted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from earnest.foundation.child_processes.requester import Requester

SHORT_SECONDS: Final = 15.0
"""Sound up to here is a command: the longest of 265 spoken orders has 14.9 s. Longer ones never hold every place."""
SLICE_SECONDS: Final = 3.0
"""What a client without a token may use of a place while others without one wait with a command: enough
for one command where the machine is not busy (pocketsphinx takes 0.3 s for a second of sound). Chosen, not measured."""
ANONYMOUS: Final = "without a token"
"""Stands for all clients without a token where they count as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLimits:
    """How much may wait."""

    waiting_each: int = 8
    """Utterances of one client, those under way included."""
    waiting_seconds_each: float = 240.0
    """Seconds of sound of one client; four of the longest recordings."""
    waiting_anonymous: int = 24
    """Utterances of all clients without a token together."""
    waiting_all: int = 96
    """Utterances of all clients together."""
    longest_wait_seconds: float = 90.0
    """From the question to the begin of the work; a person has given up long before. Chosen, as all limits here."""


@dataclass(slots=True, eq=False, kw_only=True)
class Turn:
    """One utterance that waits or is worked on; changed only under the lock of its `FairTurns`."""

    requester: Requester | None
    """None: this process's own work, which no rule of fairness holds back."""
    sound_seconds: float
    number: int
    """Order of asking."""
    asked_at: float
    """Monotonic seconds, as `began_at`."""
    began_at: float = 0.0
    preempted: bool = False
    """Its work was stopped for another; it waits again."""

    @property
    def name(self) -> str | None:
        """Who is held to the limits of one client."""
        return None if self.requester is None else self.requester.name

    @property
    def group(self) -> str | None:
        """Who shares with whom: a known device is its own group, all others are one."""
        if self.requester is None:
            return None
        return self.requester.name if self.requester.known else ANONYMOUS

    @property
    def is_anonymous(self) -> bool:
        """Tell whether no token was shown."""
        return self.group == ANONYMOUS

    @property
    def is_long(self) -> bool:
        """Tell whether it is longer than a command."""
        return self.sound_seconds > SHORT_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What was used lately, in seconds of a place; what is longer ago counts less."""

    by_name: Mapping[str, float] = field(default_factory=dict[str, float])
    """Groups and clients by name."""

    def of(self, name: str | None) -> float:
        """Return what one used, ≥ 0."""
        return 0.0 if name is None else self.by_name.get(name, 0.0)


def may_ask(turn: Turn, others: Collection[Turn], limits: TurnLimits) -> bool:
    """Tell whether one more utterance is taken into the queue.

    Args:
        turn: the new one.
        others: all that wait or are worked on.
        limits: how much may wait.
    """
    if turn.requester is None:
        return True
    own = [other for other in others if other.name == turn.name]
    return (
        len(others) < limits.waiting_all
        and len(own) < limits.waiting_each
        and sum(other.sound_seconds for other in own) + turn.sound_seconds <= limits.waiting_seconds_each
        and not (turn.is_anonymous and sum(other.is_anonymous for other in others) >= limits.waiting_anonymous)
    )


def may_begin(turn: Turn, running: Collection[Turn], places: int) -> bool:
    """Tell whether an utterance may take a place now.

    A client has one place at a time. Where there are several places, neither clients without a token nor long
    recordings ever hold all of them: a command of a known device finds a place that it shares with commands only.
    """
    if len(running) >= places:
        return False
    if turn.requester is None:
        return True
    if any(other.name == turn.name for other in running):
        return False
    if places == 1:
        return True
    anonymous = sum(other.is_anonymous for other in running)
    long = sum(other.is_long for other in running)
    return not (turn.is_anonymous and anonymous >= places - 1) and not (turn.is_long and long >= places - 1)


def next_turn(waiting: Collection[Turn], running: Collection[Turn], places: int, used: Used) -> Turn | None:
    """Return who begins now: of those that may, whose group used least, then who used least, then who asked first."""
    able = [turn for turn in waiting if may_begin(turn, running, places)]
    return min(able, key=lambda turn: (used.of(turn.group), used.of(turn.name), turn.number), default=None)


def turn_to_preempt(turn: Turn, running: Collection[Turn], places: int, now: float) -> Turn | None:
    """Return whose work is stopped so that a waiting utterance can begin; None where it waits.

    Only clients without a token are preempted: at once by a known device, and by a command of another client without a
    token once their slice is over. Their utterance waits again and is recognised from its beginning.
    """
    if turn.requester is None or may_begin(turn, running, places):
        return None
    for other in running:
        if not other.is_anonymous or other.name == turn.name or other.preempted:
            continue
        in_time = turn.is_anonymous and (turn.is_long or now - other.began_at < SLICE_SECONDS)
        if not in_time and may_begin(turn, [one for one in running if one is not other], places):
            return other
    return None
