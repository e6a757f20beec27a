"""Errors of work that a child process does.

EarnestError
└── Unavailable
    ├── ChildBroken          the child ended, or answered what was not asked
    │   ├── ChildTooSlow     it was stopped at its time limit
    │   └── ChildFrozen      the system did not let it run, so it was ended
    └── TurnRefused          the child was never asked
        ├── TooManyAtOnce
        ├── WaitedTooLong
        └── RequesterLeft
"""

from earnest.foundation.errors import Unavailable


class ChildBroken(Unavailable):
    """The process that does this ended in the middle of it."""

    code = "child_broken"
    remedy = "Try again; if it happens often, look at the log."


class ChildTooSlow(ChildBroken):
    """The process that does this took longer than it may."""

    code = "child_too_slow"


class ChildFrozen(ChildBroken):
    """The process that does this was stopped from outside."""

    code = "child_frozen"


class TurnRefused(Unavailable):
    """This was not begun, because others have their turn."""

    code = "turn_refused"
    remedy = "Say it again in a moment."


class TooManyAtOnce(TurnRefused):
    """More recordings wait for an answer than one device may send at once."""

    code = "too_many_at_once"
    status = 429
    remedy = "Wait for the answers that are under way, then send the next recording."


class WaitedTooLong(TurnRefused):
    """So many recordings wait for an answer that this one did not get its turn in time."""

    code = "recogniser_busy"
    remedy = "Say it again in a minute; a device with its own token is served before clients without one."


class RequesterLeft(TurnRefused):
    """The client closed its connection before the answer."""

    code = "requester_left"
