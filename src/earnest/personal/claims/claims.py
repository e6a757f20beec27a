"""Claims: made without an account, decided by the owner of the device, asked after by a code.

Nothing here tells an account: a code that is not known gets the same answer, and its claim goes to a privacy officer.
Nothing compares voices: the owner decides by what was said and when, and by knowing who was there.
"""

import contextlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import RecordingId, RequestId, random_identifier
from earnest.foundation.sensitive import RevealReason
from earnest.handover.request_errors import RequestEnded
from earnest.handover.requests import RequestKind, RequestOutcome, end_request, load_request, open_request
from earnest.handover.withdrawals import WithdrawalReason
from earnest.personal.claims.errors import ClaimDecided, ClaimInvalid, ClaimMissing
from earnest.personal.claims.records import (
    ClaimCandidate,
    Claimed,
    ClaimReceipt,
    ClaimRow,
    ClaimState,
    ReadableUtterance,
    ShownClaim,
    decode_answer,
    encode_answer,
)
from earnest.personal.customers.records import Customer
from earnest.personal.customers.store import lock_customer
from earnest.personal.retention.erasure import DeletionScope, RecordingErasure
from earnest.personal.vault.errors import ContentUnreadable
from earnest.personal.vault.records import HistoryChoice
from earnest.personal.vault.store import Vault, list_own_recordings
from earnest.services.cryptography import Binding, SealBroken
from earnest.services.database import Database, load_queries
from earnest.services.objects import ObjectMissing
from earnest.services.sign_in.attempts import count_attempt
from earnest.services.sign_in.tokens import text_hash
from earnest.speech.language.wording import normalised_words

QUERIES = load_queries("earnest.personal.claims")
ATTEMPTS = load_queries("earnest.personal.customers")

LONGEST: Final = timedelta(days=7)
"""Of the period of a claim."""
OLDEST: Final = timedelta(days=180)
"""Nothing is kept for longer."""
MOST_WAITING: Final = 20
"""Claims that wait at one household; more go to a privacy officer."""
MOST_CANDIDATES: Final = 100


