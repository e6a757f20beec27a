"""Playing: sends recordings to the assistant as a device does, and counts none of them twice."""

import time
from typing import Final
from urllib.parse import quote

from earnest.demo.customers import CustomerAtPortal, KeptUtterance
from earnest.demo.errors import AnswerLost, StationSilent
from earnest.demo.ledger import PlayedOutcome
from earnest.demo.outcomes import await_outcome
from earnest.demo.plan import PanelCustomer
from earnest.demo.roles import Played
from earnest.demo.stations import Station

_OK: Final = 200
_SETTLE_SECONDS: Final = 900.0
_PAUSE_SECONDS: Final = 0.5
_KEEPING_SECONDS: Final = 5.0
"""Time in which a gateway that lost an answer has kept what it answered, or is gone."""
REFUSED: Final = "refused"


class PanelDevice:
    """A device of one customer."""

    def __init__(self, gateway: Station, portal: CustomerAtPortal, customer: PanelCustomer, token: str) -> None:
        """Take the gateway, and the customer's portal to ask after a lost answer."""
        self._gateway = gateway
        self._portal = portal
        self._customer = customer
        self._token = token
        self._seen: set[str] = set()

    def play(self, played: Played) -> PlayedOutcome:
        """Send one recording and return what the assistant made of it.

        Where the connection broke after sending, the portal tells whether the recording was kept, once the gateway has
        had time to keep it; only if not is it sent again, so nothing is kept twice. The time that is told ends with the
        answer; what is kept is kept after it.

        Raises:
            StationSilent: the gateway stays away.
        """
        began = time.monotonic()
        sound = played.spoken.path.read_bytes()
        query = "" if played.claimed_wake_word is None else f"?wake_word={quote(played.claimed_wake_word)}"
        headers = {"Authorization": f"Bearer {self._token}"}
        while True:
            try:
                answer = self._gateway.send_sound(f"/api/utterances{query}", sound, headers)
            except AnswerLost:
                kept = self._find_kept()
                if kept is None:
                    continue
                return self._kept(played, kept, seconds=time.monotonic() - began)
            break
        seconds = time.monotonic() - began
        if answer.status != _OK:
            return self._outcome(played, seconds=seconds, reason=f"{REFUSED}: {answer.code or answer.status}")
        fields = answer.fields
        standing = await_outcome(self._gateway, fields, self._token)
        return self._outcome(
            played,
            seconds=seconds,
            reason=standing.reason,
            recording_id=standing.recording_id,
            accidental=fields.flag("accidental"),
            understood=fields.flag("understood"),
        )

    def _find_kept(self) -> KeptUtterance | None:
        """Return the recording whose answer was lost; None where it is not kept."""
        deadline = time.monotonic() + _KEEPING_SECONDS
        while True:
            kept = next((kept for kept in self._portal.history() if kept.recording_id not in self._seen), None)
            if kept is not None or time.monotonic() > deadline:
                return kept
            time.sleep(_PAUSE_SECONDS)

    def _kept(self, played: Played, kept: KeptUtterance, *, seconds: float) -> PlayedOutcome:
        return self._outcome(
            played,
            seconds=seconds,
            reason=kept.selection_reason,
            recording_id=kept.recording_id,
            understood=kept.understood,
        )

    def _outcome(
        self,
        played: Played,
        *,
        seconds: float,
        reason: str,
        recording_id: str | None = None,
        accidental: bool = False,
        understood: bool = False,
    ) -> PlayedOutcome:
        if recording_id is not None:
            self._seen.add(recording_id)
        return PlayedOutcome(
            login=self._customer.login,
            part=self._customer.part,
            played=played,
            recording_id=recording_id,
            selection_reason=reason,
            accidental=accidental,
            understood=understood,
            seconds=seconds,
        )


def wait_until_settled(portal: CustomerAtPortal, *, patience_seconds: float = _SETTLE_SECONDS) -> list[KeptUtterance]:
    """Wait until no recording of a customer is on its way to de-identification; return what was kept.

    Raises:
        StationSilent: one is still waiting after the patience.
    """
    deadline = time.monotonic() + patience_seconds
    while True:
        history = portal.history()
        if not any(kept.review_state == "waiting" for kept in history):
            return history
        if time.monotonic() > deadline:
            raise StationSilent
        time.sleep(_PAUSE_SECONDS)
