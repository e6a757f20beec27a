"""Switches: what a customer sees and decides of each purpose at the portal."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CustomerId
from earnest.personal.consent.errors import PurposeUnknown, WordingChanged
from earnest.personal.consent.purposes import REVIEW_PURPOSES, Purpose
from earnest.personal.consent.records import ConsentEvent
from earnest.personal.consent.rules import decisions_at, given_at
from earnest.personal.consent.store import list_events
from earnest.personal.consent.wording import Wording, current_hashes, find_wording, load_wording, wording_language
from earnest.personal.customers.records import Customer, Programme
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeSwitch:
    """One purpose with its text and how it stands."""

    purpose: str
    title: str
    wording: str
    wording_version: str
    wording_hash: str
    """SHA-256 of `wording` in UTF-8; hexadecimal."""
    language: str
    """Language of title and wording, ISO 639-1."""
    applies: bool
    """Whether it changes anything in the person's programme; False where only the owner listens."""
    given: bool
    decided_at: datetime | None


class DecisionRecorder(Protocol):
    """Records a decision and carries out what a no takes away: `retention.decisions.ConsentDecisions`."""

    def decide(
        self,
        connection: Connection[TupleRow],
        customer_id: CustomerId,
        wording: Wording,
        *,
        given: bool,
        session_token: str,
    ) -> ConsentEvent:
        """Record a decision of a signed-in customer."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeSwitches:
    """Reads and turns the switches of one customer."""

    database: Database
    """Connections of the portal's role."""
    decisions: DecisionRecorder
    clock: Clock

    def list_switches(self, customer: Customer, language: str | None = None) -> tuple[PurposeSwitch, ...]:
        """Return the switches with their texts as they stand.

        Args:
            customer: whose.
            language: in which the page is read, ISO 639-1; None for the customer's own.
        """
        shown_in = wording_language(language or customer.language)
        with self.database.transaction() as connection:
            return tuple(self._switch(connection, customer, load_wording(purpose, shown_in)) for purpose in Purpose)

    def turn(
        self, customer: Customer, purpose_name: str, *, given: bool, wording_hash: str, session_token: str
    ) -> PurposeSwitch:
        """Turn a switch.

        Args:
            customer: who is signed in.
            purpose_name: which switch.
            given: True for yes.
            wording_hash: of the text that was shown, in any language; hexadecimal. The decision is recorded with it.
            session_token: of the customer's session, for the proof that the database asks for.

        Raises:
            PurposeUnknown: there is no such switch.
            WordingChanged: a yes to another text than the present one. A no is always taken.
        """
        if purpose_name not in set(Purpose):
            raise PurposeUnknown
        purpose = Purpose(purpose_name)
        shown = find_wording(purpose, wording_hash)
        if given and shown is None:
            raise WordingChanged
        wording = shown or load_wording(purpose, wording_language(customer.language))
        with self.database.transaction() as connection:
            _ = self.decisions.decide(
                connection, customer.customer_id, wording, given=given, session_token=session_token
            )
            return self._switch(connection, customer, wording)

    def _switch(self, connection: Connection[TupleRow], customer: Customer, wording: Wording) -> PurposeSwitch:
        purpose = wording.purpose
        events = list_events(connection, customer.customer_id)
        now = self.clock.now()
        standing = decisions_at(events, now).get(purpose)
        return PurposeSwitch(
            purpose=purpose.value,
            title=wording.title,
            wording=wording.text,
            wording_version=wording.version,
            wording_hash=wording.sha256.hex(),
            language=wording.language,
            applies=customer.programme is not Programme.HOUSEHOLD or purpose not in REVIEW_PURPOSES,
            given=purpose in given_at(events, now, current_hashes()),
            decided_at=None if standing is None else standing.recorded_at,
        )
