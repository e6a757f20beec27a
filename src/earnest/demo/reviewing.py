"""Reviewing: simulated reviewers who hear clips over the workbench's own interface and type what is known of them."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Semaphore
from typing import Final

from pyotp.totp import TOTP

from earnest.demo.matching import Matcher
from earnest.demo.roles import Played, UtteranceKind
from earnest.operations.clients.errors import ServiceSilent, UnexpectedAnswer
from earnest.operations.clients.service_client import ServiceAnswer, ServiceClient, expect
from earnest.speech.language.wording import normalised

SPEED: Final = 2.4
"""Simulated reviewers play somewhat slower than the fastest speed that the workbench takes for listening."""

_ATTEMPTS: Final = 6
_SIGN_IN_ATTEMPTS: Final = 4
_CODE_SECONDS: Final = 31.0
_OK, _CREATED, _DONE, _CONFLICT, _INVALID = 200, 201, 204, 409, 422
_GONE: Final = frozenset({403, 404, 410})
"""The lease is over or the clip was withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a simulated reviewer did with one clip."""

    played: Played
    outcome: str
    """`labelled`, `not said` or `withdrawn`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerSecrets:
    """What a simulated reviewer signs in with."""

    name: str
    password: str
    totp_secret: str


class SimulatedReviewer:
    """A program at the workbench, named as such everywhere."""

    def __init__(self, workbench: ServiceClient, secrets: ReviewerSecrets, matcher: Matcher) -> None:
        """Sign in with password and one-time code.

        Raises:
            UnexpectedAnswer: the sign-in is refused.
        """
        self._service = workbench
        self._matcher = matcher
        self._sign_in(secrets)
        self._guideline = expect(self._service.get("/api/guideline"), _OK).fields.text("version")

    def _sign_in(self, secrets: ReviewerSecrets) -> None:
        """Sign in; a code counts once, so after a lost answer the next code is waited for."""
        for attempt in range(_SIGN_IN_ATTEMPTS):
            if attempt > 0:
                time.sleep(_CODE_SECONDS)
            code = TOTP(secrets.totp_secret).now()
            body = {"name": secrets.name, "password": secrets.password, "code": code}
            if self._service.post("/api/session", body).status in {_OK, _DONE}:
                return
        raise UnexpectedAnswer

    def review_next(self, quota: Semaphore) -> Review | None:
        """Hear one clip to the end and label it; None where no clip waits or none may be heard any more.

        Args:
            quota: how many clips may still be heard; reviewers share it.
        """
        if not quota.acquire(blocking=False):
            return None
        answer = expect(self._service.post("/api/leases", {}), _OK, _DONE)
        if answer.status == _DONE:
            quota.release()
            return None
        lease = answer.fields
        lease_id = lease.text("lease_id")
        duration = round(lease.number("duration_milliseconds"))
        sound = self._sound(lease_id)
        played = self._matcher.find(sound.content) if sound.status == _OK else None
        if played is None:
            quota.release()
            _ = self._service.post(f"/api/leases/{lease_id}/return", {})
            return None
        label = self._label(played, wake_word=lease.find_text("wake_word"))
        return Review(played=played, outcome=self._hear_and_label(lease_id, duration, label))

    def review_all(self, quota: Semaphore, done: Callable[[], bool]) -> Iterator[Review]:
        """Yield each review until there is nothing left and nothing more will come.

        Args:
            quota: how much may be heard.
            done: whether nothing more will be placed.
        """
        while True:
            last = done()
            review = self.review_next(quota)
            if review is not None:
                yield review
            elif last:
                return
            else:
                time.sleep(0.5)

    def _hear_and_label(self, lease_id: str, duration: int, label: dict[str, object]) -> str:
        """Play, report it and send the label; after a restart of the workbench the sound has to be loaded again."""
        for _ in range(_ATTEMPTS):
            time.sleep(duration / 1000 / SPEED)
            heard = self._service.post(f"/api/leases/{lease_id}/played", {"milliseconds": duration})
            answer = self._service.post(f"/api/leases/{lease_id}/label", label) if heard.status == _DONE else heard
            if answer.status == _DONE:
                return "not said" if label["wake_word_verdict"] == "not_said" else "labelled"
            if answer.status in _GONE:
                return "withdrawn"
            if answer.status not in {_CONFLICT, _INVALID}:
                raise UnexpectedAnswer
            if answer.code != "play_implausible":
                _ = self._sound(lease_id)
        raise ServiceSilent

    def _sound(self, lease_id: str) -> ServiceAnswer:
        """Ask for the address of the sound and fetch it; a fetch that broke off has spent its address."""
        for _ in range(_ATTEMPTS):
            given = self._service.post(f"/api/leases/{lease_id}/sound", {})
            if given.status != _CREATED:
                return given
            sound = self._service.get(given.fields.text("address"))
            if sound.status == _OK or sound.code != "sound_address_spent":
                return sound
        raise ServiceSilent

    def _label(self, played: Played, *, wake_word: str | None) -> dict[str, object]:
        """Return what the manifest knows, and nothing else."""
        spoken = played.spoken
        accidental = played.kind is UtteranceKind.ACCIDENTAL
        verdict = "not_applicable" if wake_word is None else "not_said" if accidental else "said"
        known = not accidental
        return {
            "wake_word_verdict": verdict,
            "transcript": normalised(spoken.text) if known and spoken.text is not None else None,
            "unclear_words": [],
            "intent": spoken.intent if known else None,
            "slots": [{"name": name, "value": value} for name, value in spoken.slots] if known else [],
            "entities": [],
            "guideline_version": self._guideline,
        }
