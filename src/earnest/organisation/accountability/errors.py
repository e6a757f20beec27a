"""Errors of accountability.

EarnestError
├── NotFound
│   ├── BreachMissing
│   ├── ListMissing
│   ├── ObligationUnknown
│   └── PackMissing
├── Conflict
│   ├── BreachUnfinished
│   ├── PackExists
│   └── TooManyPacks
├── InvalidInput
│   ├── EntryUnfit
│   ├── OfficerKeyUnfit
│   ├── PackInvalid
│   └── PeriodUnfit
└── TooManyRequests
"""

from earnest.foundation.errors import Conflict, EarnestError, InvalidInput, NotFound


class BreachMissing(NotFound):
    """There is no such breach in the register."""

    code = "breach_missing"
    remedy = "Load the register again."


class ListMissing(NotFound):
    """This list is not made yet, or was removed 30 days after it was made."""

    code = "list_missing"
    remedy = "Wait until it is made; after 30 days ask for it again."


class ObligationUnknown(NotFound):
    """There is no such obligation."""

    code = "obligation_unknown"
    remedy = "Use one of the names that GET /api/obligations lists."


class PackMissing(NotFound):
    """This evidence pack is not made yet, or has expired."""

    code = "pack_missing"
    remedy = "Wait until it is made; after an hour build it again."


class BreachUnfinished(Conflict):
    """Something is missing before this breach can be closed."""

    code = "breach_unfinished"
    remedy = "Enter what is missing: the risk, that the authority was told or why not, and at a high risk the people."


class PackExists(Conflict):
    """There is something in the folder already."""

    code = "pack_exists"
    remedy = "Give the name of a new folder."


class TooManyPacks(Conflict):
    """Other evidence packs are being made."""

    code = "too_many_packs"
    remedy = "Wait until they are made."


class EntryUnfit(InvalidInput):
    """This entry does not fit into the register."""

    code = "entry_unfit"
    remedy = "Give a time that is not later than now, a risk where it is assessed and only there; load it again."


class OfficerKeyUnfit(InvalidInput):
    """This is no public key of an officer."""

    code = "officer_key_unfit"
    remedy = "Give the line that `earnest breach key` printed, as it is."


class PackInvalid(InvalidInput):
    """There is no such folder."""

    code = "pack_invalid"
    remedy = "Give the folder that `earnest evidence-pack` wrote."


class PeriodUnfit(InvalidInput):
    """This is no period."""

    code = "period_unfit"
    remedy = "Give a first day that lies before the last, as 2026-01-31."


class TooManyRequests(EarnestError):
    """This address asked too often within a minute."""

    code = "too_many_requests"
    remedy = "Wait a minute; the report changes once an hour."
    status = 429
