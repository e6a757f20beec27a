"""Disclosures: the personal worker finds who spoke where two officers approved it, and the customer is told (DC7)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CustomerId, EscalationId
from earnest.handover.escalations import end_identification, list_identifications
from earnest.services.audit import IdentificationEnded, append
from earnest.services.database import Database, load_queries

QUERIES = load_queries("earnest.personal.disclosure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """That a customer was identified after an escalation; shown to that customer."""

    escalation_id: UUID
    category: str
    """Code of the kind of danger that was heard."""
    found_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentificationWorker:
    """Carries out requests that the database counts as approved by both officers."""

    database: Database
    """Connections of the personal worker's role."""
    clock: Clock

    def carry_out(self) -> None:
        """Note on this side who spoke; the other sides learn only whether the customer was found."""
        with self.database.transaction() as connection:
            now = self.clock.now()
            for asked in list_identifications(connection):
                row = connection.execute(QUERIES["find_speaker"], {"clip_id": asked.clip_id}).fetchone()
                if row is not None:
                    names = {
                        "escalation_id": asked.escalation_id,
                        "customer_id": row[0],
                        "category": asked.category,
                        "tell_customer": asked.tell_customer,
                        "now": now,
                    }
                    _ = connection.execute(QUERIES["note_disclosure"], names)
                escalation_id = EscalationId(asked.escalation_id)
                end_identification(connection, escalation_id, found=row is not None, now=now)
                _ = append(connection, IdentificationEnded(at=now, escalation_id=escalation_id, found=row is not None))


def list_disclosures(connection: Connection[TupleRow], customer_id: CustomerId) -> tuple[Disclosure, ...]:
    """Return when a customer was identified, unless telling them is forbidden by law."""
    with connection.cursor(row_factory=class_row(Disclosure)) as cursor:
        return tuple(cursor.execute(QUERIES["list_disclosures"], {"customer_id": customer_id}))
