"""Evaluation errors.

EarnestError
├── NotFound
│   └── ModelNotFound
└── InvalidInput
    └── NothingToEvaluate
"""

from earnest.foundation.errors import InvalidInput, NotFound


class ModelNotFound(NotFound):
    """There is no such model."""

    code = "model_not_found"
    remedy = "List the models first."


class NothingToEvaluate(InvalidInput):
    """There is no evaluation set, so no gain can be shown and nothing is released."""

    code = "nothing_to_evaluate"
    remedy = "Import recordings with a licence and known answers, of people whom no reviewer heard."
