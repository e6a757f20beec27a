"""Tickets: the address under which a clip's sound leaves once, within a minute, to whom it was given (AU8).

They are rows, so that any process of the workbench can take what another one gave.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from psycopg import Connection
from psycopg.errors import ForeignKeyViolation
from psycopg.rows import TupleRow

from earnest.deidentified.review.errors import SoundAddressSpent
from earnest.deidentified.review.leases import QUERIES
from earnest.foundation.errors import NotSignedIn
from earnest.foundation.identifiers import LeaseId, StaffId
from earnest.services.database import Database

VALID_FOR: Final = timedelta(seconds=60)
"""The page uses a ticket at once; a minute leaves room for a slow connection."""

_BYTES: Final = 24
"""Randomness of a ticket: 192 bits cannot be guessed within the minute that it is valid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundTickets:
    """Tickets that were given and not used yet."""

    database: Database
    """Connections of the workbench's role."""

    def give(self, connection: Connection[TupleRow], lease_id: LeaseId, staff_id: StaffId, *, now: datetime) -> str:
        """Return a new ticket; it cannot be guessed, and the database does not hold it.

        Args:
            connection: the caller's transaction, which has checked the lease.
            lease_id: whose sound may leave.
            staff_id: who may fetch it.
            now: the present moment.

        Raises:
            NotSignedIn: the account was removed in this moment.
        """
        name = secrets.token_urlsafe(_BYTES)
        ticket = {
            "ticket_hash": _hash_of(name),
            "lease_id": lease_id,
            "staff_id": staff_id,
            "now": now,
            "ends_at": now + VALID_FOR,
        }
        try:
            _ = connection.execute(QUERIES["give_sound_ticket"], ticket)
        except ForeignKeyViolation:
            raise NotSignedIn from None
        return name

    def use(self, name: str, staff_id: StaffId, *, now: datetime) -> LeaseId:
        """Take a ticket and return whose sound may leave; it is spent also where it was another reviewer's.

        It is committed as spent when this returns or raises, whatever comes after.

        Raises:
            SoundAddressSpent: there is no such ticket any more, its minute is over, or it is another reviewer's: all
                look the same.
        """
        with self.database.transaction() as connection:
            row = connection.execute(QUERIES["use_sound_ticket"], {"ticket_hash": _hash_of(name)}).fetchone()
        if row is None:
            raise SoundAddressSpent
        lease_id, owner, ends_at = row
        if owner != staff_id or ends_at <= now:
            raise SoundAddressSpent
        return LeaseId(lease_id)


def _hash_of(name: str) -> bytes:
    """Return what is kept of a ticket: 24 random bytes cannot be found again from it."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
