"""Log extract: counts of every kind of event and month, and entries without people, each with its proof."""

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from earnest.organisation.accountability.records import Cell, Document, Period, Section
from earnest.services.audit import Checkpoint, LogDamaged
from earnest.services.audit.merkle import StoredTree, leaf_hash, proves_inclusion
from earnest.services.audit.verification import Leaf

MOST_EXTRACTED: Final = 500
"""Newest entries that are given word for word."""
KINDS_WITHOUT_PEOPLE: Final = frozenset(
    {
        "affected_listed",
        "breach_due",
        "evidence_pack_built",
        "figures_counted",
        "model_released",
        "model_rolled_back",
        "model_trained",
        "request_answered",
        "request_due",
        "request_opened",
        "request_prolonged",
        "settings_in_force",
    }
)
"""Kinds that are given word for word."""
FIELDS_WITHOUT_PEOPLE: Final = frozenset(
    {
        "at",
        "breach_id",
        "changed",
        "content_hash",
        "disguise",
        "engine",
        "kind",
        "late",
        "manifest_hash",
        "model_id",
        "outcome",
        "reason",
        "release_id",
        "request",
        "request_id",
        "sha256",
        "snapshot_id",
        "started_by",
        "verifier",
    }
)
"""Texts that such an entry may have; one with any other is only counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedEntry:
    """One entry with its proof."""

    index: int
    """Place in the log, from 0."""
    entry: str
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogExtract:
    """What a signed log says, without people."""

    note: str
    """The signed checkpoint."""
    checkpoint: Checkpoint
    counts: Counter[tuple[str, str]]
    """Month (2026-01) and kind → entries, within the period."""
    entries: tuple[ExtractedEntry, ...]


def read_extract(leaves: Iterable[Leaf], note: str, checkpoint: Checkpoint, period: Period) -> LogExtract:
    """Read the leaves under a checkpoint; the counts are those of exactly what was signed.

    Raises:
        LogDamaged: the leaves are not those that were signed.
    """
    hashes: list[bytes] = []
    counts: Counter[tuple[str, str]] = Counter()
    kept: list[tuple[int, bytes]] = []
    since, until = _stamp(period.since), _stamp(period.until)
    for leaf in leaves:
        if leaf.index >= checkpoint.tree_size:
            break
        hashes.append(leaf_hash(leaf.entry))
        fields = _parse(leaf.entry)
        at, kind = str(fields.get("at", "")), str(fields.get("kind", ""))
        if not since <= at < until:
            continue
        counts[at[:7], kind] += 1
        if _is_without_people(kind, fields):
            kept.append((leaf.index, leaf.entry))
            del kept[:-MOST_EXTRACTED]
    tree = StoredTree(hashes)
    if tree.size != checkpoint.tree_size or tree.root() != checkpoint.root_hash:
        raise LogDamaged
    entries = tuple(
        ExtractedEntry(index=index, entry=entry.decode("ascii"), proof=tree.inclusion_proof(index))
        for index, entry in kept
    )
    return LogExtract(note=note, checkpoint=checkpoint, counts=counts, entries=entries)


def extract_document(extract: LogExtract, period: Period) -> Document:
    """Return the extract for reading."""
    rows: list[dict[str, Cell]] = [
        {"month": month, "event": kind, "entries": count} for (month, kind), count in sorted(extract.counts.items())
    ]
    entries: list[dict[str, Cell]] = [{"place": one.index, "entry": one.entry} for one in extract.entries]
    return Document(
        name="log_extract",
        title="Extract of the audit log",
        about=f"Counts over {period.text()} from the {extract.checkpoint.tree_size} entries under the checkpoint of "
        "this pack; their root was computed anew. Entries that name a person by pseudonym, a clip or a recording are "
        f"counted and not given. Of all others the newest {MOST_EXTRACTED} are given word for word, each with a proof "
        "in proofs.json that it is in the signed log. That a figure counts every event is shown by the whole log "
        "(`earnest audit export`), not by this extract.",
        sections=(Section(title="Counts", rows=rows), Section(title="Entries without people", rows=entries)),
    )


def proofs_json(extract: LogExtract) -> str:
    """Return the entries with their proofs as JSON."""
    held = {
        "tree_size": extract.checkpoint.tree_size,
        "root_hash": b64encode(extract.checkpoint.root_hash).decode("ascii"),
        "entries": [
            {
                "index": one.index,
                "entry": one.entry,
                "proof": [b64encode(step).decode("ascii") for step in one.proof],
            }
            for one in extract.entries
        ],
    }
    return json.dumps(held, indent=1, sort_keys=True) + "\n"


def proof_holds(entry: str, index: int, proof: tuple[bytes, ...], checkpoint: Checkpoint) -> bool:
    """Tell whether an entry is in the log that a checkpoint signs."""
    hashed = leaf_hash(entry.encode("utf-8"))
    return proves_inclusion(hashed, index, checkpoint.tree_size, proof, checkpoint.root_hash)


def _is_without_people(kind: str, fields: dict[str, object]) -> bool:
    named = (name for name, value in fields.items() if isinstance(value, str))
    return kind in KINDS_WITHOUT_PEOPLE and all(name in FIELDS_WITHOUT_PEOPLE for name in named)


def _parse(entry: bytes) -> dict[str, object]:
    try:
        held: object = json.loads(entry)
    except ValueError:
        return {}
    return cast("dict[str, object]", held) if isinstance(held, dict) else {}


def _stamp(moment: datetime) -> str:
    """Return a moment as the entries write it."""
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
