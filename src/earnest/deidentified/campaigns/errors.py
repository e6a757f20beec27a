"""Campaign errors.

EarnestError
├── InvalidInput
│   └── EntryNotPublic
└── Conflict
    ├── ApprovalRefused
    └── CampaignOver
"""

from earnest.foundation.errors import Conflict, InvalidInput


class EntryNotPublic(InvalidInput):
    """A campaign asks for a public thing from the catalogue and nothing else; names of private people are in none."""

    code = "entry_not_public"
    remedy = "Choose an entry of the catalogue; the organisation brings it with `earnest review catalogue`."


class ApprovalRefused(Conflict):
    """This cannot be approved by you: you did already, under this or another account, or it is over."""

    code = "approval_refused"
    remedy = "Ask another person to approve it."


class CampaignOver(Conflict):
    """There is no such campaign, or it is over already."""

    code = "campaign_over"
    remedy = "Load the campaigns again."
