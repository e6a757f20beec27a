"""Receipts of deletions from the command line: checked offline, with nothing that runs."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import cast

from earnest.services.audit import Checkpoint
from earnest.services.audit.errors import NoteInvalid
from earnest.services.audit.merkle import leaf_hash, proves_inclusion
from earnest.services.audit.notes import VerifierKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptCheck:
    """What came of a check."""

    valid: bool
    reason: str
    """`valid`, or what is wrong: `unreadable`, `not_proven`, `document_differs`, `signature`, `not_in_the_log`."""
    recordings: int
    completed_at: str
    stores: tuple[str, ...]


def verify_receipt(file: Path, public_key: str) -> ReceiptCheck:
    """Check a receipt: the log's key signed a head that has the hash of exactly this text in it.

    Args:
        file: as the portal handed it out.
        public_key: the log's, one line; kept apart from the receipt.
    """
    try:
        holds = cast("dict[str, object]", json.loads(file.read_text(encoding="utf-8")))
        document = str(holds["document"])
        said = cast("dict[str, object]", json.loads(document))
        proof = cast("dict[str, object]", holds["proof"])
        if not proof:
            return _wrong("not_proven")
        entry = str(proof["entry"]).encode("utf-8")
        leaf = cast("dict[str, object]", json.loads(entry))
        path = [bytes.fromhex(step) for step in cast("list[str]", proof["proof"])]
        index, size, note = int(str(proof["index"])), int(str(proof["tree_size"])), str(proof["checkpoint"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _wrong("unreadable")
    if leaf.get("kind") != "deletion_receipted" or leaf.get("document_hash") != sha256(document.encode()).hexdigest():
        return _wrong("document_differs")
    try:
        checkpoint = Checkpoint.open(note, VerifierKey.parse(public_key))
    except NoteInvalid:
        return _wrong("signature")
    if checkpoint.tree_size != size or not proves_inclusion(leaf_hash(entry), index, size, path, checkpoint.root_hash):
        return _wrong("not_in_the_log")
    stores = cast("list[dict[str, str]]", said.get("stores", []))
    return ReceiptCheck(
        valid=True,
        reason="valid",
        recordings=int(str(said.get("recordings", 0))),
        completed_at=str(said.get("completed_at", "")),
        stores=tuple(one["store"] for one in stores),
    )


def _wrong(reason: str) -> ReceiptCheck:
    return ReceiptCheck(valid=False, reason=reason, recordings=0, completed_at="", stores=())
