"""Master keys: the top of each tree of keys, in a file that only this user can read, or with a key service.

The file is a Tink keyset. `MasterKey.rotate` adds a key to it that seals from then on; the others go on opening what
they sealed. Processes that run read the file again when it changed, so none of them has to be restarted.
"""

import json
import threading
import time
from pathlib import Path
from typing import Final, Self, cast, final

import tink
from tink import aead, secret_key_access

from earnest.services.cryptography.errors import KeyUnreadable
from earnest.services.cryptography.key_services import names_key_service, open_key_service
from earnest.services.cryptography.keys import Key, new_keyset, register_primitives
from earnest.services.cryptography.secret_files import overwrite_secret_file, read_secret_file, write_secret_file

_TRIES: Final = 20
_TRY_AGAIN_SECONDS: Final = 0.05
"""A file that is being written is read again; writing it takes milliseconds."""


@final
class MasterKey(Key):
    """The key that wraps other keys; who holds it (and the database) can open everything under it."""

    __slots__ = ()

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a master key and keep it in a new file: a Tink JSON keyset, mode 0600.

        Args:
            path: the file; its folder exists. Back it up apart from the data: without it nothing opens any more.

        Raises:
            KeyExists: there is a file already; it stays as it is.
            KeyUnreadable: the folder cannot be written.
        """
        handle = new_keyset()
        keyset = tink.json_proto_keyset_format.serialize(handle, secret_key_access.TOKEN)
        write_secret_file(path, keyset.encode("utf-8"))
        return cls(handle.primitive(aead.Aead))

    @classmethod
    def load(cls, path_or_address: Path | str) -> Self:
        """Return a master key from its file or from a key service.

        Args:
            path_or_address: path of a key file, `aws-kms://arn:aws:kms:…` or `gcp-kms://projects/…/cryptoKeys/…`.
                A key with a service wraps keys and seals short texts (AWS: at most 4096 bytes).

        Raises:
            KeyExposed: others on this machine can read the file.
            KeyServiceUnknown: the address names no service that Earnest can use.
            KeyServiceMissing: the service's library is not installed.
            KeyUnreadable: missing, not a keyset, or out of reach.
        """
        if isinstance(path_or_address, str) and names_key_service(path_or_address):
            return cls(open_key_service(path_or_address))
        return cls(_FileKeyset(Path(path_or_address)))

    @staticmethod
    def count(path: Path) -> int:
        """Return how many keys a key file holds.

        Raises:
            KeyUnreadable, KeyExposed: it cannot be read, or is no keyset.
        """
        _ = _read_keyset(path)
        return len(_keys(json.loads(read_secret_file(path))))

    @classmethod
    def rotate(cls, path: Path) -> int:
        """Add a key to a key file that seals from now on; return how many keys it holds.

        Running processes take it up by themselves: to seal at the next use, to open when they meet something that they
        cannot open yet. It limits what one key seals. It does not help against who has copied the file before: that key
        still opens what it sealed.

        Args:
            path: the file; it keeps its place on the disk, because processes are confined to this very file.

        Raises:
            KeyUnreadable, KeyExposed: the file cannot be read, is no keyset, or cannot be written.
        """
        _ = _read_keyset(path)
        keys = _keys(json.loads(read_secret_file(path)))
        known = {key["keyId"] for key in keys}
        while True:
            fresh = json.loads(tink.json_proto_keyset_format.serialize(new_keyset(), secret_key_access.TOKEN))
            if fresh["primaryKeyId"] not in known:
                break
        rotated = {"primaryKeyId": fresh["primaryKeyId"], "key": [*keys, *_keys(fresh)]}
        overwrite_secret_file(path, json.dumps(rotated).encode("utf-8"))
        _ = _read_keyset(path)
        return len(rotated["key"])


class _FileKeyset(aead.Aead):
    """A keyset in a file, read again where the file changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._state = _state(path)
        self._primitive = _read_keyset(path)

    def encrypt(self, plaintext: bytes, associated_data: bytes) -> bytes:
        return self._current().encrypt(plaintext, associated_data)

    def decrypt(self, ciphertext: bytes, associated_data: bytes) -> bytes:
        try:
            return self._primitive.decrypt(ciphertext, associated_data)
        except tink.TinkError:
            before = self._primitive
            newer = self._current()
            if newer is before:
                raise
            return newer.decrypt(ciphertext, associated_data)

    def _current(self) -> aead.Aead:
        """Return what the file holds now; where it cannot be looked at any more, what was read last.

        Raises:
            KeyUnreadable: it changed and is no keyset.
        """
        with self._lock:
            state = _state(self._path)
            if state is not None and state != self._state:
                self._primitive = _read_changing(self._path)
                self._state = state
            return self._primitive


def _keys(keyset: object) -> list[dict[str, object]]:
    """Return the keys of a keyset that Tink has read."""
    return cast("dict[str, list[dict[str, object]]]", keyset)["key"]


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _read_changing(path: Path) -> aead.Aead:
    """Read a keyset that is perhaps being written in this moment.

    Raises:
        KeyUnreadable: it stays unreadable.
    """
    for _ in range(_TRIES):
        try:
            return _read_keyset(path)
        except KeyUnreadable:
            time.sleep(_TRY_AGAIN_SECONDS)
    return _read_keyset(path)


def _read_keyset(path: Path) -> aead.Aead:
    content = read_secret_file(path)
    register_primitives()
    try:
        keyset = content.decode("utf-8")
        return tink.json_proto_keyset_format.parse(keyset, secret_key_access.TOKEN).primitive(aead.Aead)
    except (tink.TinkError, UnicodeDecodeError):
        raise KeyUnreadable from None
