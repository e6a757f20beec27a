"""Identifiers: one type for each thing that can be named, so that one cannot be passed for another."""

from typing import NewType
from uuid import UUID, uuid4

# Personal side: these name a person or what a person said, and never cross the handover.
CustomerId = NewType("CustomerId", UUID)
DeviceId = NewType("DeviceId", UUID)
RecordingId = NewType("RecordingId", UUID)
ConsentEventId = NewType("ConsentEventId", UUID)

# Handover and de-identified side.
ClipId = NewType("ClipId", UUID)
LeaseId = NewType("LeaseId", UUID)
LabelId = NewType("LabelId", UUID)
ReceiptId = NewType("ReceiptId", UUID)
SnapshotId = NewType("SnapshotId", UUID)
ModelId = NewType("ModelId", UUID)
EvaluationId = NewType("EvaluationId", UUID)
EvaluationItemId = NewType("EvaluationItemId", UUID)
ReleaseId = NewType("ReleaseId", UUID)
EscalationId = NewType("EscalationId", UUID)
CampaignId = NewType("CampaignId", UUID)
RequestId = NewType("RequestId", UUID)
"""Of a data subject's request; names no person."""
BreachId = NewType("BreachId", UUID)
StopId = NewType("StopId", UUID)
ActRequestId = NewType("ActRequestId", UUID)
"""Of an act that two people approve."""
ProcessorId = NewType("ProcessorId", UUID)
AlertId = NewType("AlertId", UUID)
"""Of an alert or a report of abuse."""
NameId = NewType("NameId", UUID)
"""Of a name in the catalogue of intents and details."""
QualificationTestId = NewType("QualificationTestId", UUID)
QualificationAttemptId = NewType("QualificationAttemptId", UUID)
CorpusId = NewType("CorpusId", UUID)
CorpusItemId = NewType("CorpusItemId", UUID)

# Staff.
StaffId = NewType("StaffId", UUID)
SessionId = NewType("SessionId", UUID)
VendorId = NewType("VendorId", UUID)
SiteId = NewType("SiteId", UUID)


def random_identifier() -> UUID:
    """Return a random identifier (RFC 9562 version 4) that tells nothing about what it names, nor when it was made."""
    return uuid4()
