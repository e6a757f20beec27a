"""Household store: one list per customer, sealed with the customer's key."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, cast

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CustomerId
from earnest.foundation.sensitive import RevealReason, Sensitive
from earnest.personal.customers.store import lock_customer
from earnest.personal.household.skills.store import list_skill_names
from earnest.personal.vault.errors import ContentUnreadable
from earnest.personal.vault.keys import load_customer_key, load_or_create_customer_key
from earnest.services.cryptography import Binding, MasterKey
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.personal.household")

FORMAT_VERSION: Final = 1
"""Version of the sealed form, bound into its associated data."""

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedNames:
    """A list before and after a change."""

    before: Sensitive[Names]
    after: Sensitive[Names]


def load_all_names(
    connection: Connection[TupleRow], customer_id: CustomerId, master_key: MasterKey
) -> Sensitive[Names]:
    """Return a customer's names and, after them, those of the house that skills fetched (things, rooms, playlists).

    The recogniser prefers them, and de-identification covers them: no reviewer hears or reads one.

    Raises:
        ContentUnreadable, RecordingGone, SealBroken: as for `load_names`.
    """
    listed = load_names(connection, customer_id, master_key).reveal(RevealReason.SEALING)
    fetched = list_skill_names(connection, customer_id, master_key).reveal(RevealReason.SEALING)
    return Sensitive(tuple({name.casefold(): name for name in (*fetched[::-1], *listed[::-1])}.values())[::-1])


def load_names(connection: Connection[TupleRow], customer_id: CustomerId, master_key: MasterKey) -> Sensitive[Names]:
    """Return a customer's names in their order; empty where there is no list.

    Raises:
        ContentUnreadable: there is a list, and no key for it, or a newer version wrote it.
        RecordingGone: there is a list, and the customer's key was destroyed.
        SealBroken: it was sealed with another key, or for another customer.
    """
    row = connection.execute(QUERIES["find_names"], {"customer_id": customer_id}).fetchone()
    if row is None:
        return Sensitive(())
    key = load_customer_key(connection, customer_id, master_key)
    if key is None:
        raise ContentUnreadable
    return Sensitive(_decode(key.key.open(bytes(row[0]), _binding(customer_id))))


def change_names(
    connection: Connection[TupleRow],
    customer_id: CustomerId,
    change: Callable[[Names], Names],
    *,
    master_key: MasterKey,
    clock: Clock,
) -> ChangedNames:
    """Change a customer's list as it is at this moment, whatever the caller saw of it before.

    It is read and written under the customer's lock, so no change that is made at the same time, in another
    browser or from the command line, is lost.

    Args:
        connection: transaction of the portal's role.
        customer_id: whose.
        change: returns the new list for the present one; pure.
        master_key: wraps the customer's key.
        clock: tells when.

    Raises:
        ContentUnreadable, RecordingGone, SealBroken: as for `load_names`; nothing is changed.
    """
    lock_customer(connection, customer_id)
    before = load_names(connection, customer_id, master_key)
    after = Sensitive(change(before.reveal(RevealReason.SEALING)))
    replace_names(connection, customer_id, after, master_key=master_key, clock=clock)
    return ChangedNames(before=before, after=after)


def replace_names(
    connection: Connection[TupleRow],
    customer_id: CustomerId,
    names: Sensitive[Names],
    *,
    master_key: MasterKey,
    clock: Clock,
) -> None:
    """Keep a list in the place of the earlier one; an empty one leaves nothing behind.

    Args:
        connection: transaction of the portal's role.
        customer_id: whose.
        names: as `cleaned_names` gives them.
        master_key: wraps the customer's key.
        clock: tells when.
    """
    lock_customer(connection, customer_id)
    plain = names.reveal(RevealReason.SEALING)
    if not plain:
        _ = connection.execute(QUERIES["delete_names"], {"customer_id": customer_id})
        return
    key = load_or_create_customer_key(connection, customer_id, master_key).key
    sealed = key.seal(json.dumps({"format": FORMAT_VERSION, "names": list(plain)}).encode(), _binding(customer_id))
    _ = connection.execute(
        QUERIES["put_names"], {"customer_id": customer_id, "sealed_content": sealed, "updated_at": clock.now()}
    )


def _binding(customer_id: CustomerId) -> Binding:
    return Binding(kind="household-names", identifier=customer_id, version=FORMAT_VERSION)


def _decode(encoded: bytes) -> Names:
    try:
        parsed: object = json.loads(encoded)
    except ValueError:
        raise ContentUnreadable from None
    if not isinstance(parsed, dict):
        raise ContentUnreadable
    fields = cast("dict[str, object]", parsed)
    names = fields.get("names")
    if fields.get("format") != FORMAT_VERSION or not isinstance(names, list):
        raise ContentUnreadable
    return tuple(str(name) for name in cast("list[object]", names))
