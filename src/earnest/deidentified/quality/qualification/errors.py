"""Qualification errors.

EarnestError
├── NotFound
│   └── QualificationMissing
└── Conflict
    ├── QualificationTooSmall
    └── AttemptRefused
"""

from earnest.foundation.errors import Conflict, NotFound


class QualificationMissing(NotFound):
    """There is no such test or attempt, or it was decided already."""

    code = "qualification_missing"
    remedy = "Load the list again."


class QualificationTooSmall(Conflict):
    """A test needs at least five planted clips of its language that can still be given."""

    code = "qualification_too_small"
    remedy = "Plant more licensed recordings with `earnest review plant`, and compose the test of them."


class AttemptRefused(Conflict):
    """This test cannot be taken by you now: one goes on, you are qualified, or a lead has to decide first."""

    code = "attempt_refused"
    remedy = "Answer the clips of the test that goes on, or ask your lead."
