"""De-identification errors: reasons to withhold besides those of sound and words; the person who spoke sees the code.

EarnestError
├── Unavailable
│   └── HouseholdChanged
└── Withheld                  (speech.privacy.recording.errors)
    ├── ConsentGone
    └── HouseholdUnreadable
"""

from earnest.foundation.errors import Unavailable
from earnest.speech.privacy.recording.errors import Withheld


class ConsentGone(Withheld):
    """Consent to human review was withdrawn."""

    code = "consent_gone"


class HouseholdUnreadable(Withheld):
    """The customer's list of household names could not be read, so they cannot be covered."""

    code = "household_unreadable"


class HouseholdChanged(Unavailable):
    """The customer's list of names changed while the recording was being prepared; it is prepared anew."""

    code = "household_changed"
