"""Does the workbench hold a hundred reviewers on two cores, also while processes and the database are killed?

Everything that a household or an organisation runs on one machine is started by Earnest's own supervisor: PostgreSQL,
workbench, gateway, portal, workers, administration. A hundred reviewers sign in over HTTP and review 200 clips an hour
each as the page does: take the next clip, fetch its sound, play it to its end in real time, report what was played and
send a label. What fails while something is down is sent again after half a second, as a person would press the key
again. Four times something is killed with SIGKILL (workbench, PostgreSQL, workbench, corpus worker) and comes back by
the supervisor alone.

Shown: time to the next clip and to a label taken, over everything and apart from requests that met a kill; how long
each outage was; that no label that was acknowledged is lost, and that no clip was labelled or leased twice.

Run with `make bench NAME=load [RECORDINGS=dir] [ARGS="--minutes 6 --reviewers 100"]`; writes
benchmarks/results/load.json.
"""

import argparse
import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final
from uuid import UUID

import httpx2
import numpy
import psycopg

from benchmarks.workplace.asking import percentiles, sign_in
from benchmarks.workplace.server import free_ports, place_clips, read_spoken
from earnest.deidentified.guideline.packaged import CURRENT_VERSION
from earnest.foundation.clock import SystemClock
from earnest.foundation.settings import load_settings
from earnest.operations.supervisor import Supervisor
from earnest.organisation.staff.records import MemberKind, NewMember, StaffRole
from earnest.organisation.staff.store import add_member
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.database.roles import Role

ROOT: Final = Path(__file__).resolve().parents[1]
RESULT: Final = ROOT / "benchmarks" / "results" / "load.json"
CLIPS_AN_HOUR: Final = 200
VICTIMS: Final = ("workbench", "postgres", "workbench", "corpus_worker")
AGAIN_SECONDS: Final = 0.5
PATIENCE_SECONDS: Final = 60.0
UNKNOWN_OUTCOME: Final = {403, 404, 409, 410}
"""What a request that is sent again is answered where the first one was carried out and its answer was lost."""
JSON = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One thing that a reviewer waited for, repetitions included; seconds of the monotonic clock."""

    kind: str
    began: float
    ended: float
    sent: int
    """How often it was sent, ≥ 1."""


@dataclass(slots=True, kw_only=True)
class Seen:
    """What all reviewers together saw."""

    requests: list[Request] = field(default_factory=list)
    acknowledged: set[UUID] = field(default_factory=set)
    """Leases whose label was answered with success."""
    answers_lost: set[UUID] = field(default_factory=set)
    """Leases whose label was sent again because the first answer did not come."""
    left_behind: int = 0
    """Clips that were not labelled because their lease ended with an outage."""
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """Something killed, and when everything answered again; seconds of the monotonic clock."""

    name: str
    killed: float
    back: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the database holds at the end."""

    labelled: set[UUID]
    """Leases that ended with a label that is there."""
    labels: int
    twice: int
    """Clips with more than the one label that is wanted of each."""
    overlapping: int
    """Leases of a clip that began before the one before had ended."""


def main() -> int:
    """Run the load and write the result; returns the exit status, 1 where a label was lost or taken twice."""
    parser = argparse.ArgumentParser(description="Put a hundred reviewers before the workbench.")
    _ = parser.add_argument("--reviewers", type=int, default=100, help="how many work side by side")
    _ = parser.add_argument("--minutes", type=float, default=6.0, help="how long they work")
    asked = parser.parse_args()
    recordings = os.environ.get("EARNEST_SPEECH") or os.environ.get("RECORDINGS")
    if not recordings:
        raise SystemExit("RECORDINGS or EARNEST_SPEECH names the recordings")
    spoken = read_spoken(Path(recordings), most=200)
    wanted = int(asked.reviewers * (asked.minutes / 60 * CLIPS_AN_HOUR + 2))
    with _everything() as supervisor:
        databases = {role: Database(supervisor.role_dsn(role)) for role in (Role.PERSONAL_WORKER, Role.ADMINISTRATION)}
        owner = Database(supervisor.owner_dsn)
        folder = Path(os.environ["EARNEST_DATA"])
        _ = place_clips(
            [spoken[number % len(spoken)] for number in range(wanted)],
            owner=owner,
            worker=databases[Role.PERSONAL_WORKER],
            folder=folder,
        )
        members = [
            _add_reviewer(databases[Role.ADMINISTRATION], folder, f"Load {number}") for number in range(asked.reviewers)
        ]
        seen, outages = _work(supervisor, members, seconds=asked.minutes * 60)
        found = _found(owner)
        for database in (*databases.values(), owner):
            database.close()
    result = _result(seen, outages, found) | {
        "reviewers": asked.reviewers,
        "minutes": asked.minutes,
        "clips_an_hour_each": CLIPS_AN_HOUR,
        "processors": os.cpu_count(),
    }
    _ = RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    _ = sys.stdout.write(RESULT.read_text(encoding="utf-8"))
    return 1 if result["labels_lost"] or result["clips_labelled_twice"] or result["clips_leased_twice"] else 0


