"""De-identification errors: reasons to withhold; the person who spoke sees the code.

EarnestError
├── Unavailable
│   └── HouseholdChanged
└── Withheld
    ├── ConsentGone
    ├── WordsUnreliable
    ├── NothingToHear
    ├── BeepMissing
    ├── StillExposed
    ├── TooMuchConcealed
    ├── NumberUncovered
    ├── SoundNotSearched
    └── HouseholdUnreadable
"""

from earnest.foundation.errors import EarnestError, Unavailable


class Withheld(EarnestError):
    """De-identification could not make this recording safe; nobody hears it."""

    code = "withheld"


class ConsentGone(Withheld):
    """There is no yes to human review any more."""

    code = "consent_gone"


class WordsUnreliable(Withheld):
    """No words were recognised, so nothing can be said about what is personal in the sound."""

    code = "words_unreliable"


class NothingToHear(Withheld):
    """There is no speech left to hear."""

    code = "nothing_to_hear"


class BeepMissing(Withheld):
    """The sound that should be a tone is not."""

    code = "beep_missing"


class StillExposed(Withheld):
    """The verifier still heard something personal in the concealed sound."""

    code = "still_exposed"


class TooMuchConcealed(Withheld):
    """Most of the speech would be a tone."""

    code = "too_much_concealed"


class NumberUncovered(Withheld):
    """The verifier heard a number or something spelled out where there is no beep, or where a beep does not reach."""

    code = "number_uncovered"


class SoundNotSearched(Withheld):
    """The sound itself could not be searched for digits and letters, and the words alone are not sure enough."""

    code = "sound_not_searched"


class HouseholdUnreadable(Withheld):
    """The customer's list of names that nobody may hear could not be read, so they cannot be covered."""

    code = "household_unreadable"


class HouseholdChanged(Unavailable):
    """The customer's list of names changed while the recording was being prepared; it is prepared anew."""

    code = "household_changed"
