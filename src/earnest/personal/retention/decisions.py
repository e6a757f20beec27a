"""Decisions: records a yes or no and carries out what a no takes away, in one transaction."""

from dataclasses import dataclass

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CustomerId
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.records import ConsentEvent
from earnest.personal.consent.rules import decisions_at
from earnest.personal.consent.store import list_events, record_decision, record_spoken_no
from earnest.personal.consent.wording import Wording, load_wording, wording_language
from earnest.personal.customers.records import Customer
from earnest.personal.customers.store import lock_customer
from earnest.personal.retention.erasure import RecordingErasure
from earnest.personal.tasks import ENFORCE_DECISIONS
from earnest.personal.vault.states import withdraw_from_review
from earnest.services.audit import Pseudonyms
from earnest.services.jobs import Jobs


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDecisions:
    """Where people say yes and no."""

    jobs: Jobs
    pseudonyms: Pseudonyms
    clock: Clock

    def decide(
        self,
        connection: Connection[TupleRow],
        customer_id: CustomerId,
        wording: Wording,
        *,
        given: bool,
        session_token: str,
    ) -> ConsentEvent:
        """Record a decision taken in the portal; a no takes effect in the same transaction (CN6).

        Repeating the decision that stands already adds nothing.

        Args:
            connection: transaction of the portal's role.
            customer_id: who decides.
            wording: the text that was shown.
            given: True for yes.
            session_token: of the person's live session, without which the database records nothing.
        """
        lock_customer(connection, customer_id)
        standing = decisions_at(list_events(connection, customer_id), self.clock.now()).get(wording.purpose)
        if standing is not None and standing.given == given and standing.wording_hash == wording.sha256:
            return standing
        event = record_decision(
            connection,
            customer_id,
            wording,
            given=given,
            session_token=session_token,
            pseudonyms=self.pseudonyms,
            clock=self.clock,
        )
        if not given:
            _ = RecordingErasure(jobs=self.jobs, clock=self.clock).enforce_decisions(connection, customer_id)
        return event

    def withdraw_by_voice(self, connection: Connection[TupleRow], customer: Customer) -> ConsentEvent:
        """Record a spoken no to human review (CN5); from the commit on no reviewer hears what was said before (CN6).

        It counts whatever else is down, and a later yes revives nothing. The gateway's role may not see the links
        between people and clips, so a function of the database withdraws them and tells nothing of them. What no
        purpose keeps any more the personal worker erases, by a job that exists exactly when the no does.

        Args:
            connection: transaction of the gateway's role.
            customer: who says it.
        """
        lock_customer(connection, customer.customer_id)
        # First, because writing the decision takes the lock of the audit log until the commit.
        withdraw_from_review(connection, customer.customer_id, now=self.clock.now())
        wording = load_wording(Purpose.HUMAN_REVIEW, wording_language(customer.language))
        event = record_spoken_no(
            connection, customer.customer_id, wording, pseudonyms=self.pseudonyms, clock=self.clock
        )
        self.jobs.defer(connection, ENFORCE_DECISIONS, customer.customer_id)
        return event
