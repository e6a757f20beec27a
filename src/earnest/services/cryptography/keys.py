"""Data keys: seal texts and wrap further keys with AES-256-GCM (Tink), each bound to the one thing it belongs to."""

from functools import cache
from typing import NoReturn, Self, final

import tink
from tink import aead, secret_key_access

from earnest.services.cryptography.bindings import Binding, SealUse
from earnest.services.cryptography.errors import SealBroken


class Key:
    """A key that seals and opens; it is never printed, copied or serialised, except wrapped by another key.

    The type stops mistakes, not an attacker in the same process, who can read its memory.
    """

    __slots__ = ("__primitive",)

    def __init__(self, primitive: aead.Aead) -> None:
        """Hold a Tink primitive; use `DataKey.create_key`, `DataKey.unwrap` or `MasterKey.load` to get a key."""
        self.__primitive = primitive

    def seal(self, plaintext: bytes, binding: Binding) -> bytes:
        """Return the ciphertext of a text that opens only with this key and this binding.

        Args:
            plaintext: any bytes; the length is visible in the ciphertext (33 bytes more).
            binding: what the text belongs to.
        """
        return self.__primitive.encrypt(plaintext, binding.associated_data(SealUse.PAYLOAD))

    def open(self, ciphertext: bytes, binding: Binding) -> bytes:
        """Return the text inside a ciphertext.

        Raises:
            SealBroken: changed by even one bit, moved to another binding, or sealed with another key.
        """
        return self.__decrypt(ciphertext, binding, SealUse.PAYLOAD)

    def create_key(self, binding: Binding) -> "tuple[DataKey, bytes]":
        """Make a key and return it with its wrapped form, which only this key unwraps, and only for this binding.

        Destroying the wrapped form (and forgetting the key) destroys everything that the key sealed.
        """
        handle = new_keyset()
        keyset = tink.proto_keyset_format.serialize(handle, secret_key_access.TOKEN)
        wrapped = self.__primitive.encrypt(keyset, binding.associated_data(SealUse.KEY))
        return DataKey(handle.primitive(aead.Aead)), wrapped

    def unwrap(self, wrapped: bytes, binding: Binding) -> "DataKey":
        """Return the key inside a wrapped key.

        Raises:
            SealBroken: changed by even one bit, moved to another binding, or wrapped with another key.
        """
        keyset = self.__decrypt(wrapped, binding, SealUse.KEY)
        try:
            handle = tink.proto_keyset_format.parse(keyset, secret_key_access.TOKEN)
            return DataKey(handle.primitive(aead.Aead))
        except tink.TinkError:
            raise SealBroken from None

    def __decrypt(self, ciphertext: bytes, binding: Binding, use: SealUse) -> bytes:
        try:
            return self.__primitive.decrypt(ciphertext, binding.associated_data(use))
        except tink.TinkError:
            raise SealBroken from None

    def __repr__(self) -> str:
        return f"{type(self).__name__}(<withheld>)"

    def __copy__(self) -> Self:
        """Return itself: there is one key, not two."""
        return self

    def __reduce__(self) -> NoReturn:
        """Refuse pickling."""
        raise TypeError("a key is never serialised, except wrapped by another key")


@final
class DataKey(Key):
    """A key that another key wraps: a key per customer wraps a key per recording."""

    __slots__ = ()


def new_keyset() -> tink.KeysetHandle:
    """Return a new random AES-256-GCM keyset."""
    register_primitives()
    return tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)


@cache
def register_primitives() -> None:
    """Make Tink know the primitives that are used; once per process, when the first key is made or read."""
    aead.register()
