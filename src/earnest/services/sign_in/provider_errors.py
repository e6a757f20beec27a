"""Errors of single sign-on.

NotAllowed
├── IdentityTokenRefused  what a provider said of a person does not verify
├── LogoutTokenRefused    what says that a session has ended at a provider does not verify
└── ProviderAnswerRefused a provider's answer is not the one to what this browser asked
Unavailable
└── ProviderUnreachable   a provider of single sign-on does not answer
"""

from earnest.foundation.errors import NotAllowed, Unavailable


class IdentityTokenRefused(NotAllowed):
    """What the provider says of you could not be verified."""

    code = "identity_token_refused"
    remedy = "Begin again; where it happens again, tell your administrator that the provider's answer does not verify."
    status = 401


class LogoutTokenRefused(NotAllowed):
    """What says that a session has ended could not be verified."""

    code = "logout_token_refused"
    remedy = "Send a logout token of OpenID Connect, signed by a provider that this installation knows."
    status = 400


class ProviderAnswerRefused(NotAllowed):
    """This answer of the provider does not belong to a sign-in that was begun in this browser."""

    code = "provider_answer_refused"
    remedy = "Begin again in this browser; an answer counts once and for ten minutes."
    status = 401


class ProviderUnreachable(Unavailable):
    """The provider of single sign-on does not answer."""

    code = "provider_unreachable"
    remedy = "Try again in a moment, or sign in with password and code."
