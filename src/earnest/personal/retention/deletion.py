"""Deletion: what customers delete of their own at the portal."""

from dataclasses import dataclass

from earnest.foundation.identifiers import RecordingId
from earnest.handover.withdrawals import WithdrawalReason
from earnest.personal.customers.records import Customer
from earnest.personal.retention.erasure import ErasedCounts, RecordingErasure
from earnest.personal.vault.keys import replace_customer_key
from earnest.services.audit import CustomerErased, Pseudonyms, append
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerDeletion:
    """Erases what a customer chooses of their own."""

    database: Database
    """Connections of the portal's role."""
    erasure: RecordingErasure
    master_key: MasterKey
    """Wraps the key of a customer that stands in the place of one that was destroyed."""
    pseudonyms: Pseudonyms

    def delete_one(self, customer: Customer, recording_id: RecordingId) -> ErasedCounts:
        """Erase one of the customer's own recordings with all that was made from it; repeating it erases nothing."""
        with self.database.transaction() as connection:
            return self.erasure.erase_recordings(
                connection, customer.customer_id, [recording_id], WithdrawalReason.DELETED_BY_CUSTOMER
            )

    def delete_all(self, customer: Customer) -> ErasedCounts:
        """Erase everything that the customer ever said; the customer's key is destroyed as well."""
        with self.database.transaction() as connection:
            erased = self.erasure.erase_all(connection, customer.customer_id, WithdrawalReason.DELETED_BY_CUSTOMER)
            replace_customer_key(connection, customer.customer_id, self.master_key)
            pseudonym = self.pseudonyms.of_customer(customer.customer_id, self.erasure.clock.now())
            _ = append(connection, CustomerErased(at=self.erasure.clock.now(), customer=pseudonym))
            return erased
