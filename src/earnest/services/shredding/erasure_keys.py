"""Erasure keys: a second seal around a wrapped key, whose own key lies in the object store and never in the database.

PostgreSQL keeps what was deleted: in row versions until a vacuum, in pages until they are written over, in its
write-ahead log until that is recycled. A wrapped key that stands in a column is therefore still there after its row was
emptied, and whoever holds the master key could unwrap it. So the column holds the wrapped key sealed once more, with an
erasure key: a key of this one thing, wrapped by the same parent, in an object beside the thing's ciphertext. Destroying
that object ends every copy of the column, wherever PostgreSQL or a copy of its files keeps it.

    master key ─wraps─► erasure key (object k…)  ─seals─►  wrapped key (column)  ─►  key  ─seals─►  sound, words, label
"""

from collections.abc import Sequence
from typing import Final

from earnest.services.cryptography import Binding
from earnest.services.cryptography.keys import Key
from earnest.services.objects import ObjectStore

ERASURE_KEY_PREFIX: Final = "k"
"""How the name of an erasure key begins; what follows is the name of the object whose key it seals."""

_MARK: Final = b"\x02"
"""First byte of a sealed key; a key that Tink wrapped begins with 1."""


def erasure_key_name(object_key: str) -> str:
    """Return the name of the erasure key that belongs to an object."""
    return ERASURE_KEY_PREFIX + object_key


def has_erasure_key(column: bytes) -> bool:
    """Tell whether a column holds a sealed key; rows from before there were erasure keys hold a bare wrapped one."""
    return column.startswith(_MARK)


def seal_key(wrapped_key: bytes, *, parent: Key, objects: ObjectStore, object_key: str, binding: Binding) -> bytes:
    """Seal a wrapped key once more and return what goes into the column; the erasure key is stored when this returns.

    Args:
        wrapped_key: as `parent.create_key` returned it.
        parent: wraps the erasure key as well.
        objects: where the erasure key goes.
        object_key: name of the object that holds the ciphertext; random, so that no two erasure keys share a name.
        binding: what the wrapped key is bound to.

    Raises:
        StoreFull, StoreUnavailable: the erasure key could not be stored.
    """
    erasure_key, wrapped_erasure_key = parent.create_key(_bound(binding))
    objects.put(erasure_key_name(object_key), wrapped_erasure_key)
    return _MARK + erasure_key.seal(wrapped_key, _bound(binding))


def unseal_key(column: bytes, *, parent: Key, objects: ObjectStore, object_key: str, binding: Binding) -> bytes:
    """Return the wrapped key inside a column.

    Raises:
        ObjectMissing: the erasure key was destroyed, so nothing opens this any more.
        SealBroken: parent, erasure key, column and binding do not belong together.
        StoreUnavailable: the store does not answer.
    """
    if not has_erasure_key(column):
        return column
    erasure_key = parent.unwrap(objects.get(erasure_key_name(object_key)), _bound(binding))
    return erasure_key.open(column.removeprefix(_MARK), _bound(binding))


def destroy_erasure_key(objects: ObjectStore, object_key: str) -> None:
    """Destroy an erasure key; no error where it is gone already.

    Raises:
        StoreUnavailable: whether it is gone is not known, so this is done again.
    """
    destroy_erasure_keys(objects, [object_key])


def destroy_erasure_keys(objects: ObjectStore, object_keys: Sequence[str]) -> None:
    """Destroy several erasure keys, some at a time.

    Raises:
        StoreUnavailable: some may be gone and some not, so this is done again.
    """
    objects.shred_several([erasure_key_name(object_key) for object_key in object_keys])


def spoil_erasure_keys(objects: ObjectStore, object_keys: Sequence[str]) -> None:
    """Make many erasure keys unreadable at once, before they are destroyed one batch after another.

    Raises:
        StoreUnavailable: some may be readable still.
    """
    objects.spoil_several([erasure_key_name(object_key) for object_key in object_keys])


def _bound(binding: Binding) -> Binding:
    # The name is part of what is sealed, so it stays as it was when the first keys were sealed.
    return Binding(kind=f"{binding.kind}-guard", identifier=binding.identifier, version=binding.version)
