"""The audit log from the command line; neither side, the administration's role."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from earnest.cli.instance import Instance
from earnest.foundation.clock import SystemClock
from earnest.foundation.settings import KeyName
from earnest.services.audit import Signer, VerificationReport, VerifierKey, load_signer_key
from earnest.services.audit.commands import export_log, publish_log, verify_database
from earnest.services.audit.commands import verify_export as verify_folder
from earnest.services.audit.cosigning import Witness, WitnessKey
from earnest.services.audit.notes import split_notes
from earnest.services.audit.tiles import TileReport, verify_tiles
from earnest.services.database.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHead:
    """A checkpoint with the key that verifies it."""

    note: str
    public_key: str
    """One line; keep it from the first day on."""


def _instance() -> Instance:
    return Instance(Role.ADMINISTRATION, frozenset({KeyName.AUDIT}))


def _key_path(instance: Instance) -> Path:
    return Path(instance.settings.key_address(KeyName.AUDIT))


def sign() -> SignedHead:
    """Sign the log as it is now; what was signed already is returned as it is."""
    instance = _instance()
    key = load_signer_key(_key_path(instance))
    database = instance.open_database()
    try:
        with database.transaction() as connection:
            note, _ = Signer(key, SystemClock()).sign(connection)
    finally:
        database.close()
    return SignedHead(note=note, public_key=key.verifier.line())


def verify_log(kept_notes: Sequence[str] = ()) -> VerificationReport:
    """Verify the running instance's log against its checkpoints and those kept elsewhere."""
    instance = _instance()
    key = load_signer_key(_key_path(instance)).verifier
    database = instance.open_database()
    try:
        with database.transaction() as connection:
            return verify_database(connection, key, kept_notes)
    finally:
        database.close()


def verify_export(folder: Path, kept_notes: Sequence[str], public_key: str) -> VerificationReport:
    """Verify an exported log with a public key that was kept; needs nothing that runs."""
    return verify_folder(folder, VerifierKey.parse(public_key), kept_notes)


def kept_checkpoints(files: Sequence[Path]) -> Sequence[str]:
    """Return the signed notes in files that a person kept, as `earnest audit checkpoint` printed them."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files]
    return [note for text in texts for note in split_notes(text)]


def export(folder: Path) -> int:
    """Sign the log and write it into a new folder; return how many leaves it has."""
    instance = _instance()
    key = load_signer_key(_key_path(instance))
    database = instance.open_database()
    try:
        with database.transaction() as connection:
            return export_log(connection, folder, key, SystemClock()).tree_size
    finally:
        database.close()


def publish(folder: Path, witnesses: Sequence[str]) -> str:
    """Sign the log, write what is new of it into a folder of tiles, and return the head.

    Args:
        folder: to be served by any web server.
        witnesses: each `address=key`.
    """
    asked = [Witness(address=one.partition("=")[0], key=WitnessKey.parse(one.partition("=")[2])) for one in witnesses]
    instance = _instance()
    key = load_signer_key(_key_path(instance))
    database = instance.open_database()
    try:
        with database.transaction() as connection:
            return publish_log(connection, folder, key, SystemClock(), asked)
    finally:
        database.close()


def verify_folder_of_tiles(folder: Path, kept_notes: Sequence[str], public_key: str) -> TileReport:
    """Verify a folder of tiles with a public key that was kept; needs nothing that runs."""
    return verify_tiles(folder, VerifierKey.parse(public_key), kept_notes)


def report_json(report: VerificationReport) -> str:
    """Return a report as one line of JSON."""
    return json.dumps(
        {
            "intact": report.intact,
            "tree_size": report.tree_size,
            "checkpoints": report.checkpoints,
            "signed_size": report.signed_size,
            "findings": [
                {"kind": finding.kind.value, "place": finding.place, "name": finding.name}
                for finding in report.findings
            ],
        }
    )
