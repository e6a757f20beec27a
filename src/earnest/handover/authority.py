"""Authority to release, without which no clip can be built. Only de-identification's release step imports this."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseAuthority:
    """Says that find, conceal, disguise and verify have all succeeded for a clip.

    An import contract allows `personal.deidentification.release` alone to import this module. It stops mistakes,
    not an attacker in the same process.
    """

    verified: bool
    """The verifier listened to the concealed sound and found nothing left."""
