"""Stopping: an officer stops, asks that it goes on, or agrees; each act and its leaf are one transaction."""

import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import StopId, VendorId, random_identifier
from earnest.handover.stops import (
    PROGRAMMES,
    ResumptionReason,
    StopPurpose,
    StopReason,
    StopScope,
    approve_resumption,
    begin_stop,
    request_resumption,
)
from earnest.organisation.oversight.errors import StopUnfit
from earnest.services.audit import Pseudonyms, ResumptionRequested, StopBegun, StopEnded, append
from earnest.services.database import Database

_SHAPES: Final = {
    StopScope.REGION: re.compile(r"[A-Z]{2}"),
    StopScope.LANGUAGE: re.compile(r"[a-z]{2}"),
    StopScope.VENDOR: re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    StopScope.PURPOSE: re.compile("|".join(purpose.value for purpose in StopPurpose)),
    StopScope.PROGRAMME: re.compile("|".join(PROGRAMMES)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopping:
    """What officers do with stops."""

    database: Database
    """Connections of the administration's role."""
    pseudonyms: Pseudonyms
    clock: Clock

    def stop(self, scope: StopScope, value: str | None, reason: StopReason, *, token: str) -> StopId:
        """Stop something; when this returns no clip of it is given or played any more.

        Args:
            scope: by what.
            value: which one; None for everything.
            reason: why, told to reviewers.
            token: of the officer's live session.

        Raises:
            StopUnfit: that is no country, language, vendor, purpose or programme.
            StopNotYours: it is no session of an active officer.
        """
        check_value(scope, value)
        if reason is StopReason.STATE_UNKNOWN:
            raise StopUnfit
        stop_id, now = StopId(random_identifier()), self.clock.now()
        with self.database.transaction() as connection:
            officer = begin_stop(connection, stop_id, scope=scope, value=value, reason=reason, token=token, now=now)
            event = StopBegun(
                at=now,
                stop_id=stop_id,
                scope=scope.value,
                target=VendorId(UUID(value)) if scope is StopScope.VENDOR and value else value and value.lower(),
                reason=reason.value,
                member=self.pseudonyms.of(officer),
            )
            _ = append(connection, event)
        return stop_id

    def ask_to_resume(self, stop_id: StopId, reason: ResumptionReason, *, token: str) -> None:
        """Ask that a stop ends; it lasts until a second person agrees.

        Raises:
            StopEndedAlready: there is no such stop, it has ended, or it was asked before.
        """
        now = self.clock.now()
        with self.database.transaction() as connection:
            officer = request_resumption(connection, stop_id, reason=reason, token=token, now=now)
            event = ResumptionRequested(
                at=now, stop_id=stop_id, member=self.pseudonyms.of(officer), reason=reason.value
            )
            _ = append(connection, event)

    def agree_to_resume(self, stop_id: StopId, *, token: str) -> None:
        """Let a stop end as the second person.

        Raises:
            StopEndedAlready: there is no such stop, or it has ended.
            ResumptionNotYours: nothing was asked, or it was asked by this person, or neither is a privacy officer.
        """
        now = self.clock.now()
        with self.database.transaction() as connection:
            officer = approve_resumption(connection, stop_id, token=token, now=now)
            _ = append(connection, StopEnded(at=now, stop_id=stop_id, member=self.pseudonyms.of(officer)))


def check_value(scope: StopScope, value: str | None) -> None:
    """Go on only where a value can be one of its scope.

    Raises:
        StopUnfit: it cannot.
    """
    shape = _SHAPES.get(scope)
    if (value is None) is not (shape is None) or (shape and value and not shape.fullmatch(value)):
        raise StopUnfit
