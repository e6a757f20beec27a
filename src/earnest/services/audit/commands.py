"""What the command line offers on the audit log: sign now, verify, export. The caller prints."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.services.audit.checkpoints import Checkpoint
from earnest.services.audit.cosigning import Witness, cosign
from earnest.services.audit.errors import ExportInvalid, LogDamaged, NoteInvalid
from earnest.services.audit.export import ExportedLog, read_export, write_export
from earnest.services.audit.log import Signer, list_checkpoints, reading
from earnest.services.audit.manifest import check_files
from earnest.services.audit.merkle import consistency_proof
from earnest.services.audit.notes import SignerKey, VerifierKey
from earnest.services.audit.tiles import TileWriter, read_checkpoint, read_hashes, write_checkpoint
from earnest.services.audit.verification import Leaf, LogFinding, LogFindingKind, VerificationReport, verify


def sign_checkpoint(connection: Connection[TupleRow], key: SignerKey, clock: Clock) -> str:
    """Sign the log as it is now and return the newest checkpoint as a signed note, for `earnest audit checkpoint`.

    Raises:
        LogDamaged: the log contradicts its newest checkpoint; nothing is signed.
        NoteInvalid: the newest checkpoint in the database is not signed by this key.
    """
    return Signer(key, clock).sign(connection)[0]


def verify_database(
    connection: Connection[TupleRow], key: VerifierKey, kept_notes: Sequence[str] = ()
) -> VerificationReport:
    """Verify the log in the database, for `earnest audit verify`.

    Args:
        connection: of the administration role.
        key: the log's public key, kept apart from the database.
        kept_notes: checkpoints that were kept elsewhere; without them a tail that vanished together with its
            checkpoints is not noticed.
    """
    # Checkpoints first: leaves that come meanwhile are then more than was signed, not fewer.
    stored = list_checkpoints(connection)
    with reading(connection) as leaves:
        return verify(leaves, kept_notes, key, stored)


def export_log(connection: Connection[TupleRow], folder: Path, key: SignerKey, clock: Clock) -> Checkpoint:
    """Sign the log as it is now and write it into a new folder, for `earnest audit export`.

    Returns:
        The checkpoint that the folder ends with.

    Raises:
        ExportExists: there is something already.
        LogDamaged, NoteInvalid: as `sign_checkpoint`.
    """
    note, _ = Signer(key, clock).sign(connection)
    checkpoint = Checkpoint.open(note, key.verifier)
    # Notes signed meanwhile, by the administration process, cover leaves that this folder does not hold.
    older = [kept for kept in list_checkpoints(connection) if -1 < _size(kept, key.verifier) < checkpoint.tree_size]
    with reading(connection) as leaves:
        write_export(folder, islice(leaves, checkpoint.tree_size), [*older, note], key)
    return checkpoint


def verify_export(folder: Path, key: VerifierKey, kept_notes: Sequence[str] = ()) -> VerificationReport:
    """Verify an exported log without any database, for `earnest audit verify --export`.

    Every file is compared with the signed list, the entries with the checkpoints, and `entries.jsonl` with the tiles.

    Args:
        folder: what `export_log` wrote.
        key: the log's public key, kept apart from the folder.
        kept_notes: checkpoints that were kept elsewhere.

    Raises:
        ExportInvalid: there is no such folder.
    """
    if not folder.is_dir():
        raise ExportInvalid
    findings = list(check_files(folder, key))
    try:
        export = read_export(folder)
        notes = export.notes
        if not notes:
            findings.append(LogFinding(kind=LogFindingKind.CHECKPOINT_INVALID, place=0))
        report = verify(_beside_lines(export, findings), [*notes, *kept_notes], key)
    except ExportInvalid:
        findings.append(LogFinding(kind=LogFindingKind.FILE_UNREADABLE, place=0, name="tile, checkpoints or key"))
        report = verify((), kept_notes, key)
    return replace(report, findings=(*findings, *report.findings))


def publish_log(
    connection: Connection[TupleRow], folder: Path, key: SignerKey, clock: Clock, witnesses: Sequence[Witness] = ()
) -> str:
    """Sign the log as it is now and write what is new into a folder of tiles, for `earnest audit publish`.

    The new head is written last, so a web server that serves the folder gives out none whose tiles are not there.

    Args:
        connection: of the administration role.
        folder: made where it is missing; else what an earlier call wrote.
        key: the log's key.
        clock: tells when.
        witnesses: who signs the head as well; one that refuses leaves the folder's head as it was.

    Returns:
        The head, with the signatures of the witnesses.

    Raises:
        LogDamaged: log and folder contradict each other, or the log what was signed.
        NoteInvalid: the folder holds another log.
        ExportInvalid: tiles of the folder are missing or cut.
        WitnessRefuses, WitnessSilent: a witness did not sign.
    """
    note, _ = Signer(key, clock).sign(connection)
    head = Checkpoint.open(note, key.verifier)
    before = read_checkpoint(folder)
    old = None if before is None else Checkpoint.open(before, key.verifier)
    old_size = 0 if old is None else old.tree_size
    if old_size > head.tree_size:
        raise LogDamaged
    writer = TileWriter(folder, old_size)
    if old is not None and writer.root() != old.root_hash:
        raise LogDamaged
    with reading(connection, old_size) as leaves:
        writer.append(leaf.entry for leaf in islice(leaves, head.tree_size - old_size))
    writer.finish()
    if writer.size != head.tree_size or writer.root() != head.root_hash:
        raise LogDamaged
    hashes = list(read_hashes(folder, head.tree_size)) if witnesses else []
    signed = note
    for witness in witnesses:
        with_it = cosign(note, head.tree_size, old_size, witness, lambda size: consistency_proof(hashes, size))
        signed += with_it.removeprefix(note)
    write_checkpoint(folder, signed)
    return signed


def _beside_lines(export: ExportedLog, findings: list[LogFinding]) -> Iterator[Leaf]:
    """Yield the leaves, and note where `entries.jsonl` says something else; of many differences the first."""
    lines, place, same = export.lines(), 0, True
    for leaf in export.leaves():
        line = next(lines, None)
        if same and line != leaf.entry + b"\n":
            same = False
            kind = LogFindingKind.LINE_MISSING if line is None else LogFindingKind.LINE_DIFFERS
            findings.append(LogFinding(kind=kind, place=place, name="entries.jsonl"))
        place += 1
        yield leaf
    if next(lines, None) is not None:
        findings.append(LogFinding(kind=LogFindingKind.LINE_MISSING, place=place, name="entries.jsonl"))


def _size(note: str, key: VerifierKey) -> int:
    """Return the size that a checkpoint was signed over; -1 where it is none of this log's."""
    try:
        return Checkpoint.open(note, key).tree_size
    except NoteInvalid:
        return -1
