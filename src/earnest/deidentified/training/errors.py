"""Training errors.

EarnestError
├── NotFound
│   └── ModelNotFound
├── Conflict
│   ├── NothingToRollBack
│   ├── NotReleasable
│   └── SnapshotChanged
├── Unavailable
│   └── LearningInterrupted
└── LearningDied
"""

from earnest.foundation.errors import Conflict, EarnestError, NotFound, Unavailable


class ModelNotFound(NotFound):
    """There is no such model."""

    code = "model_not_found"
    remedy = "List the models first."


class NothingToRollBack(Conflict):
    """The stock model is live; there is nothing before it."""

    code = "nothing_to_roll_back"
    remedy = "Nothing needs to be done."


class NotReleasable(Conflict):
    """This model was not shown to be better, or was shown to be worse; it is not released."""

    code = "not_releasable"
    remedy = "Look at its evaluations; gather more labels and train again."


class SnapshotChanged(Conflict):
    """Something was withdrawn from the snapshot; no model is made or released from what is left of it."""

    code = "snapshot_changed"
    remedy = "Train again: a new snapshot is made without what was withdrawn."


class LearningInterrupted(Unavailable):
    """Learning was interrupted; it continues from its last step."""

    code = "learning_interrupted"
    remedy = "Nothing needs to be done: it is tried again."


class LearningDied(EarnestError):
    """Learning ended unexpectedly."""

    code = "learning_died"
    remedy = "See log/corpus_worker.log in the data folder; this is a defect of Earnest, please report it."
