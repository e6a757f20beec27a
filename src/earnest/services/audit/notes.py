"""Signed notes with Ed25519, as C2SP signed-note defines them: texts that other tools can check."""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass
from hashlib import sha256
from typing import NoReturn, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from earnest.services.audit.errors import NoteInvalid, VerifierKeyInvalid
from earnest.services.cryptography.errors import KeyUnreadable

_ED25519 = b"\x01"
_KEY_BYTES = 32
_HASH_BYTES = 4
_SIGNER_PREFIX = "PRIVATE+KEY+"
_NAME = re.compile(r"[^\s+\x00-\x1f\x7f]+")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_SIGNATURE_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_LONGEST_NOTE = 100_000
"""Characters; a checkpoint has a few hundred. It bounds what a note from an unknown sender can cost."""
_MARK = "— "
"""How the line of a signature begins."""
PUBLIC_KEY = "public key"
"""How the line begins that `earnest audit checkpoint` prints below the note."""
_MOST_SIGNATURES = 100
"""It bounds what a note from outside can cost; ours have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifierKey:
    """The public key of a log with its name; keep it apart from the machine that runs Earnest."""

    name: str
    """Name of the log: no spaces, no plus."""
    key: bytes
    """Ed25519 public key, 32 bytes."""

    @property
    def key_hash(self) -> bytes:
        """First 4 bytes of SHA-256 over name, line feed, algorithm and key; it tells keys of one name apart."""
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.key).digest()[:_HASH_BYTES]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `name+hash+key`.

        Raises:
            VerifierKeyInvalid: it is not of this form, or the hash does not fit.
        """
        name, key_hash, key = _split_key(text, VerifierKeyInvalid)
        parsed = cls(name=name, key=key)
        if key_hash != parsed.key_hash.hex():
            raise VerifierKeyInvalid
        try:
            _ = Ed25519PublicKey.from_public_bytes(key)
        except ValueError:
            raise VerifierKeyInvalid from None
        return parsed

    def line(self) -> str:
        """Return the key as `name+hash+key`."""
        return f"{self.name}+{self.key_hash.hex()}+{_base64(_ED25519 + self.key)}"

    def open(self, note: str) -> str:
        """Return the text of a note that this key signed, with its last line feed.

        Signatures of other keys are passed over, as the format asks.

        Raises:
            NoteInvalid: it is no note, this key did not sign it, or a signature by this key does not fit.
        """
        text, signatures = _split_note(note)
        public = Ed25519PublicKey.from_public_bytes(self.key)
        ours = [signature for name, signature in signatures if name == self.name and signature[:4] == self.key_hash]
        if not ours:
            raise NoteInvalid
        for signature in ours:
            try:
                public.verify(signature[_HASH_BYTES:], text.encode())
            except InvalidSignature:
                raise NoteInvalid from None
        return text


class SignerKey:
    """The private key of a log; it signs and is never printed."""

    __slots__ = ("__private", "__seed", "verifier")

    def __init__(self, *, name: str, seed: bytes) -> None:
        """Take a key.

        Args:
            name: name of the log: no spaces, no plus.
            seed: 32 secret random bytes.

        Raises:
            KeyUnreadable: name or seed does not fit.
        """
        if not _NAME.fullmatch(name) or len(seed) != _KEY_BYTES:
            raise KeyUnreadable
        self.__private = Ed25519PrivateKey.from_private_bytes(seed)
        self.__seed = seed
        self.verifier = VerifierKey(name=name, key=self.__private.public_key().public_bytes_raw())
        """The public half."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `PRIVATE+KEY+name+hash+key`.

        Raises:
            KeyUnreadable: it is not of this form, or the hash does not fit.
        """
        if not text.startswith(_SIGNER_PREFIX):
            raise KeyUnreadable
        name, key_hash, seed = _split_key(text.removeprefix(_SIGNER_PREFIX), KeyUnreadable)
        signer = cls(name=name, seed=seed)
        if key_hash != signer.verifier.key_hash.hex():
            raise KeyUnreadable
        return signer

    def secret_line(self) -> str:
        """Return the private key as `PRIVATE+KEY+name+hash+key`, for its file and nothing else."""
        return f"{_SIGNER_PREFIX}{self.verifier.name}+{self.verifier.key_hash.hex()}+{_base64(_ED25519 + self.__seed)}"

    def sign(self, text: str) -> str:
        """Return a text as a signed note.

        Args:
            text: one or more lines, each ended by a line feed; no control characters.

        Raises:
            NoteInvalid: the text has another form.
        """
        if not text.endswith("\n") or _CONTROL.search(text):
            raise NoteInvalid
        signature = _base64(self.verifier.key_hash + self.__private.sign(text.encode()))
        return f"{text}\n— {self.verifier.name} {signature}\n"

    def __repr__(self) -> str:
        return "SignerKey(<withheld>)"

    def __reduce__(self) -> NoReturn:
        """Refuse pickling."""
        raise TypeError("a key is never serialised")


def split_notes(text: str) -> list[str]:
    """Return the signed notes in a file that a person kept: what `earnest audit checkpoint` printed, once or often.

    Lines that belong to no note, such as the public key below it, are left out; what is no note at all comes back as it
    is, so that verification refuses it.
    """
    notes: list[str] = []
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").splitlines():
        if lines and lines[-1].startswith(_MARK) and not line.startswith(_MARK):
            notes.append("\n".join(lines) + "\n")
            lines = []
        if lines or (line and not line.startswith(PUBLIC_KEY)):
            lines.append(line)
    if lines:
        notes.append("\n".join(lines) + "\n")
    return notes or [text]


def _split_note(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Part a note into its text and its signatures (name, key hash and signature).

    Raises:
        NoteInvalid: it has another form.
    """
    if len(note) > _LONGEST_NOTE or _CONTROL.search(note) or not _encodable(note):
        raise NoteInvalid
    text, separator, tail = note.rpartition("\n\n")
    lines = tail.removesuffix("\n").split("\n")
    if not separator or not text or not tail.endswith("\n") or len(lines) > _MOST_SIGNATURES:
        raise NoteInvalid
    return text + "\n", [_parse_signature(line) for line in lines]


def _encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _parse_signature(line: str) -> tuple[str, bytes]:
    matched = _SIGNATURE_LINE.fullmatch(line)
    if not matched:
        raise NoteInvalid
    try:
        signature = b64decode(matched[2], validate=True)
    except Base64Error:
        raise NoteInvalid from None
    if len(signature) <= _HASH_BYTES or _base64(signature) != matched[2]:
        raise NoteInvalid
    return matched[1], signature


def _split_key(text: str, error: type[VerifierKeyInvalid | KeyUnreadable]) -> tuple[str, str, bytes]:
    """Part `name+hash+key`; the key's own text may hold a plus."""
    name, _, rest = text.partition("+")
    key_hash, _, encoded = rest.partition("+")
    try:
        key = b64decode(encoded, validate=True)
    except (Base64Error, ValueError):
        raise error from None
    if (
        not _NAME.fullmatch(name)
        or not _encodable(name)
        or key[:1] != _ED25519
        or len(key) != _KEY_BYTES + 1
        or _base64(key) != encoded
    ):
        raise error
    return name, key_hash, key[1:]


def _base64(content: bytes) -> str:
    return b64encode(content).decode("ascii")
