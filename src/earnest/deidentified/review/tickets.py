"""Tickets: the address under which a clip's sound leaves once, within a minute, to whom it was given (AU8)."""

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from earnest.deidentified.review.errors import SoundAddressSpent
from earnest.foundation.identifiers import LeaseId, StaffId

VALID_FOR: Final = timedelta(seconds=60)

_BYTES: Final = 24
_MOST_OPEN: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ticket:
    lease_id: LeaseId
    staff_id: StaffId
    ends_at: datetime


class SoundTickets:
    """Tickets that were given and not used yet.

    Kept in memory: after a restart none is valid, and the page asks for another one.
    """

    def __init__(self) -> None:
        """Start without tickets."""
        self._lock = threading.Lock()
        self._open: OrderedDict[str, _Ticket] = OrderedDict()

    def give(self, lease_id: LeaseId, staff_id: StaffId, *, now: datetime) -> str:
        """Return a new ticket; nobody can guess it.

        Args:
            lease_id: whose sound may leave.
            staff_id: who may fetch it.
            now: the present moment.
        """
        name = secrets.token_urlsafe(_BYTES)
        with self._lock:
            self._open[name] = _Ticket(lease_id=lease_id, staff_id=staff_id, ends_at=now + VALID_FOR)
            while len(self._open) > _MOST_OPEN:
                _ = self._open.popitem(last=False)
        return name

    def use(self, name: str, staff_id: StaffId, *, now: datetime) -> LeaseId:
        """Take a ticket and return whose sound may leave; it is spent also where it was somebody else's.

        Raises:
            SoundAddressSpent: there is no such ticket any more, its minute is over, or it is somebody else's: all look
                the same.
        """
        with self._lock:
            ticket = self._open.pop(name, None)
        if ticket is None or ticket.staff_id != staff_id or ticket.ends_at <= now:
            raise SoundAddressSpent
        return ticket.lease_id
