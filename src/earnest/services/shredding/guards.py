"""Guards: a second seal around a wrapped key, whose own key lies in the object store and never in the database.

PostgreSQL keeps what was deleted: in row versions until a vacuum, in pages until they are written over, in its
write-ahead log until that is recycled. A wrapped key that stands in a column is therefore still there after its row was
emptied, and whoever holds the master key could unwrap it. So the column holds the wrapped key sealed once more, with a
guard: a key of this one thing, wrapped by the same parent, in an object beside the thing's ciphertext. Destroying that
object ends every copy of the column, wherever PostgreSQL or a copy of its files keeps it.

    master key ─wraps─► guard (object k…)  ─seals─►  wrapped key (column)  ─►  key  ─seals─►  sound, words, label
"""

from typing import Final

from earnest.services.cryptography import Binding
from earnest.services.cryptography.keys import Key
from earnest.services.objects import ObjectStore

GUARD_PREFIX: Final = "k"
"""How the name of a guard begins; what follows is the name of the object whose key it guards."""

_MARK: Final = b"\x02"
"""First byte of a guarded key; a key that Tink wrapped begins with 1."""


def guard_name(object_key: str) -> str:
    """Return the name of the guard that belongs to an object."""
    return GUARD_PREFIX + object_key


def is_guarded(column: bytes) -> bool:
    """Tell whether a column holds a guarded key; rows from before there were guards hold a bare wrapped one."""
    return column.startswith(_MARK)


def guard_key(wrapped_key: bytes, *, parent: Key, objects: ObjectStore, object_key: str, binding: Binding) -> bytes:
    """Seal a wrapped key once more and return what goes into the column; the guard is stored when this returns.

    Args:
        wrapped_key: as `parent.create_key` returned it.
        parent: wraps the guard as well.
        objects: where the guard goes.
        object_key: name of the object that holds the ciphertext; random, so that no two guards share a name.
        binding: what the wrapped key is bound to.

    Raises:
        StoreFull, StoreUnavailable: the guard could not be stored.
    """
    guard, wrapped_guard = parent.create_key(_bound(binding))
    objects.put(guard_name(object_key), wrapped_guard)
    return _MARK + guard.seal(wrapped_key, _bound(binding))


def unguard_key(column: bytes, *, parent: Key, objects: ObjectStore, object_key: str, binding: Binding) -> bytes:
    """Return the wrapped key inside a column.

    Raises:
        ObjectMissing: the guard was destroyed, so nothing opens this any more.
        SealBroken: parent, guard, column and binding do not belong together.
        StoreUnavailable: the store does not answer.
    """
    if not is_guarded(column):
        return column
    guard = parent.unwrap(objects.get(guard_name(object_key)), _bound(binding))
    return guard.open(column.removeprefix(_MARK), _bound(binding))


def destroy_guard(objects: ObjectStore, object_key: str) -> None:
    """Destroy a guard; no error where it is gone already.

    Raises:
        StoreUnavailable: whether it is gone is not known, so this is done again.
    """
    objects.shred(guard_name(object_key))


def _bound(binding: Binding) -> Binding:
    return Binding(kind=f"{binding.kind}-guard", identifier=binding.identifier, version=binding.version)
