"""Vault keys: one key for each customer that lies in the object store and never in the database.

What a customer said hangs from it, so that one write ends all of it, also for who has old pages of PostgreSQL with the
customer's own key, and the master key. Names, lists and lessons, which answers need, stay with the customer's own key:
a store that hangs holds up no answer.

    master key ─wraps─► customer key (column) ─wraps─► vault key (object v-…) ─wraps─► keys of recordings and archives

It is kept in no process: one that remembered it could open what another has just ended.
"""

from hashlib import sha256
from typing import Final

from earnest.foundation.identifiers import CustomerId
from earnest.personal.vault.keys import CustomerKey
from earnest.services.cryptography import Binding, DataKey
from earnest.services.objects import ObjectMissing, ObjectStore, StoreUnavailable

VAULT_KEY_PREFIX: Final = "v-"
"""How the names of vault keys begin; the statements that name one say so too."""

_MARK: Final = b"\x03"
"""First byte of a column whose key hangs from a vault key; one that hangs from a customer's key begins with 1, or with
2 where an erasure key seals it. All recordings did before there were vault keys."""

_TRIES: Final = 5
"""A store may refuse to write because another is writing (S3: 409), and that one may fail."""


def vault_key_name(customer_wrapped_key: bytes) -> str:
    """Return the name of the object that holds a vault key.

    Who has the row of the customer's key learns from it whose it is; who lists the objects does not. A replaced
    customer key has another vault key.
    """
    return VAULT_KEY_PREFIX + sha256(customer_wrapped_key).hexdigest()


def vault_key_binding(customer_id: CustomerId) -> Binding:
    """Return what a vault key is bound to."""
    return Binding(kind="vault", identifier=customer_id, version=1)


def load_vault_key(objects: ObjectStore, customer_key: CustomerKey) -> DataKey:
    """Return a customer's vault key.

    Raises:
        ObjectMissing: there is none, or it was destroyed.
        StoreUnavailable: the store does not answer.
        SealBroken: the object belongs to another customer, or was written over in this moment.
    """
    sealed = objects.get(vault_key_name(customer_key.wrapped))
    return customer_key.key.unwrap(sealed, vault_key_binding(customer_key.customer_id))


def load_or_create_vault_key(objects: ObjectStore, customer_key: CustomerKey) -> DataKey:
    """Return a customer's vault key, made where there is none yet; of many who make one at once, one does.

    No lock is held: an object store may take its time or never answer. One that the store lost is not made anew: it
    may be put back, and under another key of the same name nothing of before would open.

    Raises:
        StoreFull, StoreUnavailable: it could not be read or stored, or recordings hang from it and it is not there.
        SealBroken: as for `load_vault_key`.
    """
    for _ in range(_TRIES):
        try:
            return load_vault_key(objects, customer_key)
        except ObjectMissing:
            if customer_key.vault_key_made:
                raise StoreUnavailable from None
            key, wrapped = customer_key.key.create_key(vault_key_binding(customer_key.customer_id))
            if objects.put_new(vault_key_name(customer_key.wrapped), wrapped):
                return key
    raise StoreUnavailable


def destroy_vault_keys(objects: ObjectStore, names: list[str]) -> None:
    """Write vault keys over and remove them; no error where they are gone already.

    Raises:
        StoreUnavailable: whether they are gone is not known, so this is done again.
    """
    objects.shred_several(names)


def mark(column: bytes) -> bytes:
    """Return what goes into a column whose key hangs from a vault key."""
    return _MARK + column


def has_vault_key(column: bytes) -> bool:
    """Tell whether the key in a column hangs from a vault key and not from the customer's own."""
    return column.startswith(_MARK)


def unmark(column: bytes) -> bytes:
    """Return what `mark` was given; what it did not make is returned as it is."""
    return column.removeprefix(_MARK)
