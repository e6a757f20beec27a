"""Errors of claims.

EarnestError
├── InvalidInput
│   └── ClaimInvalid
├── NotFound
│   └── ClaimMissing
└── Conflict
    └── ClaimDecided
"""

from earnest.foundation.errors import Conflict, InvalidInput, NotFound


class ClaimInvalid(InvalidInput):
    """The time is not a period of at most seven days in the last six months, or nothing was written."""

    code = "claim_invalid"
    remedy = "Name a beginning and an end, at most seven days, and what was said."


class ClaimMissing(NotFound):
    """There is no claim with this code, or it was answered more than a month ago."""

    code = "claim_missing"
    remedy = "Check the code that was shown when the claim was sent."


class ClaimDecided(Conflict):
    """This claim was answered already."""

    code = "claim_decided"
    remedy = "Reload the page."
