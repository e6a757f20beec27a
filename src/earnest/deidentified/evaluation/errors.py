"""Evaluation errors.

EarnestError
├── InvalidInput
│   └── NothingToEvaluate
└── NotAnsweredByWords
"""

from earnest.foundation.errors import EarnestError, InvalidInput


class NotAnsweredByWords(EarnestError):
    """What a model recognises says nothing about this metric."""

    code = "not_answered_by_words"


class NothingToEvaluate(InvalidInput):
    """There is no evaluation set, so no gain can be shown and nothing is released."""

    code = "nothing_to_evaluate"
    remedy = "Import recordings with a licence and known answers, of people whom no reviewer heard."
