"""Evidence of escalations on its way: sealed when the corpus worker next looks, removed when its hold ends (DC6)."""

from dataclasses import dataclass

from earnest.foundation.clock import Clock
from earnest.handover.evidence import end_evidence, seal_waiting
from earnest.services.audit import EvidenceEnded, EvidenceSealed, append
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.objects import ObjectStore


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceStorage:
    """Seals and ends evidence; it never opens any."""

    database: Database
    """Connections of the corpus worker's role."""
    objects: ObjectStore
    handover_key: MasterKey
    evidence_key: MasterKey
    clock: Clock

    def keep(self) -> None:
        """Seal evidence that is missing and remove what is past its hold."""
        with self.database.transaction() as connection:
            now = self.clock.now()
            sealed = seal_waiting(
                connection,
                evidence_key=self.evidence_key,
                handover_key=self.handover_key,
                objects=self.objects,
                now=now,
            )
            ended = end_evidence(connection, now=now)
            for escalation_id in sealed:
                _ = append(connection, EvidenceSealed(at=now, escalation_id=escalation_id))
            for escalation_id in ended:
                _ = append(connection, EvidenceEnded(at=now, escalation_id=escalation_id))
