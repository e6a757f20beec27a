"""Errors of staff accounts.

NotAllowed
├── SignInRefused         of services.sign_in
│   └── StaffSignInRefused    name, password or code is wrong; which one is not told
├── NotSignedIn           of services.web: no session
│   └── StaffSessionEnded      this browser had one, and it ended
└── PermissionMissing     the role does not have this permission
Conflict
└── MemberExists          the name is taken
NotFound
└── MemberUnknown         there is no such member
InvalidInput
├── MemberNameUnfit       empty, too long, or with characters that cannot be seen
└── SimulatedOnlyReviews  a simulated member can be a reviewer and nothing else
"""

from earnest.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from earnest.services.sign_in.errors import SignInRefused
from earnest.services.web import NotSignedIn


class StaffSignInRefused(SignInRefused):
    """Name, password or code is wrong."""

    remedy = "Check all three; each code works once, so wait for the next one if you have just used it."


class StaffSessionEnded(NotSignedIn):
    """Your session has ended: after 30 minutes without a request, or 12 hours after signing in."""

    code = "session_ended"
    remedy = "Sign in; what you had written is kept as long as no other reviewer was given the clip."


class PermissionMissing(NotAllowed):
    """Your role does not allow this."""

    code = "permission_missing"
    remedy = "Ask an administrator for an account with the role that does."


class MemberExists(Conflict):
    """There is already a member with this name."""

    code = "member_exists"
    remedy = "Choose another name."


class MemberUnknown(NotFound):
    """There is no member with this name."""

    code = "member_unknown"


class MemberNameUnfit(InvalidInput):
    """This name cannot be used to sign in."""

    code = "member_name_unfit"
    remedy = "Use 1 to 100 characters that can be seen, without spaces at either end."


class SimulatedOnlyReviews(InvalidInput):
    """A simulated member can only be a reviewer."""

    code = "simulated_only_reviews"
    remedy = "Add a person for other roles."
