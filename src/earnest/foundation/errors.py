"""Errors: one class per cause; the docstring is the message, and no message holds content.

EarnestError
├── InvalidInput        the caller sent something that cannot be used; HTTP 4xx
├── NotAllowed          the caller may not do this; HTTP 401 or 403
│   └── NotSignedIn     it is not known who the caller is; here, so that features name it without a web server
├── NotFound            there is no such thing for this caller; HTTP 404
├── Conflict            the thing is no longer in the state that this needs; HTTP 409
└── Unavailable         a part that this needs is not working now; HTTP 503
"""

from typing import ClassVar


class EarnestError(Exception):
    """Something went wrong in Earnest."""

    code: ClassVar[str] = "error"
    """Stable name of the cause for programs; lower case with underscores."""

    remedy: ClassVar[str] = ""
    """What the person who meets this can do; one sentence, without content."""

    status: ClassVar[int] = 500
    """HTTP status that this becomes at the edge."""

    def __init__(self) -> None:
        """Take the first line of the class's docstring as the message."""
        super().__init__((self.__doc__ or "").strip().splitlines()[0])

    @property
    def message(self) -> str:
        """The sentence that tells what happened, without content."""
        return str(self)


class InvalidInput(EarnestError):
    """What was sent cannot be used."""

    code = "invalid_input"
    status = 422


class NotAllowed(EarnestError):
    """This is not allowed."""

    code = "not_allowed"
    status = 403


class NotSignedIn(NotAllowed):
    """You are not signed in, or your session has ended."""

    code = "not_signed_in"
    status = 401
    remedy = "Sign in and try again."


class NotFound(EarnestError):
    """There is no such thing."""

    code = "not_found"
    status = 404


class Conflict(EarnestError):
    """This is no longer possible in the present state."""

    code = "conflict"
    status = 409


class Unavailable(EarnestError):
    """A part that this needs is not working now."""

    code = "unavailable"
    status = 503
