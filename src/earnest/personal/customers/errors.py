"""Customer errors.

EarnestError
├── InvalidInput
│   ├── CustomerInvalid
│   └── PasswordTooShort
├── Conflict
│   └── LoginTaken
├── NotFound
│   ├── CustomerMissing
│   └── DeviceMissing
└── NotAllowed
    ├── NotSignedIn
    │   └── CustomerSessionEnded
    ├── TokenRefused
    └── SignInRefused       of services.sign_in
        └── CustomerSignInRefused
"""

from earnest.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound, NotSignedIn
from earnest.services.sign_in.errors import SignInRefused


class CustomerInvalid(InvalidInput):
    """Login, region, language, programme or name of the device is not of the right form."""

    code = "customer_invalid"
    remedy = "Login: 1 to 200 characters; device: 1 to 100; region such as DE; language such as de."


class PasswordTooShort(InvalidInput):
    """The password is too short or too long."""

    code = "password_invalid"
    remedy = "Use 8 to 200 characters; there are no other rules."


class LoginTaken(Conflict):
    """There is already a customer with this login."""

    code = "login_taken"
    remedy = "Choose another login."


class CustomerMissing(NotFound):
    """There is no such customer."""

    code = "customer_missing"


class DeviceMissing(NotFound):
    """There is no such device."""

    code = "device_missing"


class TokenRefused(NotAllowed):
    """This device token is unknown or was revoked."""

    code = "token_refused"
    status = 401
    remedy = "Add the device again and give it the new token."


class CustomerSignInRefused(SignInRefused):
    """Login or password is wrong."""

    remedy = "Check both; after several failures wait a minute."


class CustomerSessionEnded(NotSignedIn):
    """The session has ended; what was being written is kept."""

    code = "session_ended"
    remedy = "Sign in and go on."
