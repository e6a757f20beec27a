"""Tasks of the personal worker, by the names under which they are asked for."""

from typing import Final
from uuid import UUID

DEIDENTIFY: Final = "deidentify"
"""Make a clip of a chosen recording, or withhold it; the identifier is the recording's."""

REMOVE_RECORDING: Final = "remove_recording"
"""Remove the ciphertext and the row of an erased recording; the identifier is the recording's."""

ENFORCE_DECISIONS: Final = "enforce_decisions"
"""Take away what a person's decisions no longer cover; the identifier is the customer's."""


MAKE_EXPORT: Final = "make_export"
"""Put everything of a customer into an archive for them; the identifier is the archive's."""


def deidentify_lock(recording_id: UUID) -> str:
    """Return the name of the lock under which one recording is de-identified by one job at a time."""
    return f"{DEIDENTIFY}:{recording_id}"
