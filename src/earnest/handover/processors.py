"""Processors: who else handles personal data, where, and what makes a transfer lawful (TR7)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.errors import InvalidInput, NotFound
from earnest.foundation.identifiers import ProcessorId, random_identifier
from earnest.services.audit import ProcessorChanged, append
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")


class ProcessorMissing(NotFound):
    """There is no such processor, or it ended already."""

    code = "processor_missing"
    remedy = "Load the list of processors again."


class ReferenceMissing(InvalidInput):
    """A transfer by clauses, rules or derogation names no reference."""

    code = "reference_missing"
    remedy = "Name the contract or decision on which the transfer rests."


class ProcessorService(StrEnum):
    """What kind of service a processor gives."""

    HOSTING = "hosting"
    STORAGE = "storage"
    KEYS = "keys"
    REVIEW = "review"
    SUPPORT = "support"
    OTHER = "other"


class TransferBasis(StrEnum):
    """What makes a transfer lawful (GDPR Art. 44 ff.)."""

    NONE = "none"
    """Nothing leaves the European Economic Area."""
    ADEQUACY = "adequacy"
    """Article 45."""
    STANDARD_CLAUSES = "standard_clauses"
    """Article 46(2)(c)."""
    BINDING_RULES = "binding_rules"
    """Article 47."""
    DEROGATION = "derogation"
    """Article 49."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Processor:
    """One processor; a company, not a person."""

    processor_id: UUID
    name: str
    country: str
    """Where data are handled, ISO 3166-1 alpha-2."""
    service: ProcessorService
    does: str
    """What it does, in words for customers."""
    transfer: TransferBasis
    reference: str | None
    """Contract or decision on which a transfer rests."""
    since: date
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """An employer of reviewers, as the tenants themselves say it."""

    name: str
    countries: tuple[str, ...]
    """Countries of its sites; none: it has no site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProcessor:
    """A processor that begins."""

    name: str
    country: str
    service: ProcessorService
    does: str
    transfer: TransferBasis
    reference: str | None
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    processor_id: UUID
    name: str
    country: str
    service: str
    does: str
    transfer: str
    reference: str | None
    since: date
    ended_at: datetime | None

    def parse(self) -> Processor:
        return Processor(
            processor_id=self.processor_id,
            name=self.name,
            country=self.country,
            service=ProcessorService(self.service),
            does=self.does,
            transfer=TransferBasis(self.transfer),
            reference=self.reference,
            since=self.since,
            ended_at=self.ended_at,
        )


def list_processors(connection: Connection[TupleRow]) -> tuple[Processor, ...]:
    """Return the processors that go on, by name; customers are shown these."""
    with connection.cursor(row_factory=class_row(_Row)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_processors"]))


def list_all_processors(connection: Connection[TupleRow]) -> tuple[Processor, ...]:
    """Return all processors, those that ended too; what goes on comes first."""
    with connection.cursor(row_factory=class_row(_Row)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_all_processors"]))


def list_employers(connection: Connection[TupleRow]) -> tuple[Employer, ...]:
    """Return the employers of reviewers with the countries of their sites, by name."""
    rows = connection.execute(QUERIES["list_employers"]).fetchall()
    return tuple(Employer(name=str(row[0]), countries=tuple(str(one) for one in row[1])) for row in rows)


def add_processor(connection: Connection[TupleRow], given: NewProcessor, *, member: str, now: datetime) -> ProcessorId:
    """Enter a processor, tell the log, and return its identifier.

    Args:
        connection: of the administration's role.
        given: the processor; a transfer by clauses, rules or derogation needs a reference.
        member: pseudonym of who enters it.
        now: the present time.

    Raises:
        ReferenceMissing: such a transfer names no reference.
    """
    if given.reference is None and given.transfer not in {TransferBasis.NONE, TransferBasis.ADEQUACY}:
        raise ReferenceMissing
    processor_id = ProcessorId(random_identifier())
    names = {
        "processor_id": processor_id,
        "name": given.name,
        "country": given.country,
        "service": given.service.value,
        "does": given.does,
        "transfer": given.transfer.value,
        "reference": given.reference,
        "since": given.since,
        "now": now,
    }
    _ = connection.execute(QUERIES["add_processor"], names)
    event = ProcessorChanged(
        at=now, processor_id=processor_id, country=given.country.lower(), begins=True, member=member
    )
    _ = append(connection, event)
    return processor_id


def end_processor(connection: Connection[TupleRow], processor_id: ProcessorId, *, member: str, now: datetime) -> None:
    """End a processor and tell the log; it stays in the list with its end.

    Raises:
        ProcessorMissing: there is none of this identifier, or it ended already.
    """
    row = connection.execute(QUERIES["end_processor"], {"processor_id": processor_id, "now": now}).fetchone()
    if row is None:
        raise ProcessorMissing
    event = ProcessorChanged(
        at=now, processor_id=processor_id, country=str(row[0]).lower(), begins=False, member=member
    )
    _ = append(connection, event)
