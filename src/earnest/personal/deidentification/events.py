"""Log events of de-identification: identifiers and codes."""

from dataclasses import dataclass
from uuid import UUID

from earnest.services.observability import LogEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingWithheld(LogEvent):
    """De-identification did not make a clip of a recording."""

    recording_id: UUID
    error: type[BaseException]
