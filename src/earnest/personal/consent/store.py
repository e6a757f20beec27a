"""Consent store: writes decisions down, for ever, and reads them back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import ConsentEventId, CustomerId, random_identifier
from earnest.personal.consent.purposes import Channel, Purpose
from earnest.personal.consent.records import ConsentEvent
from earnest.personal.consent.wording import Wording
from earnest.services.audit import ConsentRecorded, Pseudonyms, append
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.personal.consent")


@dataclass(frozen=True, slots=True, kw_only=True)
class _EventRow:
    consent_event_id: UUID
    customer_id: UUID
    purpose: str
    given: bool
    wording_version: str
    wording_hash: bytes
    wording_language: str
    channel: str
    recorded_at: datetime

    def parse(self) -> ConsentEvent:
        return ConsentEvent(
            consent_event_id=ConsentEventId(self.consent_event_id),
            customer_id=CustomerId(self.customer_id),
            purpose=Purpose(self.purpose),
            given=self.given,
            wording_version=self.wording_version,
            wording_hash=self.wording_hash,
            wording_language=self.wording_language,
            channel=Channel(self.channel),
            recorded_at=self.recorded_at,
        )


def list_events(connection: Connection[TupleRow], customer_id: CustomerId) -> tuple[ConsentEvent, ...]:
    """Return all decisions of a person, oldest first."""
    with connection.cursor(row_factory=class_row(_EventRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_events"], {"customer_id": customer_id}))


def record_decision(
    connection: Connection[TupleRow],
    customer_id: CustomerId,
    wording: Wording,
    *,
    given: bool,
    session_token: str,
    pseudonyms: Pseudonyms,
    clock: Clock,
) -> ConsentEvent:
    """Write what a signed-in person decided, and its audit leaf.

    What a no takes away is not done here but by `retention.erasure`. The database refuses a decision of a person
    who is not signed in, and one without its leaf.

    Args:
        connection: transaction of the portal's role that holds the lock of the customer.
        customer_id: who decided.
        wording: the text that was shown.
        given: True for yes.
        session_token: of the person's live session.
        pseudonyms: how the log names people.
        clock: tells when.
    """
    event = _event(customer_id, wording, given=given, channel=Channel.PORTAL, clock=clock)
    _ = connection.execute(QUERIES["record_decision"], {**_columns(event), "session_token": session_token})
    _append(connection, event, pseudonyms)
    return event


def record_spoken_no(
    connection: Connection[TupleRow],
    customer_id: CustomerId,
    wording: Wording,
    *,
    pseudonyms: Pseudonyms,
    clock: Clock,
) -> ConsentEvent:
    """Write a no to human review by voice, and its audit leaf. A yes cannot be given so.

    Args:
        connection: transaction of the gateway's role that holds the lock of the customer.
        customer_id: who decided.
        wording: the text of the switch that is turned off.
        pseudonyms: how the log names people.
        clock: tells when.
    """
    event = _event(customer_id, wording, given=False, channel=Channel.VOICE, clock=clock)
    _ = connection.execute(QUERIES["record_spoken_no"], _columns(event))
    _append(connection, event, pseudonyms)
    return event


def _event(customer_id: CustomerId, wording: Wording, *, given: bool, channel: Channel, clock: Clock) -> ConsentEvent:
    return ConsentEvent(
        consent_event_id=ConsentEventId(random_identifier()),
        customer_id=customer_id,
        purpose=wording.purpose,
        given=given,
        wording_version=wording.version,
        wording_hash=wording.sha256,
        wording_language=wording.language,
        channel=channel,
        recorded_at=clock.now(),
    )


def _columns(event: ConsentEvent) -> dict[str, object]:
    return {
        "consent_event_id": event.consent_event_id,
        "customer_id": event.customer_id,
        "purpose": event.purpose.value,
        "given": event.given,
        "wording_version": event.wording_version,
        "wording_hash": event.wording_hash,
        "wording_language": event.wording_language,
        "recorded_at": event.recorded_at,
    }


def _append(connection: Connection[TupleRow], event: ConsentEvent, pseudonyms: Pseudonyms) -> None:
    _ = append(
        connection,
        ConsentRecorded(
            at=event.recorded_at,
            consent_event_id=event.consent_event_id,
            customer=pseudonyms.of_subject(event.customer_id, event.recorded_at),
            purpose=event.purpose.value,
            given=event.given,
            wording_hash=event.wording_hash,
        ),
    )
