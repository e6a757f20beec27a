"""Outcomes: what became of an utterance after its answer, as the gateway tells its device."""

import time
from dataclasses import dataclass
from typing import Final

from earnest.operations.clients.fields import Fields
from earnest.operations.clients.service_client import ServiceClient

PENDING: Final = "pending"
NOT_KEPT: Final = "not_kept"
NOT_KNOWN: Final = "not_known"
_OK: Final = 200
_TIMEOUT_SECONDS: Final = 90.0
"""Longer than the gateway tries to keep anything."""
_FIRST_PAUSE_SECONDS: Final = 0.02
_LONGEST_PAUSE_SECONDS: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceOutcome:
    """What is known of an utterance that was answered."""

    recording_id: str | None
    """Where it was kept."""
    reason: str
    """What the gate said, the code of an error, `accidental`, `not_kept` or `not_known`."""


def await_outcome(gateway: ServiceClient, answer: Fields, token: str) -> UtteranceOutcome:
    """Wait until the gateway has kept or forgotten what it answered.

    Args:
        gateway: which answered.
        answer: what it answered.
        token: of the device that spoke.
    """
    recording_id = answer.find_text("recording_id")
    if recording_id is None or answer.find_text("kept") != PENDING:
        return UtteranceOutcome(recording_id=None, reason="accidental" if answer.flag("accidental") else NOT_KEPT)
    deadline, pause = time.monotonic() + _TIMEOUT_SECONDS, _FIRST_PAUSE_SECONDS
    while time.monotonic() < deadline:
        told = gateway.get(f"/api/utterances/{recording_id}", {"Authorization": f"Bearer {token}"})
        if told.status != _OK:
            break
        kept = told.fields.find_text("kept")
        if kept != PENDING:
            reason = told.fields.find_text("reason") or NOT_KNOWN
            return UtteranceOutcome(recording_id=recording_id if kept == "yes" else None, reason=reason)
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)
    return UtteranceOutcome(recording_id=None, reason=NOT_KNOWN)
