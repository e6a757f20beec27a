"""Errors of staff accounts.

NotAllowed
├── SignInRefused         of services.sign_in
│   └── StaffSignInRefused    name, password or code is wrong; which one is not told
├── PlaceRefused          no clip is given here, or not at this time
├── PlaceChanged          the browser is in another network than at the start of the shift
├── BrowserMissing        the site gives clips in enrolled browsers only, and this is none
├── BrowserRefused        a key or signature of a browser does not verify
├── PostureMissing        device management has not stated lately that the machine is in order
├── PostureRefused        a statement of device management does not count
├── HeadphonesMissing     sound goes to loudspeakers, as the browser tells
├── AttestationMissing    headphones, room and company were not declared, or are asked again
├── IdentityUnknown       an identity of a provider that is linked to no account here
├── SignInCancelled       the person did not sign in at the provider
├── PasskeyDemanded       the role signs in with a passkey, and this session began without one
├── SignInTooOld          what was asked needs a sign-in of the last ten minutes
├── NotSignedIn           of foundation: no session
│   └── StaffSessionEnded      this browser had one, and it ended
└── PermissionMissing     the role does not have this permission
Conflict
├── IdentityElsewhere     an identity cannot be linked to this account
├── LastAdministrator     the last active administrator keeps access and role
├── OwnAccount            the account with which one is signed in is not disabled, reset or changed by oneself
├── TenantNameTaken       a vendor, or a site of it, has this name
└── MemberExists          the name is taken
NotFound
├── MemberUnknown         there is no such member
├── VendorUnknown         there is no such vendor, or it is not the asker's
├── SiteUnknown           there is no such site of this vendor
├── BrowserUnknown        no browser of this thumbprint within the asker's scope
├── ProviderUnknown       no provider of single sign-on has this name
└── PasskeyUnknown        this member has no such passkey
InvalidInput
├── StaffPasswordTooShort      fewer than eight characters
├── PasswordCommon        one of those that attackers try first
├── SiteUnfit             country, network, time zone or hours are none
├── PasskeyRefused        the authenticator's answer does not verify
├── MemberNameUnfit       empty, too long, or with characters that cannot be seen
└── SimulatedOnlyReviews  a simulated member can be a reviewer and nothing else
"""

from earnest.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound, NotSignedIn
from earnest.services.sign_in.errors import SignInRefused


class StaffSignInRefused(SignInRefused):
    """Name, password or code is wrong."""

    remedy = "Check all three; each code works once, so wait for the next one if you have just used it."


class StaffSessionEnded(NotSignedIn):
    """Your session has ended: after 30 minutes (some roles: 15) without key or click, or 12 hours after signing in."""

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
    remedy = "Use 1 to 100 characters that can be seen, without spaces at either end, without / and not dots only."


class SimulatedOnlyReviews(InvalidInput):
    """A simulated member can only be a reviewer."""

    code = "simulated_only_reviews"
    remedy = "Add a person for other roles."


class StaffPasswordTooShort(InvalidInput):
    """This password is too short."""

    code = "password_too_short"
    remedy = "Use at least 8 characters; 15 or more are better. Any characters will do."


class PasswordCommon(InvalidInput):
    """This password is one of those that attackers try first."""

    code = "password_common"
    remedy = "Choose another one, such as four words that have nothing to do with each other."


class PasskeyRefused(NotAllowed):
    """This passkey does not open an account here."""

    code = "passkey_refused"
    remedy = "Try it again, or sign in with password and code."
    status = 401


class PasskeyDemanded(NotAllowed):
    """Your role signs in with a passkey, and this session began without one."""

    code = "passkey_demanded"
    remedy = "Sign in with your passkey; where you have none yet, add one now. An administrator resets a lost one."


class PasskeyUnknown(NotFound):
    """You have no such passkey."""

    code = "passkey_unknown"


class ProviderUnknown(NotFound):
    """There is no such provider of single sign-on."""

    code = "provider_unknown"
    remedy = "Reload the page; the providers may have changed."


class SignInCancelled(NotAllowed):
    """You did not sign in at the provider."""

    code = "sign_in_cancelled"
    remedy = "Begin again, or sign in with password and code."
    status = 401


class IdentityUnknown(NotAllowed):
    """This identity is linked to no account here."""

    code = "identity_unknown"
    remedy = (
        "Sign in with password and code, and link it under “Own account”; without an account ask your administrator."
    )
    status = 401


class IdentityElsewhere(Conflict):
    """This identity cannot be linked to your account."""

    code = "identity_elsewhere"
    remedy = "One identity signs in one member, and each provider serves its own employer; ask your administrator."


class SignInTooOld(NotAllowed):
    """This needs a sign-in of the last ten minutes."""

    code = "sign_in_too_old"
    remedy = "Confirm that it is you, and try again."


class VendorUnknown(NotFound):
    """There is no vendor of this name."""

    code = "vendor_unknown"


class SiteUnknown(NotFound):
    """This vendor has no site of this name."""

    code = "site_unknown"


class OwnAccount(Conflict):
    """This is the account with which you are signed in."""

    code = "own_account"
    remedy = "Ask another administrator, so that there is always one left who can sign in."


class LastAdministrator(Conflict):
    """This is the last active administrator."""

    code = "last_administrator"
    remedy = "Add another administrator first, so that there is always one left who can sign in."


class TenantNameTaken(Conflict):
    """This name is taken."""

    code = "tenant_name_taken"
    remedy = "Choose another name."


class SiteUnfit(InvalidInput):
    """This cannot be a site."""

    code = "site_unfit"
    remedy = (
        "Use a country of two capitals (DE), an area as customers have it (DE-10), networks such as 192.0.2.0/24, a"
        " time zone such as Europe/Berlin."
    )


class PlaceRefused(NotAllowed):
    """Clips are not given here, or not at this time."""

    code = "place_refused"
    remedy = "Work from your site and within its hours; your administrator knows which."


class PlaceChanged(NotAllowed):
    """The network changed during your shift, so the session has ended."""

    code = "place_changed"
    status = 401
    remedy = "Sign in again where you are, if you may work there."


class AttestationMissing(NotAllowed):
    """Declare first where you work."""

    code = "attestation_missing"
    remedy = "Confirm headphones, a closed room, no public place, and that you are alone."


class BrowserMissing(NotAllowed):
    """Clips of your site are given in enrolled browsers only."""

    code = "browser_missing"
    remedy = "Ask for the enrolment of this browser on the page; an administrator of your site approves it."


class BrowserRefused(NotAllowed):
    """The key of this browser does not verify."""

    code = "browser_refused"
    remedy = "Try again; where it stays so, ask for its enrolment anew."


class BrowserUnknown(NotFound):
    """There is no such browser."""

    code = "browser_unknown"


class PostureMissing(NotAllowed):
    """Device management has not stated within eight hours that this machine is in order."""

    code = "posture_missing"
    remedy = (
        "Ask whoever manages your machine; disk encryption, screen lock and updates are needed, and no screen recorder."
    )


class PostureRefused(NotAllowed):
    """This statement of device management does not count."""

    code = "posture_refused"
    remedy = (
        "It has to be signed by the key of EARNEST_POSTURE_KEY, not older than eight hours, of an enrolled browser."
    )


class HeadphonesMissing(NotAllowed):
    """Sound goes to loudspeakers."""

    code = "headphones_missing"
    remedy = "Connect headphones, choose them as output of sound, and begin again."
