"""How soon after an officer presses Stop does the last reviewer hear nothing more (RG1)?

Everything is started by Earnest's own supervisor. Simulated reviewers sign in over HTTP and hear one clip after the
other as the page does: take a clip, fetch its sound, play it in real time and report each second; where a report is
refused, the page falls silent. In the middle an officer stops the region of all these clips, as the page does.

Shown, in milliseconds after the request was sent: the answer to it, the last lease and the last sound that were given,
the last byte of sound that arrived, and for each reviewer who was listening when their report was refused. What is not
shown: what a browser does afterwards, which is a pause of its player (`frontend/workbench/review`).

Run with `make bench NAME=stop RECORDINGS=dir [ARGS="--reviewers 100 --seconds 20"]`; writes
benchmarks/results/stop.json. The exit status is 1 where a play began a second, or sound went on five seconds after it.
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Final

import httpx2

from benchmarks.workplace.asking import percentiles, sign_in
from benchmarks.workplace.server import free_ports, place_clips, read_spoken
from earnest.foundation.clock import SystemClock
from earnest.foundation.settings import load_settings
from earnest.operations.supervisor import Supervisor
from earnest.organisation.staff.records import MemberKind, NewMember, StaffRole
from earnest.organisation.staff.store import add_member
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.database.roles import Role

RESULT: Final = Path(__file__).resolve().parent / "results" / "stop.json"
REPORT_SECONDS: Final = 1.0
"""As the page reports while sound plays."""
MOST_NEW_PLAY: Final = 1_000
MOST_SOUND: Final = 5_000
_CLIPS_EACH: Final = 4


@dataclass(slots=True, kw_only=True)
class Seen:
    """What all reviewers saw; moments of `time.monotonic`."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    leases: list[float] = field(default_factory=list)
    plays: list[float] = field(default_factory=list)
    """When the first byte of a sound arrived."""
    bytes_until: list[float] = field(default_factory=list)
    """When its last byte arrived."""
    silenced: list[float] = field(default_factory=list)
    """When a report of play was refused."""
    refused: list[float] = field(default_factory=list)
    """When a clip or sound was refused."""
    errors: list[str] = field(default_factory=list)

    def note(self, kind: list[float]) -> None:
        """Note that something was seen now."""
        with self.lock:
            kind.append(time.monotonic())


def main() -> int:
    """Run it and write the result; returns the exit status."""
    parser = argparse.ArgumentParser(description="Stop while many reviewers listen.")
    _ = parser.add_argument("--reviewers", type=int, default=100, help="how many listen side by side")
    _ = parser.add_argument("--seconds", type=float, default=20.0, help="how long before the stop is pressed")
    asked = parser.parse_args()
    recordings = os.environ.get("EARNEST_SPEECH") or os.environ.get("RECORDINGS")
    if not recordings:
        raise SystemExit("RECORDINGS or EARNEST_SPEECH names the recordings")
    spoken = read_spoken(Path(recordings), most=200)
    seen = Seen()
    with tempfile.TemporaryDirectory(prefix="earnest-stop-") as name:
        os.environ |= {"EARNEST_DATA": f"{name}/data", "EARNEST_PASSKEYS": "offered", **free_ports()}
        with Supervisor(load_settings(os.environ)) as supervisor:
            worker, administration = (
                Database(supervisor.role_dsn(role)) for role in (Role.PERSONAL_WORKER, Role.ADMINISTRATION)
            )
            owner, folder = Database(supervisor.owner_dsn), Path(os.environ["EARNEST_DATA"])
            clips = [spoken[number % len(spoken)] for number in range(asked.reviewers * _CLIPS_EACH)]
            _ = place_clips(clips, owner=owner, worker=worker, folder=folder)
            members = [_add(administration, folder, f"Stop {number}") for number in range(asked.reviewers)]
            officer = _add(administration, folder, "Officer", role=StaffRole.PRIVACY_OFFICER)
            pressed, answered = _press(supervisor, members, officer, seen, seconds=asked.seconds)
            for database in (worker, administration, owner):
                database.close()
    result = _result(seen, pressed, answered) | {
        "reviewers": asked.reviewers,
        "seconds_before": asked.seconds,
        "processors": os.cpu_count(),
    }
    _ = RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    _ = sys.stdout.write(RESULT.read_text(encoding="utf-8"))
    return 0 if result["kept"] is True else 1


