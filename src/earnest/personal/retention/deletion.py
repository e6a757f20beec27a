"""Deletion: what customers delete of their own at the portal, and the end of their account."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Thread
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.errors import Unavailable
from earnest.foundation.identifiers import ClipId, RecordingId
from earnest.handover.requests import RequestKind, RequestOutcome, end_request, open_request
from earnest.handover.withdrawals import WithdrawalReason, find_withdrawn
from earnest.personal.customers.accounts import Accounts
from earnest.personal.customers.records import Customer
from earnest.personal.retention.deletion_receipts import ShownReceipt, find_receipt
from earnest.personal.retention.erasure import QUERIES, DeletionScope, ErasedCounts, RecordingErasure
from earnest.personal.retention.errors import ReceiptMissing
from earnest.personal.vault.keys import replace_customer_key
from earnest.personal.vault.vault_keys import destroy_vault_keys, vault_key_name
from earnest.services.audit import AccountClosed, CustomerErased, ProofMaker, Pseudonyms, append
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.objects import ObjectStore

STORE_SECONDS: Final = 2.0
"""How long a press waits for the object store; what takes longer goes on beside it (chosen)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionPreview:
    """What a deletion would take if it were asked for now."""

    recordings: int
    clips: int
    """Versions for listeners that are not withdrawn yet."""
    lessons: int
    """Recordings whose correction teaches the assistant something."""
    exports: int
    """Archives that end, because something in them is deleted."""
    oldest: datetime | None
    newest: datetime | None
    at: datetime
    """When this was counted; what was said later is not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerDeletion:
    """Erases what a customer chooses of their own."""

    database: Database
    """Connections of the portal's role."""
    erasure: RecordingErasure
    master_key: MasterKey
    """Wraps the key of a customer that stands in the place of one that was destroyed."""
    pseudonyms: Pseudonyms
    accounts: Accounts
    proofs: ProofMaker
    objects: ObjectStore

    def delete_one(self, customer: Customer, recording_id: RecordingId) -> ErasedCounts:
        """Erase one of the customer's own recordings with all that was made from it; repeating it erases nothing."""
        return self.delete_several(customer, [recording_id], DeletionScope.ONE)

    def delete_several(
        self, customer: Customer, recording_ids: Sequence[RecordingId], scope: DeletionScope = DeletionScope.SEVERAL
    ) -> ErasedCounts:
        """Erase several of the customer's own recordings; those of others and those that are gone are left alone."""
        with self.database.transaction() as connection:
            return self.erasure.erase_recordings(
                connection, customer.customer_id, recording_ids, WithdrawalReason.DELETED_BY_CUSTOMER, scope=scope
            )

    def delete_period(self, customer: Customer, since: datetime, until: datetime) -> ErasedCounts:
        """Erase what the customer said in a period, such as a day.

        Args:
            customer: whose.
            since: aware; included.
            until: aware; not included.
        """
        names = {"customer_id": customer.customer_id, "since": since, "until": until}
        with self.database.transaction() as connection:
            rows = connection.execute(QUERIES["list_of_period"], names).fetchall()
            return self.erasure.erase_recordings(
                connection,
                customer.customer_id,
                [RecordingId(row[0]) for row in rows],
                WithdrawalReason.DELETED_BY_CUSTOMER,
                scope=DeletionScope.PERIOD,
            )

    def preview_several(self, customer: Customer, recording_ids: Sequence[RecordingId]) -> DeletionPreview:
        """Count what `delete_several` would erase; those of others are not counted."""
        with self.database.transaction() as connection:
            return self._preview(connection, customer, recording_ids)

    def preview_period(self, customer: Customer, since: datetime, until: datetime) -> DeletionPreview:
        """Count what `delete_period` would erase."""
        return self._preview_found(customer, "list_of_period", {"since": since, "until": until})

    def preview_all(self, customer: Customer) -> DeletionPreview:
        """Count what `delete_all` would erase."""
        return self._preview_found(customer, "list_all_kept", {})

    def _preview_found(self, customer: Customer, query: str, names: Mapping[str, object]) -> DeletionPreview:
        with self.database.transaction() as connection:
            rows = connection.execute(QUERIES[query], {"customer_id": customer.customer_id, **names}).fetchall()
            return self._preview(connection, customer, [RecordingId(row[0]) for row in rows])

    def _preview(
        self, connection: Connection[TupleRow], customer: Customer, recording_ids: Sequence[RecordingId]
    ) -> DeletionPreview:
        names = {"customer_id": customer.customer_id, "recording_ids": list(recording_ids)}
        clips = [ClipId(row[0]) for row in connection.execute(QUERIES["list_clips_of"], names).fetchall()]
        withdrawn = find_withdrawn(connection, clips)
        row = connection.execute(QUERIES["count_deletion"], names).fetchone()
        recordings, oldest, newest, lessons, exports = (0, None, None, 0, 0) if row is None else row
        return DeletionPreview(
            recordings=recordings,
            clips=sum(clip_id not in withdrawn for clip_id in clips),
            lessons=lessons,
            exports=exports if recordings else 0,
            oldest=oldest,
            newest=newest,
            at=self.erasure.clock.now(),
        )

    def delete_all(self, customer: Customer) -> ErasedCounts:
        """Erase everything that the customer ever said; the customer's key and vault key are destroyed as well."""
        with self.database.transaction() as connection:
            erased, old_key = self._delete_all(connection, customer, DeletionScope.ALL)
        self._destroy_vault_key(old_key)
        return erased

    def close_account(self, customer: Customer, password: str) -> ErasedCounts:
        """Erase everything and close the account: no login, device, name, plan or session is left.

        Decisions stay as proof that what was done was agreed to; nothing in them names the person any more.

        Raises:
            CustomerSignInRefused: the password is wrong; nothing was changed.
            TooManyAttempts: too many failures for this login.
        """
        token = self.accounts.sign_in(customer.login, password)
        with self.database.transaction() as connection:
            erased, old_key = self._delete_all(connection, customer, DeletionScope.ACCOUNT)
            now = self.erasure.clock.now()
            names = {"session_token": token, "customer_id": customer.customer_id, "now": now}
            _ = connection.execute(QUERIES["close_account"], names)
            pseudonym = self.pseudonyms.of_subject(customer.customer_id, now)
            _ = append(connection, AccountClosed(at=now, customer=pseudonym))
        self._destroy_vault_key(old_key)
        return erased

    def receipt(self, deletion_id: UUID) -> ShownReceipt:
        """Return a deletion with its receipt, for who knows its identifier, with or without an account.

        Raises:
            ReceiptMissing: there is none.
        """
        with self.database.transaction() as connection:
            found = find_receipt(connection, self.proofs, deletion_id)
        if found is None:
            raise ReceiptMissing
        return found

    def _destroy_vault_key(self, customer_wrapped_key: bytes | None) -> None:
        """Write the vault key over at once: from then on old pages of PostgreSQL open nothing of what was said.

        The worker does it again. A store that is away or hangs holds up the press for a moment and no longer.
        """
        if customer_wrapped_key is None:
            return
        name = vault_key_name(customer_wrapped_key)

        def destroy() -> None:
            with suppress(Unavailable):
                destroy_vault_keys(self.objects, [name])

        destroying = Thread(target=destroy, name="destroy-vault-key", daemon=True)
        destroying.start()
        destroying.join(STORE_SECONDS)

    def _delete_all(
        self, connection: Connection[TupleRow], customer: Customer, scope: DeletionScope
    ) -> tuple[ErasedCounts, bytes | None]:
        """Erase everything; return with the counts the wrapped key of the customer that was replaced."""
        erased = self.erasure.erase_all(
            connection, customer.customer_id, WithdrawalReason.DELETED_BY_CUSTOMER, scope=scope
        )
        old_key = replace_customer_key(connection, customer.customer_id, self.master_key)
        now = self.erasure.clock.now()
        pseudonym = self.pseudonyms.of_subject(customer.customer_id, now)
        request_id = open_request(connection, RequestKind.ERASURE, pseudonym=pseudonym, opened_at=now, now=now)
        end_request(connection, request_id, RequestOutcome.FULFILLED, now=now)
        _ = append(connection, CustomerErased(at=now, customer=pseudonym))
        return erased, old_key