@contextmanager
def _everything() -> Generator[Supervisor]:
    """Start everything on a data folder and ports of its own; all ends with the block."""
    with tempfile.TemporaryDirectory(prefix="earnest-load-") as name:
        os.environ |= {"EARNEST_DATA": f"{name}/data", **free_ports()}
        with Supervisor(load_settings(os.environ)) as supervisor:
            yield supervisor


def _add_reviewer(database: Database, folder: Path, name: str) -> NewMember:
    with database.transaction() as connection:
        return add_member(
            connection,
            name=name,
            role=StaffRole.REVIEWER,
            kind=MemberKind.PERSON,
            key=MasterKey.load(folder / "keys" / "staff.json"),
            pseudonyms=Pseudonyms.load(folder / "secrets" / "pseudonym.key"),
            clock=SystemClock(),
        )


def _work(supervisor: Supervisor, members: Sequence[NewMember], *, seconds: float) -> tuple[Seen, tuple[Outage, ...]]:
    """Let all review for a while, and kill one thing after the other meanwhile."""
    seen = Seen()
    address = supervisor.addresses["workbench"]
    clients = [sign_in(address, member).client for member in members]
    began = time.monotonic()
    chances = numpy.random.default_rng(0)
    threads = [
        threading.Thread(
            target=_review,
            args=(client, seen, began + float(chances.uniform(0, 3600 / CLIPS_AN_HOUR)), began + seconds),
            daemon=True,
        )
        for client in clients
    ]
    for thread in threads:
        thread.start()
    outages: list[Outage] = []
    for number, name in enumerate(VICTIMS):
        time.sleep(max(0.0, began + seconds * (number + 1) / (len(VICTIMS) + 1) - time.monotonic()))
        outages.append(_kill(supervisor, name))
    for thread in threads:
        thread.join(timeout=max(0.0, began + seconds - time.monotonic()) + 2 * PATIENCE_SECONDS)
    return seen, tuple(outages)


def _kill(supervisor: Supervisor, name: str) -> Outage:
    """Kill one process and wait until everything answers again, by the supervisor alone."""
    victim = supervisor.processes[name]
    killed = time.monotonic()
    os.kill(victim, signal.SIGKILL)
    while supervisor.processes.get(name, victim) == victim or not supervisor.is_ready() or not _answers(supervisor):
        if time.monotonic() > killed + 2 * PATIENCE_SECONDS:
            raise RuntimeError(f"{name} did not come back")
        time.sleep(0.05)
    return Outage(name=name, killed=killed, back=time.monotonic())


def _answers(supervisor: Supervisor) -> bool:
    """Tell whether the workbench and the database behind it answer."""
    try:
        with psycopg.connect(supervisor.owner_dsn, connect_timeout=5) as connection:
            _ = connection.execute("select 1")
        return httpx2.get(f"{supervisor.addresses['workbench']}/health", timeout=5).is_success
    except (httpx2.TransportError, psycopg.OperationalError):
        return False


def _review(client: httpx2.Client, seen: Seen, first: float, end: float) -> None:
    """Review one clip after the other, each at its time, as one person does."""
    due = first
    while due < end:
        time.sleep(max(0.0, due - time.monotonic()))
        due = max(due + 3600 / CLIPS_AN_HOUR, time.monotonic())
        try:
            _review_one(client, seen)
        except (httpx2.HTTPError, TimeoutError) as error:
            seen.errors.append(f"{type(error).__name__}: {error}"[:300])


def _review_one(client: httpx2.Client, seen: Seen) -> None:
    lease = _ask(seen, "next", lambda: client.post("/api/leases"))
    if not lease.content:
        raise TimeoutError("nothing waits")
    given = lease.raise_for_status().json()
    lease_id = UUID(given["lease_id"])
    path = f"/api/leases/{lease_id}"
    sound = _ask(seen, "sound", lambda: client.post(f"{path}/sound"))
    if sound.status_code in UNKNOWN_OUTCOME:
        seen.left_behind += 1
        return
    fetched = _fetch(client, seen, sound)
    while fetched.status_code in UNKNOWN_OUTCOME:
        # An address is good for one fetch: what an outage took is asked for anew.
        fetched = _fetch(client, seen, _ask(seen, "sound", lambda: client.post(f"{path}/sound")))
    _ = fetched.raise_for_status()
    duration = int(given["duration_milliseconds"])
    time.sleep(duration / 1000 + 0.1)
    _ = _ask(seen, "played", lambda: client.post(f"{path}/played", json={"milliseconds": duration})).raise_for_status()
    body: JSON = {
        "wake_word_verdict": "not_applicable",
        "transcript": " ".join(word["text"] for word in given["words"]),
        "intent": "order",
        "slots": [],
        "guideline_version": CURRENT_VERSION,
    }
    attempts = 0

    def send() -> httpx2.Response:
        nonlocal attempts
        attempts += 1
        return client.post(f"{path}/label", json=body)

    answer = _ask(seen, "submit", send)
    if answer.is_success:
        seen.acknowledged.add(lease_id)
    elif attempts > 1 and answer.status_code in UNKNOWN_OUTCOME:
        seen.answers_lost.add(lease_id)
    else:
        _ = answer.raise_for_status()


