"""Evidence pack: one signed folder of documents and figures, checked with the folder and a public key (RG4)."""

import json
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final, cast

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.settings import Settings
from earnest.organisation.accountability.authority import authority_document, report_to_authority
from earnest.organisation.accountability.bill_of_materials import Bill, read_bill
from earnest.organisation.accountability.consent_texts import consent_document
from earnest.organisation.accountability.documents import (
    assessment_document,
    figures_document,
    processing_document,
    processors_document,
    registers_document,
)
from earnest.organisation.accountability.errors import PackExists, PackInvalid
from earnest.organisation.accountability.facts import read_facts
from earnest.organisation.accountability.log_extract import (
    LogExtract,
    extract_document,
    proof_holds,
    proofs_json,
    read_extract,
)
from earnest.organisation.accountability.measured import cards_document
from earnest.organisation.accountability.obligations import list_statements, obligations_document
from earnest.organisation.accountability.records import Document, Period, Section
from earnest.organisation.accountability.rendering import as_json, as_page, page
from earnest.services.audit import Checkpoint, EvidencePackBuilt, Signer, SignerKey, VerifierKey, append
from earnest.services.audit.errors import NoteInvalid
from earnest.services.audit.log import reading
from earnest.services.audit.manifest import check_files, sign_files

KIND: Final = "evidence-pack"
"""What the signed list of files says the folder is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltPack:
    """What was built."""

    files: int
    tree_size: int
    """Entries of the log of which it tells."""
    public_key: str
    """What checks it; keep it apart from the folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReport:
    """What a check of a pack found."""

    findings: tuple[str, ...]
    """What is wrong, each naming the file; none: everything is as it was signed."""
    files: int
    """Files that were compared."""
    proofs: int
    """Entries of the log whose proof was checked."""
    tree_size: int
    """Entries under its checkpoint; 0 where that is not right."""

    @property
    def intact(self) -> bool:
        """Nothing is wrong."""
        return not self.findings


def build_pack(
    connection: Connection[TupleRow],
    folder: Path,
    *,
    key: SignerKey,
    settings: Settings,
    period: Period,
    clock: Clock,
) -> BuiltPack:
    """Sign the log as it is now and write the pack into a new folder.

    The same database, settings, period and time give the same bytes.

    Args:
        connection: of the administration's role.
        folder: where; it must not exist.
        key: the log's key, which signs the list of files too.
        settings: those in force.
        period: of which it tells.
        clock: the time.

    Raises:
        PackExists: there is something already.
        LogDamaged: the log contradicts what was signed; no pack is made of it.
        NoteInvalid: the newest checkpoint in the database is not signed by this key.
    """
    if folder.exists():
        raise PackExists
    note, _ = Signer(key, clock).sign(connection)
    checkpoint = Checkpoint.open(note, key.verifier)
    with reading(connection) as leaves:
        extract = read_extract(leaves, note, checkpoint, period)
    facts = read_facts(connection, settings, period, now=clock.now())
    statements = list_statements(connection)
    bill = read_bill(connection, settings)
    documents = (
        processing_document(facts, statements),
        assessment_document(facts),
        consent_document(),
        figures_document(facts),
        extract_document(extract, period),
        processors_document(facts),
        authority_document(report_to_authority(connection, settings, period, now=facts.now)),
        registers_document(connection, facts),
        obligations_document(statements, facts.now.date()),
        cards_document(),
        bill.as_document(),
    )
    try:
        folder.mkdir(parents=True, mode=0o700)
    except FileExistsError:
        raise PackExists from None
    _write(folder, documents, bill, extract, key.verifier)
    built_at = facts.now.isoformat(timespec="seconds")
    _ = (folder / "index.html").write_text(_index(documents, extract, period, built_at), encoding="utf-8")
    manifest_hash = sign_files(folder, key, KIND)
    event = EvidencePackBuilt(at=facts.now, tree_size=checkpoint.tree_size, manifest_hash=manifest_hash)
    _ = append(connection, event)
    count = sum(1 for one in folder.rglob("*") if one.is_file())
    return BuiltPack(files=count, tree_size=checkpoint.tree_size, public_key=key.verifier.line())


