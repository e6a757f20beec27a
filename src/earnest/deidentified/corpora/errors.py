"""Errors of corpora.

EarnestError
├── InvalidInput
│   ├── CorpusNameUnfit
│   ├── LicenceMissing
│   └── TeachesNothing
│       └── NoDeviceAddressed
├── NotFound
│   └── CorpusNotFound
└── Conflict
    ├── CorpusDiffers
    ├── OnlyMeasured
    └── LearnedFrom
"""

from earnest.foundation.errors import Conflict, InvalidInput, NotFound


class CorpusNameUnfit(InvalidInput):
    """A corpus cannot have this name."""

    code = "corpus_name_unfit"
    remedy = "Use 1 to 64 letters a-z, digits, dots, hyphens and underscores, beginning with a letter or digit."


class LicenceMissing(InvalidInput):
    """A corpus is only learned from under a licence."""

    code = "licence_missing"
    remedy = "Name it with --licence, in 1 to 200 characters, such as CC-BY-4.0; --source takes up to 500."


class TeachesNothing(InvalidInput):
    """There are neither words nor a meaning here that a model could learn."""

    code = "teaches_nothing"
    remedy = "A line needs words, or sound and an intent."


class NoDeviceAddressed(TeachesNothing):
    """No device is addressed here, so it is not learned from."""

    code = "nobody_addressed"


class CorpusNotFound(NotFound):
    """There is no corpus with this name."""

    code = "corpus_not_found"
    remedy = "`earnest corpus list` shows all."


class CorpusDiffers(Conflict):
    """There is already a corpus with this name, under another licence or from another source."""

    code = "corpus_differs"
    remedy = "Give licence and source as `earnest corpus list` shows them, or import it under another name."


class OnlyMeasured(Conflict):
    """This recording is in an evaluation set, and what is measured on is never learned from."""

    code = "only_measured"


class LearnedFrom(Conflict):
    """A corpus holds this recording, and what is learned from is never measured on."""

    code = "learned_from"
