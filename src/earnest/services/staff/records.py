"""Records of staff: who may sign in, as what."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from earnest.foundation.identifiers import StaffId
from earnest.services.staff.errors import MemberNameUnfit

_LONGEST_NAME = 100


class StaffRole(StrEnum):
    """What somebody does; what that allows is in `permissions`."""

    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class MemberKind(StrEnum):
    """Who signs in."""

    PERSON = "person"
    SIMULATED = "simulated"
    """A program that types known answers, for the tour; shown as such wherever it appears."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who may sign in."""

    staff_id: StaffId
    name: str
    """Sign-in name."""
    role: StaffRole
    kind: MemberKind


def fitting_name(name: str) -> str:
    """Return a sign-in name in the form in which it is kept and compared (Unicode NFC).

    Raises:
        MemberNameUnfit: empty, longer than 100 characters, with spaces at an end or characters that cannot be seen.
    """
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for character in name):
        raise MemberNameUnfit
    kept = unicodedata.normalize("NFC", name)
    if not 1 <= len(kept) <= _LONGEST_NAME or kept != kept.strip():
        raise MemberNameUnfit
    return kept