def _fetch(client: httpx2.Client, seen: Seen, sound: httpx2.Response) -> httpx2.Response:
    """Fetch the sound whose address was given."""
    address = str(sound.raise_for_status().json()["address"])
    return _ask(seen, "fetch", lambda: client.get(address))


def _ask(seen: Seen, kind: str, act: Callable[[], httpx2.Response]) -> httpx2.Response:
    """Send a request until the server answers it, and note how long that took.

    Raises:
        TimeoutError: it was not answered within a minute.
    """
    began = time.monotonic()
    sent = 0
    while time.monotonic() < began + PATIENCE_SECONDS:
        sent += 1
        try:
            answer = act()
        except httpx2.TransportError:
            time.sleep(AGAIN_SECONDS)
            continue
        if answer.status_code < 500:  # noqa: PLR2004 - what the server could not do is asked again
            seen.requests.append(Request(kind=kind, began=began, ended=time.monotonic(), sent=sent))
            return answer
        seen.errors.append(f"{kind}: {answer.status_code} {answer.text}"[:300])
        time.sleep(AGAIN_SECONDS)
    raise TimeoutError(f"{kind} was not answered")


def _found(owner: Database) -> Found:
    """Return what the database holds at the end."""
    with owner.transaction() as connection:
        labelled = connection.execute(
            "select leases.lease_id from deidentified.leases join handover.labels using (label_id)"
            " where leases.outcome = 'labelled'"
        ).fetchall()
        labels = connection.execute("select count(*) from handover.labels group by clip_id").fetchall()
        held = connection.execute(
            "select clip_id, leased_at, coalesce(ended_at, expires_at) from deidentified.leases order by 1, 2"
        ).fetchall()
    return Found(
        labelled={UUID(str(lease_id)) for (lease_id,) in labelled},
        labels=sum(int(many) for (many,) in labels),
        twice=sum(int(many) > 1 for (many,) in labels),
        overlapping=sum(one[0] == other[0] and one[2] > other[1] for one, other in pairwise(held)),
    )


def _result(seen: Seen, outages: Sequence[Outage], found: Found) -> JSON:
    """Return every figure."""

    def milliseconds(kind: str, *, undisturbed: bool) -> JSON:
        chosen = [
            (one.ended - one.began) * 1000
            for one in seen.requests
            if one.kind == kind
            and not (undisturbed and any(one.began < out.back and one.ended > out.killed for out in outages))
        ]
        return dict(percentiles(chosen))

    return {
        "lost": len((seen.acknowledged | seen.answers_lost) - found.labelled),
        "twice": found.twice + found.overlapping,
        "faults": [one.name for one in outages],
        "next_milliseconds": {
            **milliseconds("next", undisturbed=True),
            "all": milliseconds("next", undisturbed=False),
            "no_outage": milliseconds("next", undisturbed=True),
        },
        "submit_milliseconds": {
            "all": milliseconds("submit", undisturbed=False),
            "no_outage": milliseconds("submit", undisturbed=True),
        },
        "sound_milliseconds": {
            "all": milliseconds("sound", undisturbed=False),
            "no_outage": milliseconds("sound", undisturbed=True),
        },
        "outages": [{"killed": out.name, "seconds": round(out.back - out.killed, 1)} for out in outages],
        "labels_acknowledged": len(seen.acknowledged),
        "labels_whose_answer_was_lost": len(seen.answers_lost),
        "labels_in_the_database": found.labels,
        "labels_lost": len((seen.acknowledged | seen.answers_lost) - found.labelled),
        "clips_labelled_twice": found.twice,
        "clips_leased_twice": found.overlapping,
        "clips_left_behind": seen.left_behind,
        "requests": len(seen.requests),
        "sent_again": sum(one.sent - 1 for one in seen.requests),
        "errors": len(seen.errors),
        "kinds_of_errors": sorted(set(seen.errors))[:8],
    }


if __name__ == "__main__":
    sys.exit(main())
