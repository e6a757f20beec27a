"""Errors of stopping: what reviewers meet, and officers.

EarnestError
├── NotAllowed
│   ├── StopNotYours
│   └── ResumptionNotYours
└── Conflict
    ├── ReviewStopped
    └── StopEndedAlready
"""

from earnest.foundation.errors import Conflict, NotAllowed


class StopNotYours(NotAllowed):
    """Only a privacy or safety officer who is signed in stops something."""

    code = "stop_not_yours"


class ResumptionNotYours(NotAllowed):
    """Two different people let a stop end: one asks, another agrees, and one of them is a privacy officer."""

    code = "resumption_not_yours"
    remedy = "Another officer agrees, with an own account; a second account of the same person does not count."


class StopEndedAlready(Conflict):
    """There is no such stop, it has ended, or its end was asked for before."""

    code = "stop_ended_already"
    remedy = "Load the page again; it shows what is stopped now."


class ReviewStopped(Conflict):
    """An officer has stopped this: no sound is given until two officers let it go on."""

    code = "review_stopped"
    remedy = "Nothing that you wrote is lost; GET /api/stops says what is stopped, why and since when."
