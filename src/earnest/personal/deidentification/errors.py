"""De-identification errors: reasons to withhold, each with a code that the person who spoke sees.

EarnestError
└── Withheld
    ├── ConsentGone
    ├── WordsUnreliable
    ├── StillExposed
    └── NothingToHear
"""

from earnest.foundation.errors import EarnestError


class Withheld(EarnestError):
    """De-identification could not make this recording safe; nobody hears it."""

    code = "withheld"


class ConsentGone(Withheld):
    """There is no yes to human review any more."""

    code = "consent_gone"


class WordsUnreliable(Withheld):
    """The words do not say enough of the sound to find what is personal in it."""

    code = "words_unreliable"


class StillExposed(Withheld):
    """The verifier still heard something personal in the concealed sound."""

    code = "still_exposed"


class NothingToHear(Withheld):
    """There is no sound left to hear."""

    code = "nothing_to_hear"
