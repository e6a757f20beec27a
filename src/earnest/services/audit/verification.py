"""Verification: does the log say what was signed? It needs the leaves and the public key, and no database."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

from earnest.services.audit.checkpoints import Checkpoint
from earnest.services.audit.errors import NoteInvalid
from earnest.services.audit.events import canonical
from earnest.services.audit.merkle import CompactRange, leaf_hash
from earnest.services.audit.notes import VerifierKey

_MOST_FINDINGS = 1000
"""More findings of a damaged log say nothing more, and they are held in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A leaf as it is stored."""

    index: int
    entry: bytes
    leaf_hash: bytes
    """As stored; verification computes its own."""


class LogFindingKind(StrEnum):
    """What is wrong."""

    LEAF_MISSING = "leaf_missing"
    """The leaf of this index does not follow the one before it: some are missing, doubled or out of order."""
    LEAF_HASH_WRONG = "leaf_hash_wrong"
    """The stored hash is not that of the entry."""
    ENTRY_MALFORMED = "entry_malformed"
    """The entry is not canonical JSON with a kind and a version, so Earnest did not write it; it is skipped."""
    CHECKPOINT_INVALID = "checkpoint_invalid"
    """A checkpoint is not signed by the log's key; place counts the given ones from 0."""
    CHECKPOINT_SKIPPED = "checkpoint_skipped"
    """A row among the stored checkpoints holds none of this log's, and others do; place counts the stored from 0."""
    ROOT_DIFFERS = "root_differs"
    """Entries before this size are not those that were signed: changed, removed, inserted or reordered."""
    LOG_TRUNCATED = "log_truncated"
    """A checkpoint was signed over this many leaves, and there are fewer."""
    FILE_MISSING = "file_missing"
    """A file of the export is not there."""
    FILE_ALTERED = "file_altered"
    """A file of the export is not as it was written: changed, cut or made longer."""
    FILE_UNKNOWN = "file_unknown"
    """The export holds a file that was not written with it."""
    FILE_UNREADABLE = "file_unreadable"
    """The entries of the export cannot be read any further, because a file lost its form."""
    LINE_DIFFERS = "line_differs"
    """This line of `entries.jsonl`, from 0, is not the entry that the tiles hold."""
    LINE_MISSING = "line_missing"
    """`entries.jsonl` ends before this line, from 0, or goes on after the last entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFinding:
    """One thing that is wrong."""

    kind: LogFindingKind
    place: int
    """Leaf index, tree size, line or number of the checkpoint, as the kind says; 0 for a whole file."""
    name: str = ""
    """File of the export, where it is about one."""

    def __str__(self) -> str:
        """Return it in one line for a person."""
        if self.kind in _ABOUT_FILES:
            return f"{self.kind.value}: {self.name}"
        return f"{self.kind.value} at {self.place}" + (f" of {self.name}" if self.name else "")


_SKIPPED = frozenset({LogFindingKind.ENTRY_MALFORMED, LogFindingKind.CHECKPOINT_SKIPPED})
"""What was added without changing anything: the rest is as it was signed."""
_ABOUT_FILES = frozenset(
    {
        LogFindingKind.FILE_MISSING,
        LogFindingKind.FILE_ALTERED,
        LogFindingKind.FILE_UNKNOWN,
        LogFindingKind.FILE_UNREADABLE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationReport:
    """What verification saw.

    An `intact` report shows that nothing was changed, removed or inserted before the last checkpoint among those given.
    To notice that a tail vanished together with its checkpoints, keep checkpoints elsewhere and give them. It does not
    show that everything that happened was recorded, nor anything about leaves after the last checkpoint.
    """

    tree_size: int
    """Leaves that were read."""
    root_hash: bytes
    """Root over them."""
    checkpoints: int
    """Checkpoints whose signature and root are right."""
    signed_size: int
    """Leaves covered by the largest of them."""
    findings: tuple[LogFinding, ...]
    """What is wrong, at most 1000."""

    @property
    def intact(self) -> bool:
        """Nothing is wrong with what was signed; rows that Earnest did not write are skipped, and named."""
        return all(finding.kind in _SKIPPED for finding in self.findings)

    @property
    def unsigned_leaves(self) -> int:
        """Leaves that no checkpoint covers yet."""
        return max(0, self.tree_size - self.signed_size)


def verify(
    leaves: Iterable[Leaf], notes: Sequence[str], key: VerifierKey, stored_notes: Sequence[str] = ()
) -> VerificationReport:
    """Verify a log against every checkpoint that is known of it.

    Args:
        leaves: all leaves in the order of the log.
        notes: signed checkpoints that were kept elsewhere, or came with an export: each must be right.
        key: the log's public key, kept apart from the log.
        stored_notes: checkpoints stored with the log. Who can add a row there could leave it out as well, so a row that
            is none is skipped and named, as long as another is right.
    """
    findings: list[LogFinding] = []
    expected = _open_notes(notes, key, findings, LogFindingKind.CHECKPOINT_INVALID)
    skipped: list[LogFinding] = []
    stored = _open_notes(stored_notes, key, skipped, LogFindingKind.CHECKPOINT_SKIPPED)
    findings += skipped if stored else [replace(one, kind=LogFindingKind.CHECKPOINT_INVALID) for one in skipped]
    for size, roots in stored.items():
        expected.setdefault(size, set()).update(roots)
    tree = CompactRange()
    right = _compare(tree, expected, findings)
    place = 0
    for leaf in leaves:
        _check_leaf(leaf, place, findings)
        place = leaf.index + 1
        tree.append(leaf_hash(leaf.entry))
        right += _compare(tree, expected, findings)
    findings.extend(
        LogFinding(kind=LogFindingKind.LOG_TRUNCATED, place=size) for size in sorted(expected) if size > tree.size
    )
    return VerificationReport(
        tree_size=tree.size,
        root_hash=tree.root(),
        checkpoints=len(right),
        signed_size=max(right, default=0),
        findings=tuple(findings[:_MOST_FINDINGS]),
    )


def _open_notes(
    notes: Sequence[str], key: VerifierKey, findings: list[LogFinding], refused: LogFindingKind
) -> dict[int, set[bytes]]:
    """Return the roots that were signed, by tree size. Two roots for one size mean two histories: one must differ."""
    roots: dict[int, set[bytes]] = {}
    for number, note in enumerate(notes):
        try:
            checkpoint = Checkpoint.open(note, key)
        except NoteInvalid:
            findings.append(LogFinding(kind=refused, place=number))
        else:
            roots.setdefault(checkpoint.tree_size, set()).add(checkpoint.root_hash)
    return roots


def _compare(tree: CompactRange, expected: dict[int, set[bytes]], findings: list[LogFinding]) -> list[int]:
    roots = expected.get(tree.size)
    if roots is None:
        return []
    if roots != {tree.root()}:
        findings.append(LogFinding(kind=LogFindingKind.ROOT_DIFFERS, place=tree.size))
        return []
    return [tree.size]


def _check_leaf(leaf: Leaf, place: int, findings: list[LogFinding]) -> None:
    if len(findings) >= _MOST_FINDINGS:
        return
    if leaf.index != place:
        findings.append(LogFinding(kind=LogFindingKind.LEAF_MISSING, place=place))
    if leaf.leaf_hash != leaf_hash(leaf.entry):
        findings.append(LogFinding(kind=LogFindingKind.LEAF_HASH_WRONG, place=leaf.index))
    if not is_entry(leaf.entry):
        findings.append(LogFinding(kind=LogFindingKind.ENTRY_MALFORMED, place=leaf.index))


def is_entry(entry: bytes) -> bool:
    """Tell whether an entry is canonical JSON with a kind and a version, as Earnest writes it."""
    try:
        held: object = json.loads(entry)
    except (ValueError, RecursionError):
        return False
    if not isinstance(held, dict):
        return False
    fields = cast("dict[str, object]", held)
    if not isinstance(fields.get("kind"), str) or not isinstance(fields.get("version"), int):
        return False
    if not all(value is None or isinstance(value, str | int) for value in fields.values()):
        return False
    return canonical(cast("dict[str, str | int | bool | None]", fields)) == entry