def verify_pack(folder: Path, key: VerifierKey) -> PackReport:
    """Check a pack with nothing but the folder and the public key.

    Every file is compared with the signed list, the checkpoint's signature is checked, and every extracted entry is
    proved to be in the log that the checkpoint signs. It does not show that everything that happened was recorded.

    Args:
        folder: what `build_pack` wrote, wherever it was copied.
        key: the log's public key, kept apart from the folder.

    Raises:
        PackInvalid: there is no such folder.
    """
    if not folder.is_dir():
        raise PackInvalid
    findings = [str(one) for one in check_files(folder, key, KIND)]
    count = sum(1 for one in folder.rglob("*") if one.is_file())
    try:
        checkpoint = Checkpoint.open((folder / "checkpoint").read_text(encoding="utf-8"), key)
    except (OSError, ValueError, NoteInvalid):
        findings.append("checkpoint_invalid: checkpoint")
        return PackReport(findings=tuple(findings), files=count, proofs=0, tree_size=0)
    proofs = 0
    try:
        for index, entry, proof in _proofs(folder):
            proofs += 1
            if not proof_holds(entry, index, proof, checkpoint):
                findings.append(f"proof_wrong: entry {index} of proofs.json")
    except (OSError, ValueError, KeyError, TypeError, Base64Error, RecursionError):
        findings.append("file_unreadable: proofs.json")
    return PackReport(findings=tuple(findings), files=count, proofs=proofs, tree_size=checkpoint.tree_size)


def _write(folder: Path, documents: Iterable[Document], bill: Bill, extract: LogExtract, key: VerifierKey) -> None:
    for one in documents:
        _ = (folder / f"{one.name}.html").write_text(as_page(one), encoding="utf-8")
        _ = (folder / f"{one.name}.json").write_text(as_json(one), encoding="utf-8")
    _ = (folder / "software.cdx.json").write_text(bill.as_cyclonedx(), encoding="utf-8")
    _ = (folder / "proofs.json").write_text(proofs_json(extract), encoding="utf-8")
    _ = (folder / "checkpoint").write_text(extract.note, encoding="utf-8")
    _ = (folder / "key").write_text(key.line() + "\n", encoding="utf-8")


def _index(documents: Iterable[Document], extract: LogExtract, period: Period, built_at: str) -> str:
    links = "".join(
        f'<li><a href="{one.name}.html">{escape(one.title)}</a> (<a href="{one.name}.json">JSON</a>)</li>'
        for one in documents
    )
    how = Section(
        title="How to check it",
        text="Every file is in files.sha256, which files.note signs with the key of the audit log. "
        "`earnest evidence-pack verify FOLDER --key KEY` compares everything, and needs no running installation. "
        "Take the key that was kept from the first day, not the file `key` of this folder. "
        "`sha256sum --check files.sha256` compares the files without the signature.",
    )
    size = extract.checkpoint.tree_size
    about = f"Built at {built_at}; period {period.text()}; {size} entries of the log are signed."
    return page(
        "Evidence pack",
        [f"<p>{escape(about)}</p>", f"<ul>{links}</ul>", f"<h2>{how.title}</h2>", f"<p>{escape(how.text)}</p>"],
    )


def _proofs(folder: Path) -> Iterator[tuple[int, str, tuple[bytes, ...]]]:
    held = cast("dict[str, list[dict[str, object]]]", json.loads((folder / "proofs.json").read_text(encoding="utf-8")))
    for one in held["entries"]:
        index, entry, steps = one["index"], one["entry"], one["proof"]
        if not isinstance(index, int) or not isinstance(entry, str) or not isinstance(steps, list):
            raise TypeError
        yield index, entry, tuple(b64decode(str(step), validate=True) for step in cast("list[object]", steps))
