"""Keys of customers, wrapped by the master key, and what keys of recordings are bound to."""

from dataclasses import dataclass
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import CustomerId, RecordingId
from earnest.personal.vault.errors import RecordingGone
from earnest.services.cryptography import Binding, DataKey, MasterKey
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.personal.vault")

FORMAT_VERSION: Final = 1
"""Version of the sealed forms, bound into their associated data."""


def customer_binding(customer_id: CustomerId, version: int) -> Binding:
    """Return what a customer's key is bound to."""
    return Binding(kind="customer", identifier=customer_id, version=version)


def recording_binding(recording_id: RecordingId) -> Binding:
    """Return what a recording's key is bound to."""
    return Binding(kind="recording", identifier=recording_id, version=FORMAT_VERSION)


def sound_binding(recording_id: RecordingId) -> Binding:
    """Return what a recording's sound is bound to; content sealed by the same key does not open as sound."""
    return Binding(kind="recording-sound", identifier=recording_id, version=FORMAT_VERSION)


def content_binding(recording_id: RecordingId) -> Binding:
    """Return what a recording's content is bound to."""
    return Binding(kind="recording-content", identifier=recording_id, version=FORMAT_VERSION)


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerKey:
    """A customer's key and the wrapped form that stands in the database."""

    customer_id: CustomerId
    key: DataKey
    wrapped: bytes
    vault_key_made: bool = False
    """Recordings hang from the vault key: where the store has none, it lost it."""


def load_customer_key(
    connection: Connection[TupleRow], customer_id: CustomerId, master_key: MasterKey
) -> CustomerKey | None:
    """Return a customer's key; None where there is none yet.

    Raises:
        RecordingGone: the key was destroyed.
        SealBroken: the master key does not belong to it.
    """
    row = connection.execute(QUERIES["find_customer_key"], {"customer_id": customer_id}).fetchone()
    if row is None:
        return None
    if not isinstance(row[0], bytes):
        raise RecordingGone
    return unwrap_customer_key(row[0], customer_id, int(row[1]), master_key)


def unwrap_customer_key(wrapped: bytes, customer_id: CustomerId, version: int, master_key: MasterKey) -> CustomerKey:
    """Return the customer's key inside its wrapped form.

    Raises:
        SealBroken: master key, customer and version do not belong to it.
    """
    key = master_key.unwrap(wrapped, customer_binding(customer_id, version))
    return CustomerKey(customer_id=customer_id, key=key, wrapped=wrapped)


def find_wrapped_key(connection: Connection[TupleRow], customer_id: CustomerId) -> bytes | None:
    """Return the wrapped form of a customer's key; None where there is none or it was destroyed."""
    row = connection.execute(QUERIES["find_customer_key"], {"customer_id": customer_id}).fetchone()
    return row[0] if row is not None and isinstance(row[0], bytes) else None


def load_or_create_customer_key(
    connection: Connection[TupleRow], customer_id: CustomerId, master_key: MasterKey
) -> CustomerKey:
    """Return a customer's key, made where there is none yet; the caller's transaction holds the customer's lock.

    Raises:
        RecordingGone: the key was destroyed.
        SealBroken: the master key does not belong to it.
    """
    found = load_customer_key(connection, customer_id, master_key)
    if found is not None:
        return found
    key, wrapped = master_key.create_key(customer_binding(customer_id, FORMAT_VERSION))
    _ = connection.execute(
        QUERIES["insert_customer_key"],
        {"customer_id": customer_id, "wrapped_key": wrapped, "key_version": FORMAT_VERSION},
    )
    return CustomerKey(customer_id=customer_id, key=key, wrapped=wrapped)


def replace_customer_key(
    connection: Connection[TupleRow], customer_id: CustomerId, master_key: MasterKey
) -> bytes | None:
    """Destroy a customer's key: everything under it is unreadable from the commit on. A new key stands in its place.

    Returns:
        The wrapped form of the old key, which names the vault key that is to be destroyed after the commit; None where
        there was none.
    """
    before = find_wrapped_key(connection, customer_id)
    _, wrapped = master_key.create_key(customer_binding(customer_id, FORMAT_VERSION))
    _ = connection.execute(
        QUERIES["replace_customer_key"],
        {"customer_id": customer_id, "wrapped_key": wrapped, "key_version": FORMAT_VERSION},
    )
    return before
