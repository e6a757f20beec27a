"""Affected: the personal worker lists whom a breach affects and seals the list to the officer (RG6, Art. 34)."""

import json
from dataclasses import dataclass

from psycopg.rows import class_row

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import BreachId
from earnest.handover.affected import AffectedRequest, end_affected, list_affected_waiting
from earnest.personal.disclosure.disclosures import QUERIES
from earnest.services.audit import AffectedListed, append
from earnest.services.cryptography.sealed_letters import LetterAddress
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedPerson:
    """One customer of whom recordings of the time are or were kept."""

    login: str
    region: str
    language: str
    recordings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedWorker:
    """Makes the lists that officers asked for; the other sides learn only how many people are on them."""

    database: Database
    """Connections of the personal worker's role."""
    clock: Clock

    def carry_out(self) -> None:
        """Make what was asked for; each list in a transaction of its own, so that one that fails stops no other."""
        with self.database.transaction() as connection:
            waiting = list_affected_waiting(connection)
        for asked in waiting:
            self._make(asked)

    def _make(self, asked: AffectedRequest) -> None:
        with self.database.transaction() as connection:
            now = self.clock.now()
            names = {"region": asked.region, "since": asked.since, "until": asked.until}
            with connection.cursor(row_factory=class_row(AffectedPerson)) as cursor:
                people = tuple(cursor.execute(QUERIES["list_affected_people"], names))
            sealed = LetterAddress(key=asked.public_key).seal(as_list(people), purpose_of(asked))
            if asked.second_key is not None:
                # The second person opens the outer letter, and the first what is in it: neither reads it alone.
                sealed = LetterAddress(key=asked.second_key).seal(sealed, purpose_of(asked))
            end_affected(connection, asked.list_id, people=len(people), sealed=sealed, now=now)
            _ = append(connection, AffectedListed(at=now, breach_id=BreachId(asked.breach_id), people=len(people)))


def purpose_of(asked: AffectedRequest) -> str:
    """Return what binds a sealed list to its breach."""
    return f"affected {asked.breach_id} {asked.list_id}"


def as_list(people: tuple[AffectedPerson, ...]) -> bytes:
    """Return the list as JSON: login, country, language, recordings."""
    rows = [
        {"login": one.login, "region": one.region, "language": one.language, "recordings": one.recordings}
        for one in people
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()