def claim_binding(claim_id: UUID) -> Binding:
    """Return what a claim's key is bound to."""
    return Binding(kind="claim", identifier=claim_id, version=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What people without an account, and owners of devices, do with claims."""

    database: Database
    """Connections of the portal's role."""
    vault: Vault
    erasure: RecordingErasure
    clock: Clock

    def guest_code(self, customer: Customer) -> str:
        """Return the code on the customer's card, made at the first time."""
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            names = {"customer_id": customer.customer_id}
            row = connection.execute(QUERIES["find_guest_code"], names).fetchone()
            if row is not None:
                return str(row[0])
            code = secrets.token_urlsafe(16)
            _ = connection.execute(QUERIES["put_guest_code"], {**names, "code": code, "now": self.clock.now()})
            return code

    def make(
        self, *, code: str, wish: str, since: datetime, until: datetime, claimed: Claimed, address: str
    ) -> ClaimReceipt:
        """Take a claim; what is answered does not depend on whether the code is known.

        Args:
            code: of the card; empty where there is none.
            wish: `see` or `delete`.
            since: from when on it may have been said; aware.
            until: until when.
            claimed: what was said and where.
            address: from where it was sent; only its hash is kept, for a minute.

        Raises:
            ClaimInvalid: not a period of at most seven days in the last six months, or nothing was written.
            TooManyAttempts: five from this address, or with this code, within a minute.
        """
        now = self.clock.now()
        fits = since < until <= since + LONGEST and now - OLDEST <= since <= now
        if not fits or not normalised_words(claimed.said):
            raise ClaimInvalid
        for name in (f"claim from {address}", f"claim with {code}"):
            with self.database.transaction() as connection:
                count_attempt(connection, ATTEMPTS["count_attempt"], name, now)
        claim_id, status_code = random_identifier(), secrets.token_urlsafe(16)
        key, wrapped = self.vault.master_key.create_key(claim_binding(claim_id))
        with self.database.transaction() as connection:
            row = connection.execute(QUERIES["find_household"], {"code": code, "most": MOST_WAITING}).fetchone()
            request_id = open_request(connection, RequestKind.CLAIM, pseudonym=None, opened_at=now, now=now)
            names = {
                "claim_id": claim_id,
                "customer_id": None if row is None else row[0],
                "request_id": request_id,
                "status_hash": text_hash(status_code),
                "wish": wish,
                "since": since,
                "until": until,
                "wrapped_key": wrapped,
                "sealed_content": key.seal(claimed.encode(), claim_binding(claim_id)),
                "now": now,
            }
            _ = connection.execute(QUERIES["insert_claim"], names)
            due_at = load_request(connection, request_id).due_at
        return ClaimReceipt(status_code=status_code, due_at=due_at)

    def state(self, status_code: str, address: str) -> ClaimState:
        """Tell who made a claim how it stands, and what they may read.

        Raises:
            ClaimMissing: no claim has this code.
            TooManyAttempts: five from this address within a minute.
        """
        now = self.clock.now()
        with self.database.transaction() as connection:
            count_attempt(connection, ATTEMPTS["count_attempt"], f"claim status from {address}", now)
        with self.database.transaction() as connection:
            with connection.cursor(row_factory=class_row(ClaimRow)) as cursor:
                row = cursor.execute(QUERIES["find_by_status"], {"status_hash": text_hash(status_code)}).fetchone()
            if row is None:
                raise ClaimMissing
            request = load_request(connection, RequestId(row.request_id))
        readable: tuple[ReadableUtterance, ...] = ()
        if row.sealed_answer is not None:
            key = self.vault.master_key.unwrap(row.wrapped_key, claim_binding(row.claim_id))
            readable = decode_answer(key.open(row.sealed_answer, claim_binding(row.claim_id)))
        return ClaimState(
            wish=row.wish,
            made_at=row.made_at,
            due_at=request.due_at,
            outcome=None if request.outcome is None else request.outcome.value,
            readable=readable,
        )

    def list_claims(self, customer: Customer) -> tuple[ShownClaim, ...]:
        """Return the claims at the customer's devices, each with what was kept in its time."""
        with self.database.transaction() as connection:
            with connection.cursor(row_factory=class_row(ClaimRow)) as cursor:
                rows = cursor.execute(QUERIES["list_claims"], {"customer_id": customer.customer_id}).fetchall()
            return tuple(self._shown(connection, customer, row) for row in rows)

    def decide(
        self, customer: Customer, claim_id: UUID, *, recording_ids: Sequence[RecordingId], refused: bool
    ) -> None:
        """Answer a claim: by what was said and when, the owner says which recordings are the person's.

        Those are deleted, or their text may be read by who made the claim, as was wished. None of them means that
        nothing is held. Refused means that it cannot be told who asks.

        Args:
            customer: owner of the device.
            claim_id: which claim.
            recording_ids: the person's; those outside of the claim's time are left alone.
            refused: the owner does not know of this person.

        Raises:
            ClaimMissing: there is no such claim at the customer's devices.
            ClaimDecided: it was answered already.
        """
        with self.database.transaction() as connection:
            lock_customer(connection, customer.customer_id)
            names = {"claim_id": claim_id, "customer_id": customer.customer_id}
            with connection.cursor(row_factory=class_row(ClaimRow)) as cursor:
                row = cursor.execute(QUERIES["hold_claim"], names).fetchone()
            if row is None:
                raise ClaimMissing
            if row.decided_at is not None:
                raise ClaimDecided
            now = self.clock.now()
            known = {one.recording_id: one for one in self._candidates(connection, customer, row, "")}
            chosen = () if refused else tuple(known[one] for one in recording_ids if one in known)
            answer = None
            if chosen and row.wish == "see":
                key = self.vault.master_key.unwrap(row.wrapped_key, claim_binding(claim_id))
                readable = [ReadableUtterance(captured_at=one.captured_at, text=one.text) for one in chosen]
                answer = key.seal(encode_answer(readable), claim_binding(claim_id))
            outcome = RequestOutcome.FULFILLED if chosen else RequestOutcome.NOTHING_HELD
            outcome = RequestOutcome.REFUSED_NOT_IDENTIFIED if refused else outcome
            _ = connection.execute(QUERIES["decide_claim"], {"claim_id": claim_id, "now": now, "sealed_answer": answer})
            if chosen and row.wish == "delete":
                _ = self.erasure.erase_recordings(
                    connection,
                    customer.customer_id,
                    [RecordingId(one.recording_id) for one in chosen],
                    WithdrawalReason.DELETED_BY_CUSTOMER,
                    scope=DeletionScope.SEVERAL,
                )
            # A privacy officer may have answered it already; what the owner decided holds.
            with contextlib.suppress(RequestEnded):
                end_request(connection, RequestId(row.request_id), outcome, now=now)

    def _shown(self, connection: Connection[TupleRow], customer: Customer, row: ClaimRow) -> ShownClaim:
        key = self.vault.master_key.unwrap(row.wrapped_key, claim_binding(row.claim_id))
        claimed = Claimed.decode(key.open(row.sealed_content, claim_binding(row.claim_id)))
        waits = row.decided_at is None
        return ShownClaim(
            claim_id=row.claim_id,
            wish=row.wish,
            since=row.since,
            until=row.until,
            said=claimed.said,
            place=claimed.place,
            made_at=row.made_at,
            decided_at=row.decided_at,
            candidates=self._candidates(connection, customer, row, claimed.said) if waits else (),
        )

    def _candidates(
        self, connection: Connection[TupleRow], customer: Customer, row: ClaimRow, said: str
    ) -> tuple[ClaimCandidate, ...]:
        """Return what was kept in the time of a claim, that with most of its words first."""
        claimed = set(normalised_words(said))
        found: list[ClaimCandidate] = []
        choice = HistoryChoice(since=row.since, before=row.until)
        for recording in list_own_recordings(connection, customer.customer_id, choice, limit=MOST_CANDIDATES):
            try:
                text = self.vault.open_content(recording).reveal(RevealReason.OWN_HISTORY).hypothesis.text
            except (ContentUnreadable, SealBroken, ObjectMissing):
                text = ""
            shared = len(claimed & set(normalised_words(text)))
            found.append(
                ClaimCandidate(
                    recording_id=recording.recording_id,
                    captured_at=recording.captured_at,
                    text=text,
                    shared_words=shared,
                    claimed_words=len(claimed),
                )
            )
        return tuple(sorted(found, key=lambda one: one.shared_words, reverse=True))
