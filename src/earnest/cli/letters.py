"""Letters from the command line: the officer's key, and opening lists that were sealed to it, on any machine."""

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from earnest.services.cryptography import KeyUnreadable
from earnest.services.cryptography.sealed_letters import LetterKey, is_letter
from earnest.services.cryptography.secret_files import read_secret_file, write_secret_file

_FIELD = "letter_key"
_KEY_BYTES = 32


def create_key(path: Path) -> str:
    """Make the officer's key, keep its private half in a new file (mode 0600), and return the public one as a line.

    Raises:
        KeyExists: there is a file already; it stays as it is.
        KeyUnreadable: the folder cannot be written.
    """
    private = secrets.token_bytes(_KEY_BYTES)
    write_secret_file(path, json.dumps({_FIELD: b64encode(private).decode("ascii")}).encode("ascii"))
    return LetterKey(private).address.line()


def open_list(letter: Path, keys: Sequence[Path], *, breach_id: str, list_id: str) -> bytes:
    """Return the list of those affected by a breach, or what is still sealed to the other person.

    Args:
        letter: what the page downloaded.
        keys: files that `create_key` wrote; that of the second person first, then that of who asked.
        breach_id: the breach, as the page shows it.
        list_id: the list, as the name of the download has it.

    Raises:
        SealBroken: it was sealed to another key or for another list, or a byte differs.
        KeyUnreadable: the key file is missing, is no key, or is open to others.
    """
    content = letter.read_bytes()
    for key in keys:
        content = _load_key(key).open(content, f"affected {breach_id} {list_id}")
    return content


def is_sealed(content: bytes) -> bool:
    """Tell whether this is still sealed, to the other of two people."""
    return is_letter(content)


def _load_key(path: Path) -> LetterKey:
    try:
        held: object = json.loads(read_secret_file(path))
        return LetterKey(b64decode(str(cast("dict[str, object]", held)[_FIELD]), validate=True))
    except (ValueError, KeyError, TypeError):
        raise KeyUnreadable from None
