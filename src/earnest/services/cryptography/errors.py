"""Errors of cryptography; none of them tells anything of a key or of a text.

Unavailable
└── KeyUnreadable           the key cannot be used now
    ├── KeyExposed          others on the machine can read the key file
    ├── KeyServiceUnknown   no key service is known for the address
    └── KeyServiceMissing   the library of the key service is not installed
Conflict
└── KeyExists               there is a key already
InvalidInput
└── RandomnessInvalid       a proof is not that of this value under this key
EarnestError
└── SealBroken              key, text or binding do not belong together
"""

from earnest.foundation.errors import Conflict, EarnestError, InvalidInput, Unavailable


class KeyUnreadable(Unavailable):
    """The key cannot be read or used."""

    code = "key_unreadable"
    remedy = "Check that the key is there, that this user may read it, and that its service, if any, answers."


class KeyExposed(KeyUnreadable):
    """The key file can be read by other users of this machine."""

    code = "key_exposed"
    remedy = "Set the mode of the key file to 0600; if others may have read it, replace the key."


class KeyServiceUnknown(KeyUnreadable):
    """There is no key service for this kind of address."""

    code = "key_service_unknown"
    remedy = (
        "Use the path of a key file, aws-kms://… or gcp-kms://…; other services cannot bind a key to what it seals."
    )


class KeyServiceMissing(KeyUnreadable):
    """The library of the key service is not installed."""

    code = "key_service_missing"
    remedy = "Install earnest[aws-kms] or earnest[google-kms]."


class KeyExists(Conflict):
    """There is already a key; it is not overwritten."""

    code = "key_exists"
    remedy = "Keep using the key that is there; what it sealed is lost without it."


class SealBroken(EarnestError):
    """The sealed content cannot be opened: it was changed, or this is not its key."""

    code = "seal_broken"
    remedy = "The text was changed, moved or sealed with another key; restore it from where it was right."


class RandomnessInvalid(InvalidInput):
    """This is not the proof of a number that belongs to this value under this key."""

    code = "randomness_invalid"
    remedy = "Give the proof as it was published, and the public key that stands in the log."
