"""Handover errors.

EarnestError
├── NotFound
│   ├── ClipMissing
│   └── EscalationMissing
└── Conflict
    ├── ClipGone
    ├── EscalationClosed
    ├── EscalationNotTaken
    ├── EvidenceClosed
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


class EscalationMissing(NotFound):
    """There is no such escalation."""

    code = "escalation_missing"


class EscalationNotTaken(Conflict):
    """No safety officer has taken this escalation."""

    code = "escalation_not_taken"
    remedy = "Take it first, so that the log tells who has it."


class EscalationClosed(Conflict):
    """This escalation was decided already."""

    code = "escalation_closed"
    remedy = "A decision stays as it is; the reviewer can escalate again."


class EvidenceClosed(Conflict):
    """Two officers have not approved that this evidence is opened, or its hold has ended."""

    code = "evidence_closed"
    remedy = "A safety officer and a second officer approve it on the desk of escalations."
