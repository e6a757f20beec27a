"""A reviewer over HTTP, who takes, hears and labels clips as the page does; each request is timed."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2
from pyotp.totp import TOTP

from earnest.deidentified.guideline.packaged import CURRENT_VERSION
from earnest.deidentified.review.rules import FASTEST_SPEED
from earnest.organisation.staff.records import NewMember

_ROOM_SECONDS = 0.05


@dataclass(slots=True, kw_only=True)
class HttpReviewer:
    """One signed-in reviewer and how long the server took."""

    client: httpx2.Client
    next_milliseconds: list[float] = field(default_factory=list)
    submit_milliseconds: list[float] = field(default_factory=list)

    def review_one(self, *, speed: float = FASTEST_SPEED) -> str | None:
        """Take the next clip, hear it to its end and label it; returns the lease, None where nothing waited.

        Args:
            speed: how fast the clip is played; times real time.
        """
        answer = timed(self.next_milliseconds, lambda: self.client.post("/api/leases"))
        if not answer.content:
            return None
        lease = answer.raise_for_status().json()
        path = f"/api/leases/{lease['lease_id']}"
        address = self.client.post(f"{path}/sound").raise_for_status().json()["address"]
        _ = self.client.get(address).raise_for_status()
        duration = int(lease["duration_milliseconds"])
        time.sleep(duration / 1000 / speed + _ROOM_SECONDS)
        _ = self.client.post(f"{path}/played", json={"milliseconds": duration}).raise_for_status()
        body: dict[str, object] = {
            "wake_word_verdict": "not_applicable",
            "transcript": " ".join(word["text"] for word in lease["words"]),
            "intent": "order",
            "slots": [],
            "guideline_version": CURRENT_VERSION,
        }
        sent = timed(self.submit_milliseconds, lambda: self.client.post(f"{path}/label", json=body))
        _ = sent.raise_for_status()
        return str(lease["lease_id"])


def timed(into: list[float], act: Callable[[], httpx2.Response]) -> httpx2.Response:
    """Return an answer and note how long it took; milliseconds."""
    began = time.perf_counter()
    answer = act()
    into.append((time.perf_counter() - began) * 1000)
    return answer


def sign_in(address: str, member: NewMember) -> HttpReviewer:
    """Return a new member's session."""
    client = httpx2.Client(
        base_url=address, headers={"X-Earnest": "1", "X-Earnest-Idle": "0"}, timeout=30, trust_env=False
    )
    code = TOTP(member.totp_secret).now()
    body = {"name": member.member.name, "password": member.password, "code": code}
    _ = client.post("/api/session", json=body).raise_for_status()
    return HttpReviewer(client=client)


def percentiles(values: list[float]) -> dict[str, float | int]:
    """Return median and 95th percentile of some times, and how many there were."""
    ordered = sorted(values)
    if not ordered:
        return {"n": 0}
    return {
        "p50": round(ordered[len(ordered) // 2], 1),
        "p95": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 1),
        "p99": round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))], 1),
        "n": len(ordered),
    }
