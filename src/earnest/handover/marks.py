"""Marks: the secret of the mark that the sound of a lease carries, by which a leaked recording is traced (AU9)."""

from typing import Final

from earnest.foundation.identifiers import LeaseId
from earnest.services.audit import Pseudonyms

_PURPOSE: Final = "lease mark"


def mark_of(pseudonyms: Pseudonyms, lease_id: LeaseId) -> bytes:
    """Return the secret of the mark of a lease: 32 bytes, the same each time."""
    return pseudonyms.secret_for(_PURPOSE, lease_id.bytes)
