"""Errors of the panel.

EarnestError
├── NotFound
│   └── InvitationMissing
├── Conflict
│   └── ContractChanged
└── NotAllowed
    └── NotForThePanel
"""

from earnest.foundation.errors import Conflict, NotAllowed, NotFound


class InvitationMissing(NotFound):
    """There is no invitation to the panel that is open, or no panel to leave."""

    code = "invitation_missing"
    remedy = "Load the page again; nothing was changed."


class ContractChanged(Conflict):
    """The contract is not the one that was shown."""

    code = "contract_changed"
    remedy = "Load the page again, read the new text and decide again."


class NotForThePanel(NotAllowed):
    """Only a grown-up customer of the general programme is invited, and only who agreed gets a reward."""

    code = "not_for_the_panel"
    remedy = "Invite a customer of the general programme; note rewards after they agreed to the contract."
