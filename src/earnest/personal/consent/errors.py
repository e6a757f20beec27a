"""Consent errors.

EarnestError
├── NotFound
│   └── PurposeUnknown
├── Conflict
│   └── WordingChanged
└── NotAllowed
    └── ConsentMissing
"""

from earnest.foundation.errors import Conflict, NotAllowed, NotFound


class PurposeUnknown(NotFound):
    """There is no such purpose."""

    code = "purpose_unknown"
    remedy = "Use own_history, automatic_learning, human_review or wake_word_learning."


class WordingChanged(Conflict):
    """The text of this purpose is not the one that was shown."""

    code = "wording_changed"
    remedy = "Load the page again, read the new text and decide again."


class ConsentMissing(NotAllowed):
    """The customer has not consented to this purpose, or has withdrawn consent."""

    code = "consent_missing"
    remedy = "Switch the purpose on first; nothing was kept or changed."
