"""Errors of escalations; the routes of officers answer them, and no page of reviewers.

EarnestError
├── NotFound
│   └── EscalationMissing
└── Conflict
    ├── EscalationClosed
    ├── EscalationNotTaken
    └── EvidenceClosed
"""

from earnest.foundation.errors import Conflict, NotFound


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
    remedy = "A safety officer and a second officer approve it in the list of escalations."
