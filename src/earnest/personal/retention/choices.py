"""Choices: a shorter retention (RT2), and everything kept and not used until the customer lifts it (RI6)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import ClipId, CustomerId
from earnest.foundation.units import seconds
from earnest.handover.freezing import freeze, unfreeze
from earnest.handover.requests import RequestKind, RequestOutcome, end_request, open_request
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.wording import load_wording, wording_language
from earnest.personal.customers.records import Customer
from earnest.personal.customers.store import load_customer, lock_customer
from earnest.personal.retention.decisions import ConsentDecisions
from earnest.personal.retention.erasure import QUERIES
from earnest.personal.vault.states import shorten_retention
from earnest.services.audit import Pseudonyms, UseChanged, append
from earnest.services.database import Database

BYTES_PER_SAMPLE: Final = 2
"""Sound is kept as 16-bit samples."""
OPTIONS: Final = (1, 7, 30, 90, 180)
"""Days that the page offers; those above the setting are left out."""
OBJECTED: Final = (Purpose.HUMAN_REVIEW, Purpose.WAKE_WORD_LEARNING, Purpose.AUTOMATIC_LEARNING)
"""What an objection ends. The own history is for the person alone and has its own switch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseState:
    """How long recordings are kept and whether they are used."""

    retention_days: int
    """Days after which a recording is deleted."""
    longest_days: int
    """As the settings say."""
    options: tuple[int, ...]
    """Days that can be chosen, ≥ 1, ascending; the last one is `longest_days`."""
    restricted: bool
    """Everything is kept and not used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSound:
    """How much sound is kept of a customer, where, and when it ends."""

    recordings: int
    seconds: float
    """Of all recordings together."""
    size_bytes: int
    """Of the sound of all recordings, sealed and without the names of files."""
    archive_bytes: int
    """Of archives that can be fetched."""
    first_end: datetime | None
    """When the first recording is deleted; None where there is none."""
    last_end: datetime | None
    """When the last one of those that are there now is deleted."""
    wake_examples: int
    """Examples of the wake word, made of what was said: eleven coarse numbers each, neither sound nor words."""
    wake_examples_end: datetime | None
    """When the last of them is deleted; None where there is none."""
    on_this_machine: bool
    """In the data folder; else in an object store elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UseChoices:
    """What a customer decides about keeping and using, besides purposes."""

    database: Database
    """Connections of the portal's role."""
    decisions: ConsentDecisions
    pseudonyms: Pseudonyms
    retention_days: int
    """Setting."""
    on_this_machine: bool
    """Whether sound lies in the data folder."""
    clock: Clock

    def show(self, customer: Customer) -> UseState:
        """Return how it stands."""
        with self.database.transaction() as connection:
            return self._state(load_customer(connection, customer.customer_id))

    def measure(self, customer: Customer) -> KeptSound:
        """Return how much sound is kept of the customer and when it ends."""
        with self.database.transaction() as connection:
            row = connection.execute(QUERIES["measure_kept"], {"customer_id": customer.customer_id}).fetchone()
        recordings, samples, first_end, last_end, archive_bytes, examples, examples_end = row or (
            *(0, 0, None, None),
            *(0, 0, None),
        )
        return KeptSound(
            recordings=recordings,
            seconds=seconds(samples),
            size_bytes=samples * BYTES_PER_SAMPLE,
            archive_bytes=archive_bytes,
            first_end=first_end,
            last_end=last_end,
            wake_examples=examples,
            wake_examples_end=examples_end,
            on_this_machine=self.on_this_machine,
        )

    def choose_retention(self, customer: Customer, days: int) -> UseState:
        """Keep recordings for so many days; those that are kept already end earlier too, and never later.

        Args:
            customer: who is signed in.
            days: 1 to 180; above the setting it is the setting.
        """
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            chosen = None if days >= self.retention_days else days
            scope = {"customer_id": customer.customer_id, "days": chosen}
            _ = connection.execute(QUERIES["choose_retention"], scope)
            if chosen is not None:
                shorten_retention(connection, customer.customer_id, days=chosen)
            state = self._state(load_customer(connection, customer.customer_id))
            self._note(connection, customer.customer_id, "retention")
            return state

    def restrict(self, customer: Customer, *, restricted: bool) -> UseState:
        """Keep everything and use nothing, from the commit on; or lift that.

        Neither chosen nor given to reviewers, played, learned from or answered with: gate, de-identification, workbench
        and learning refuse. A running sound is cut as by a withdrawal.
        """
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            now, who = self.clock.now(), customer.customer_id
            if load_customer(connection, who).restricted != restricted:
                moment = now if restricted else None
                _ = connection.execute(QUERIES["restrict"], {"customer_id": who, "now": moment})
                clips, examples = _clips(connection, who), _examples(connection, who)
                if restricted:
                    freeze(connection, clips, examples, now=now)
                else:
                    unfreeze(connection, clips, examples)
                self._register(connection, who, RequestKind.RESTRICTION)
                self._note(connection, who, "restricted" if restricted else "lifted")
            return self._state(load_customer(connection, who))

    def object(self, customer: Customer, *, session_token: str) -> None:
        """End every use but the own history (GDPR Art. 21): each such purpose gets its no, at once and for good."""
        with self.database.transaction() as connection:
            for purpose in OBJECTED:
                wording = load_wording(purpose, wording_language(customer.language))
                _ = self.decisions.decide(
                    connection, customer.customer_id, wording, given=False, session_token=session_token
                )
            self._register(connection, customer.customer_id, RequestKind.OBJECTION)

    def _register(self, connection: Connection[TupleRow], customer_id: CustomerId, kind: RequestKind) -> None:
        """Enter a request that is answered as it comes in."""
        now = self.clock.now()
        pseudonym = self.pseudonyms.of_subject(customer_id, now)
        request_id = open_request(connection, kind, pseudonym=pseudonym, opened_at=now, now=now)
        end_request(connection, request_id, RequestOutcome.FULFILLED, now=now)

    def _state(self, customer: Customer) -> UseState:
        longest = self.retention_days
        return UseState(
            retention_days=min(longest, customer.retention_days or longest),
            longest_days=longest,
            options=(*(days for days in OPTIONS if days < longest), longest),
            restricted=customer.restricted,
        )

    def _note(self, connection: Connection[TupleRow], customer_id: CustomerId, change: str) -> None:
        now = self.clock.now()
        _ = append(connection, UseChanged(at=now, customer=self.pseudonyms.of_subject(customer_id, now), change=change))


def _clips(connection: Connection[TupleRow], customer_id: CustomerId) -> list[ClipId]:
    rows = connection.execute(QUERIES["list_clips"], {"customer_id": customer_id}).fetchall()
    return [ClipId(row[0]) for row in rows]


def _examples(connection: Connection[TupleRow], customer_id: CustomerId) -> list[UUID]:
    rows = connection.execute(QUERIES["list_wake_links"], {"customer_id": customer_id}).fetchall()
    return [row[0] for row in rows]
