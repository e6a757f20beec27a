"""Master keys: the top of each tree of keys, in a file that only this user can read, or with a key service."""

from pathlib import Path
from typing import Self, final

import tink
from tink import aead, secret_key_access

from earnest.services.cryptography.errors import KeyUnreadable
from earnest.services.cryptography.key_services import names_key_service, open_key_service
from earnest.services.cryptography.keys import Key, new_keyset, register_primitives
from earnest.services.cryptography.secret_files import read_secret_file, write_secret_file


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
        return cls(_read_keyset(Path(path_or_address)))


def _read_keyset(path: Path) -> aead.Aead:
    content = read_secret_file(path)
    register_primitives()
    try:
        keyset = content.decode("utf-8")
        return tink.json_proto_keyset_format.parse(keyset, secret_key_access.TOKEN).primitive(aead.Aead)
    except (tink.TinkError, UnicodeDecodeError):
        raise KeyUnreadable from None
