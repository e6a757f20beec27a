"""Evidence from the command line: written out once two officers approved; the corpus worker's role."""

from pathlib import Path
from uuid import UUID

from earnest.cli.instance import Instance
from earnest.foundation.clock import SystemClock
from earnest.foundation.identifiers import EscalationId
from earnest.foundation.settings import KeyName
from earnest.handover.evidence import open_evidence
from earnest.services.audit import EvidenceOpened, append
from earnest.services.database.roles import Role


def write_evidence(escalation_id: UUID, folder: Path) -> tuple[Path, Path]:
    """Write sound and words of an escalation into a new folder and return both files.

    The log tells of it before the first byte is written.

    Raises:
        EvidenceClosed: two different officers have not approved it, its hold has ended, or there is none.
        FileExistsError: the folder exists.
    """
    instance = Instance(Role.CORPUS_WORKER, frozenset({KeyName.EVIDENCE}))
    database, clock = instance.open_database(), SystemClock()
    identifier = EscalationId(escalation_id)
    try:
        with database.transaction() as connection:
            key = instance.load_key(KeyName.EVIDENCE)
            evidence = open_evidence(connection, identifier, evidence_key=key, now=clock.now())
            _ = append(connection, EvidenceOpened(at=clock.now(), escalation_id=identifier))
    finally:
        database.close()
    folder.mkdir(mode=0o700)
    sound, words = folder / "sound.wav", folder / "words.json"
    _ = sound.write_bytes(evidence.sound)
    _ = words.write_text(evidence.words, encoding="utf-8")
    return sound, words
