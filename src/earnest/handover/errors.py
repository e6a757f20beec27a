"""Handover errors.

EarnestError
├── NotFound
│   └── ClipMissing
└── Conflict
    ├── ClipGone
    └── AlreadyLabelled
"""

from earnest.foundation.errors import Conflict, NotFound


class ClipMissing(NotFound):
    """There is no such clip."""

    code = "clip_missing"


class ClipGone(Conflict):
    """This clip was withdrawn: it may not be heard or learned from any more."""

    code = "clip_withdrawn"
    status = 410
    remedy = "Go on with the next clip."


class AlreadyLabelled(Conflict):
    """This clip has all the reviews that it needs."""

    code = "already_labelled"
    remedy = "Go on with the next clip."
