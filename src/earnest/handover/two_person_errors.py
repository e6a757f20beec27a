"""Errors of acts that two people approve.

EarnestError
├── NotAllowed
│   ├── ActNotYours
│   ├── ExportNotApproved
│   ├── ShareNotApproved
│   └── ShareTakesTwo
"""

from earnest.foundation.errors import NotAllowed


class ActNotYours(NotAllowed):
    """Another officer approves this: not who asked for it, under whichever account, and one of both is for privacy."""

    code = "act_not_yours"
    remedy = "Another privacy or safety officer approves it within seven days, with an own account."


class ExportNotApproved(NotAllowed):
    """Two people have not approved this export."""

    code = "export_not_approved"
    remedy = "One officer asks for it and another approves, on the page; then `earnest export --request ID`, once."


class ShareNotApproved(NotAllowed):
    """The share of clips that is set is higher than what is in force, and two people have not approved it."""

    code = "share_not_approved"
    remedy = (
        "Set EARNEST_CAP_SHARE and EARNEST_PANEL_CAP_SHARE to what is in force, which the page shows, and start; one"
        " officer asks for more and another approves, on the page. Then set the higher share and start again."
    )


class ShareTakesTwo(NotAllowed):
    """One officer lowers the share of a region; a higher one takes a second person."""

    code = "share_takes_two"
    remedy = "Ask for the higher share; another officer approves it, and it is in force from then on."
