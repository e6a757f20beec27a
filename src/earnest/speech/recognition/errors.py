"""Recognition errors.

EarnestError
├── Unavailable
│   ├── EngineFailed
│   └── ModelMissing
└── InvalidInput
    └── ModelUnreadable
"""

from earnest.foundation.errors import InvalidInput, Unavailable


class EngineFailed(Unavailable):
    """The recogniser crashed or took too long on this utterance; nothing of it was kept."""

    code = "engine_failed"
    remedy = "Say it again; if it happens often, look at the health page."


class ModelMissing(Unavailable):
    """The weights that this recogniser needs are not on this machine."""

    code = "model_missing"
    remedy = "Put the weights into the folder named in the settings, or use the pocketsphinx engine."


class ModelUnreadable(InvalidInput):
    """This model bundle is damaged or of a newer format."""

    code = "model_unreadable"
    remedy = "Train again or roll back to an earlier release."
