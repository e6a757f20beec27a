"""Errors of signing in.

NotAllowed
├── SignInRefused         something of what was typed is wrong; each kind of account says what it asks for
└── TooManyAttempts       five attempts for one name within a minute
"""

from earnest.foundation.errors import NotAllowed


class SignInRefused(NotAllowed):
    """Something that was typed is wrong."""

    code = "sign_in_refused"
    remedy = "Check all of it; after several failures wait a minute."
    status = 401


class TooManyAttempts(NotAllowed):
    """There were too many attempts with this name."""

    code = "too_many_attempts"
    remedy = "Wait a minute and try again."
    status = 429
