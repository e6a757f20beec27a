"""Playing: sends recordings to the assistant as a device does, and counts none of them twice."""

import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from earnest.demo.roles import Played
from earnest.operations.clients.errors import AnswerLost, ServiceSilent
from earnest.operations.clients.outcomes import NOT_KNOWN, await_outcome
from earnest.operations.clients.portal import CustomerAtPortal, KeptUtterance
from earnest.operations.clients.service_client import ServiceAnswer, ServiceClient

_OK: Final = 200
_SETTLE_SECONDS: Final = 900.0
_PAUSE_SECONDS: Final = 0.5
_KEEPING_SECONDS: Final = 5.0
"""Time in which a gateway that lost an answer has kept what it answered, or is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedOutcome:
    """What the assistant made of one recording."""

    played: Played
    recording_id: str | None
    """Where it was kept."""
    selection_reason: str
    """Why it was chosen for review, or why not; `not_kept` where nothing of it could be kept, `refused` where the
    gateway could not use it."""
    accidental: bool = False
    """The wake word that the device claimed was not found in the sound."""


class PanelDevice:
    """A device of one customer."""

    def __init__(self, gateway: ServiceClient, portal: CustomerAtPortal, token: str) -> None:
        """Take the gateway, and the customer's portal to ask after a lost answer."""
        self._gateway = gateway
        self._portal = portal
        self._token = token
        self._seen: set[str] = set()

    def play(self, played: Played) -> PlayedOutcome:
        """Send one recording and return what the assistant made of it, once it is known whether it is kept.

        Where the connection broke after sending, the portal tells whether the recording was kept, once the gateway has
        had time to keep it; only if not is it sent again, so nothing is kept twice.

        Raises:
            ServiceSilent: the gateway stays away.
        """
        sound = played.spoken.path.read_bytes()
        query = "" if played.claimed_wake_word is None else f"?wake_word={quote(played.claimed_wake_word)}"
        headers = {"Authorization": f"Bearer {self._token}"}
        while True:
            try:
                outcome = self._outcome(played, self._gateway.send_sound(f"/api/utterances{query}", sound, headers))
            except AnswerLost:
                kept = self._find_kept()
                if kept is None:
                    continue
                outcome = PlayedOutcome(
                    played=played, recording_id=kept.recording_id, selection_reason=kept.selection_reason
                )
            if outcome.recording_id is not None:
                self._seen.add(outcome.recording_id)
            return outcome

    def _outcome(self, played: Played, answer: ServiceAnswer) -> PlayedOutcome:
        if answer.status != _OK:
            reason = f"refused: {answer.code or answer.status}"
            return PlayedOutcome(played=played, recording_id=None, selection_reason=reason)
        accidental = answer.fields.flag("accidental")
        known = await_outcome(self._gateway, answer.fields, self._token)
        recording_id, reason = known.recording_id, known.reason
        # A gateway that was restarted since does not know what became of the answers of the one before.
        if reason == NOT_KNOWN and (kept := self._find_kept()) is not None:
            recording_id, reason = kept.recording_id, kept.selection_reason
        return PlayedOutcome(played=played, recording_id=recording_id, selection_reason=reason, accidental=accidental)

    def _find_kept(self) -> KeptUtterance | None:
        """Return the recording that was kept without word of it; None where there is none."""
        deadline = time.monotonic() + _KEEPING_SECONDS
        while True:
            kept = next((kept for kept in self._portal.history() if kept.recording_id not in self._seen), None)
            if kept is not None or time.monotonic() > deadline:
                return kept
            time.sleep(_PAUSE_SECONDS)


def wait_until_settled(portal: CustomerAtPortal) -> list[KeptUtterance]:
    """Wait until no recording of a customer is on its way to de-identification; return what was kept.

    Raises:
        ServiceSilent: one is still waiting after 15 minutes.
    """
    deadline = time.monotonic() + _SETTLE_SECONDS
    while True:
        history = portal.history()
        if not any(kept.review_state == "waiting" for kept in history):
            return history
        if time.monotonic() > deadline:
            raise ServiceSilent
        time.sleep(_PAUSE_SECONDS)
