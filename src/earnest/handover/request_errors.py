"""Errors of requests of data subjects.

EarnestError
├── NotFound
│   └── RequestMissing
├── Conflict
│   └── RequestEnded
└── InvalidInput
    └── RequestTimeUnfit
"""

from earnest.foundation.errors import Conflict, InvalidInput, NotFound


class RequestMissing(NotFound):
    """There is no such request."""

    code = "request_missing"
    remedy = "Load the list of requests again."


class RequestEnded(Conflict):
    """This request was answered or prolonged already, or its day has passed."""

    code = "request_ended"
    remedy = "Load the list of requests again; an answer stays as it was given, and a day moves once, before it."


class RequestTimeUnfit(InvalidInput):
    """A request cannot have come in then."""

    code = "request_time_unfit"
    remedy = "Give the day on which it came in: today or at most three months ago."
