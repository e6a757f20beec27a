"""What the command line offers on the audit log: sign now, verify, export. The caller prints."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.services.audit.checkpoints import Checkpoint
from earnest.services.audit.export import read_export, write_export
from earnest.services.audit.log import Signer, list_checkpoints, reading
from earnest.services.audit.notes import SignerKey, VerifierKey
from earnest.services.audit.verification import VerificationReport, verify


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
    notes = [*list_checkpoints(connection), *kept_notes]
    with reading(connection) as leaves:
        return verify(leaves, notes, key)


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
    older = [kept for kept in list_checkpoints(connection) if _size(kept, key.verifier) < checkpoint.tree_size]
    with reading(connection) as leaves:
        write_export(folder, islice(leaves, checkpoint.tree_size), [*older, note], key.verifier)
    return checkpoint


def verify_export(folder: Path, key: VerifierKey, kept_notes: Sequence[str] = ()) -> VerificationReport:
    """Verify an exported log without any database, for `earnest audit verify FOLDER`.

    Args:
        folder: what `export_log` wrote.
        key: the log's public key, kept apart from the folder.
        kept_notes: checkpoints that were kept elsewhere.

    Raises:
        ExportInvalid: the folder has another form.
    """
    export = read_export(folder)
    return verify(export.leaves(), [*export.notes, *kept_notes], key)


def _size(note: str, key: VerifierKey) -> int:
    return Checkpoint.open(note, key).tree_size
