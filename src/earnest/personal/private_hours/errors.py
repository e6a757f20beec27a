"""Errors of private hours.

EarnestError
├── InvalidInput
│   └── ScheduleInvalid
└── NotFound
    └── ScheduleMissing
"""

from earnest.foundation.errors import InvalidInput, NotFound


class ScheduleInvalid(InvalidInput):
    """The weekly private hour has no day, no length or an unknown time zone, or there are twenty already."""

    code = "schedule_invalid"
    remedy = "Choose at least one day, a beginning and another end; remove one that is not needed."


class ScheduleMissing(NotFound):
    """There is no such weekly private hour."""

    code = "schedule_missing"
