"""Names: what a customer does with the list of names at the portal."""

from collections.abc import Sequence
from dataclasses import dataclass

from earnest.foundation.clock import Clock
from earnest.foundation.sensitive import RevealReason
from earnest.personal.customers.records import Customer
from earnest.personal.household.rules import cleaned_names, edited_names
from earnest.personal.household.store import change_names, load_names
from earnest.services.audit import NamesChanged, Pseudonyms, append
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """Names that the customer wants covered in every recording."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLists:
    """Reads and edits the list of one customer."""

    database: Database
    """Connections of the portal's role."""
    master_key: MasterKey
    """Wraps the customer's key, which seals the list."""
    pseudonyms: Pseudonyms
    clock: Clock

    def show(self, customer: Customer) -> NameList:
        """Return the list."""
        with self.database.transaction() as connection:
            names = load_names(connection, customer.customer_id, self.master_key)
        return NameList(names=names.reveal(RevealReason.OWN_HISTORY))

    def edit(self, customer: Customer, *, added: Sequence[str], removed: Sequence[str]) -> NameList:
        """Add names and take some away, and return the list as it is kept.

        Only what is named here changes: a page that was opened long ago takes nothing back that was written elsewhere.

        Raises:
            NamesInvalid: too many names, or one that cannot be a name; nothing is changed.
        """
        coming, leaving = cleaned_names(added), cleaned_names(removed)
        with self.database.transaction() as connection:
            changed = change_names(
                connection,
                customer.customer_id,
                lambda listed: edited_names(listed, added=coming, removed=leaving),
                master_key=self.master_key,
                clock=self.clock,
            )
            pseudonym = self.pseudonyms.of_subject(customer.customer_id, self.clock.now())
            _ = append(connection, NamesChanged(at=self.clock.now(), customer=pseudonym))
        return NameList(names=changed.after.reveal(RevealReason.OWN_HISTORY))