def _add(database: Database, folder: Path, name: str, *, role: StaffRole = StaffRole.REVIEWER) -> NewMember:
    with database.transaction() as connection:
        return add_member(
            connection,
            name=name,
            role=role,
            kind=MemberKind.PERSON,
            key=MasterKey.load(folder / "keys" / "staff.json"),
            pseudonyms=Pseudonyms.load(folder / "secrets" / "pseudonym.key"),
            clock=SystemClock(),
        )


def _press(
    supervisor: Supervisor, members: Sequence[NewMember], officer: NewMember, seen: Seen, *, seconds: float
) -> tuple[float, float]:
    """Let all listen, stop everything, and return when that was sent and when it was answered."""
    clients = [sign_in(supervisor.addresses["workbench"], member).client for member in members]
    page = sign_in(supervisor.addresses["administration"], officer).client
    end = threading.Event()
    threads = [threading.Thread(target=_listen, args=(client, seen, end), daemon=True) for client in clients]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    pressed = time.monotonic()
    answer = page.post("/api/stops", json={"scope": "region", "value": "DE", "reason": "drill"})
    answered = time.monotonic()
    _ = answer.raise_for_status()
    time.sleep(2 * MOST_SOUND / 1000)
    end.set()
    for thread in threads:
        thread.join(timeout=30)
    return pressed, answered


def _listen(client: httpx2.Client, seen: Seen, end: threading.Event) -> None:
    """Hear one clip after the other; each is given back, so that there are always some."""
    while not end.is_set():
        try:
            if not _listen_once(client, seen, end):
                _ = end.wait(0.2)
        except (httpx2.HTTPError, KeyError) as error:
            seen.errors.append(f"{type(error).__name__}: {error}"[:200])
            _ = end.wait(0.2)


def _listen_once(client: httpx2.Client, seen: Seen, end: threading.Event) -> bool:
    """Take a clip, fetch its sound and play it; False where nothing was given."""
    lease = client.post("/api/leases")
    if lease.status_code != HTTPStatus.OK:
        seen.note(seen.refused)
        return False
    seen.note(seen.leases)
    held = lease.json()
    path = f"/api/leases/{held['lease_id']}"
    given = client.post(f"{path}/sound")
    if given.status_code != HTTPStatus.CREATED:
        seen.note(seen.refused)
        return False
    with client.stream("GET", given.json()["address"]) as sound:
        if sound.status_code != HTTPStatus.OK:
            seen.note(seen.refused)
            return False
        seen.note(seen.plays)
        for _ in sound.iter_raw():
            pass
    seen.note(seen.bytes_until)
    began, length = time.monotonic(), held["duration_milliseconds"] / 1000
    while not end.is_set() and time.monotonic() - began < length:
        _ = end.wait(min(REPORT_SECONDS, length))
        heard = min(int((time.monotonic() - began) * 1000), held["duration_milliseconds"])
        if client.post(f"{path}/played", json={"milliseconds": heard}).status_code == HTTPStatus.CONFLICT:
            seen.note(seen.silenced)
            return False
    _ = client.post(f"{path}/skip")
    return True


def _result(seen: Seen, pressed: float, answered: float) -> dict[str, object]:
    def after(moments: Sequence[float]) -> list[float]:
        return [(moment - pressed) * 1000 for moment in moments if moment > pressed]

    plays, silenced, arrived = after(seen.plays), after(seen.silenced), after(seen.bytes_until)
    last_play, last_sound = max(plays, default=0.0), max((*silenced, *arrived), default=0.0)
    return {
        "plays_before": sum(moment <= pressed for moment in seen.plays),
        "answer_milliseconds": round((answered - pressed) * 1000, 1),
        "last_lease_milliseconds": round(max(after(seen.leases), default=0.0), 1),
        "last_new_play_milliseconds": round(last_play, 1),
        "last_byte_milliseconds": round(max(arrived, default=0.0), 1),
        "silenced": len(silenced),
        "silenced_milliseconds": percentiles(silenced) if silenced else {},
        "refused_after": len(after(seen.refused)),
        "errors": seen.errors[:5],
        "kept": last_play < MOST_NEW_PLAY and last_sound < MOST_SOUND and bool(seen.plays),
    }


if __name__ == "__main__":
    sys.exit(main())
