"""Checkpoints: signed statements of how many leaves the log has and what its root is (C2SP tlog-checkpoint)."""

import json
import re
import secrets
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from pathlib import Path
from typing import Self, cast

from earnest.services.audit.errors import NoteInvalid
from earnest.services.audit.notes import SignerKey, VerifierKey
from earnest.services.cryptography.errors import KeyUnreadable
from earnest.services.cryptography.secret_files import read_secret_file, write_secret_file

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_HASH_BYTES = 32
_FIELD = "signer_key"
_FEWEST_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The head of the log's tree at one moment."""

    origin: str
    """Name of the log."""
    tree_size: int
    """Number of leaves, ≥ 0."""
    root_hash: bytes
    """Root of the Merkle tree over them, 32 bytes."""

    def sign(self, key: SignerKey) -> str:
        """Return the checkpoint as a signed note."""
        return key.sign(f"{self.origin}\n{self.tree_size}\n{b64encode(self.root_hash).decode('ascii')}\n")

    @classmethod
    def open(cls, note: str, key: VerifierKey) -> Self:
        """Return the checkpoint in a note that the log's key signed.

        Raises:
            NoteInvalid: it is no checkpoint, another log's, or not signed by this key.
        """
        lines = key.open(note).removesuffix("\n").split("\n")
        if len(lines) < _FEWEST_LINES or not all(lines) or lines[0] != key.name or not _SIZE.fullmatch(lines[1]):
            raise NoteInvalid
        try:
            root = b64decode(lines[2], validate=True)
        except (Base64Error, ValueError):
            raise NoteInvalid from None
        if len(root) != _HASH_BYTES or b64encode(root).decode("ascii") != lines[2]:
            raise NoteInvalid
        return cls(origin=lines[0], tree_size=int(lines[1]), root_hash=root)


def create_signer_key(path: Path) -> VerifierKey:
    """Make a key for a new log, keep it in a new file (mode 0600), and return its public half.

    Args:
        path: the file; its folder exists.

    Raises:
        KeyExists: there is a file already; it stays as it is.
        KeyUnreadable: the folder cannot be written.
    """
    key = SignerKey(name=f"earnest.invalid/{secrets.token_hex(8)}", seed=secrets.token_bytes(_HASH_BYTES))
    write_secret_file(path, json.dumps({_FIELD: key.secret_line()}).encode("ascii"))
    return key.verifier


def load_signer_key(path: Path) -> SignerKey:
    """Read the key out of its file.

    Raises:
        KeyUnreadable: the file is missing, is no key, or is open to others (KeyExposed).
    """
    try:
        held: object = json.loads(read_secret_file(path))
    except ValueError:
        raise KeyUnreadable from None
    line = cast("dict[str, object]", held).get(_FIELD) if isinstance(held, dict) else None
    if not isinstance(line, str):
        raise KeyUnreadable
    return SignerKey.parse(line)
