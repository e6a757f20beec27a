"""Recording errors: why the sound and words of one recording cannot be made safe; the person who spoke sees the code.

EarnestError
└── Withheld
    ├── WordsUnreliable
    ├── NothingToHear
    ├── BeepMissing
    ├── StillExposed
    ├── TooMuchConcealed
    ├── NumberUncovered
    └── SoundNotSearched
"""

from earnest.foundation.errors import EarnestError


class Withheld(EarnestError):
    """De-identification could not make this recording safe; no person hears it."""

    code = "withheld"


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
