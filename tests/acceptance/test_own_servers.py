"""An operator's own PostgreSQL and S3: every process by `earnest serve`, from an utterance to its withdrawal."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Semaphore

import httpx2
import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from support.amazon import Amazon, running_amazon
from support.hosts import START_SECONDS, Host, Installation, make_owner, wait_until_healthy
from support.own_postgres import installed_by_the_system, newest, running_postgres
from support.processes import free_port
from support.voices import say

import earnest.personal.capture.wyoming_server  # noqa: F401  # pyright: ignore[reportUnusedImport] - loads the package's sound module without its warning
from earnest.collections.recordings import Spoken
from earnest.demo.matching import Matcher
from earnest.demo.playing import wait_until_settled
from earnest.demo.reviewing import ReviewerSecrets, SimulatedReviewer
from earnest.demo.roles import Played, UtteranceKind
from earnest.foundation.settings import ServerName
from earnest.operations.clients.fields import Fields
from earnest.operations.clients.outcomes import await_outcome
from earnest.operations.clients.portal import CustomerAtPortal
from earnest.operations.clients.service_client import ServiceClient, expect
from earnest.operations.clients.wyoming import transcribe
from earnest.operations.plan import PROCESSES
from earnest.operations.upgrade import OLDEST_MAJOR
from earnest.services.objects import ObjectStore
from earnest.sound_files.encoding import encode_wav

SENTENCE = "play some quiet music in the garden"
SOUND = encode_wav(say(SENTENCE))
CAPS = {"EARNEST_PANEL_CAP_SHARE": "1", "EARNEST_PANEL_PERSON_CAP": "9"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """All processes, each on a host of its own."""

    head: Host
    """The one that administers."""
    addresses: Mapping[ServerName, str]
    wyoming_port: int
    objects: str


@pytest.fixture(scope="module")
def amazon() -> Iterator[Amazon]:
    with running_amazon() as server:
        yield server


@pytest.fixture(scope="module")
def superuser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_postgres(tmp_path_factory.mktemp("server"), newest(oldest=OLDEST_MAJOR)) as dsn:
        yield dsn


@pytest.fixture(scope="module")
def installed(superuser: str, amazon: Amazon, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The database and the bucket are made; `earnest migrate` has run."""
    folder = tmp_path_factory.mktemp("operator")
    owner_dsn, objects = make_owner(superuser, "earnest own"), amazon.create_bucket("objects")
    own = {"EARNEST_DATABASE": owner_dsn, "EARNEST_OBJECTS": objects, "EARNEST_DECLARED_COUNTRIES": "DE,GB"}
    head = Host(folder=folder / "head", settings={**own, **CAPS})
    environments = folder / "environments"
    finished = head.command("migrate", "--environments", str(environments))
    assert finished.returncode == 0, finished.stderr
    return Installation(
        head=head, superuser_dsn=superuser, owner_dsn=owner_dsn, environments=environments, objects=objects
    )


@pytest.fixture(scope="module")
def serving(installed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("hosts")
    ports = {server.port_variable: str(free_port()) for server in ServerName}
    addresses = {server: f"http://127.0.0.1:{ports[server.port_variable]}" for server in ServerName}
    with ExitStack() as stack:
        _ = stack.enter_context(installed.head.serving("tombstones"))
        started = {
            plan: stack.enter_context(
                installed.host_of(plan.name, folder / plan.name).serving(plan.name, **ports, **CAPS)
            )
            for plan in PROCESSES
        }
        for plan, process in started.items():
            if plan.endpoint is not None:
                wait_until_healthy(addresses[plan.endpoint], process, folder / f"{plan.name}-{plan.name}.log")
        yield Serving(
            head=Host(folder=installed.head.folder, settings={**installed.head.settings, **ports}),
            addresses=addresses,
            wyoming_port=int(ports[ServerName.WYOMING.port_variable]),
            objects=installed.objects,
        )


def run(host: Host, *arguments: str, typed: str = "") -> Fields:
    finished = host.command(*arguments, typed=typed)
    assert finished.returncode == 0, finished.stderr
    return Fields.parse(finished.stdout)


def invite(serving: Serving) -> tuple[CustomerAtPortal, Fields]:
    """Make a customer of the panel who says yes to everything; return the portal's page and what was shown once."""
    asked = {"login": "ann", "programme": "panel", "region": "GB", "language": "en", "child": False, "device": "shelf"}
    made = run(serving.head, "customer", "invite", "-", typed=json.dumps(asked))
    portal = CustomerAtPortal(serving.addresses[ServerName.PORTAL], "ann", made.text("password"))
    for purpose in ("own_history", "automatic_learning", "human_review"):
        portal.decide(purpose, given=True)
    return portal, made


def erase_everything(serving: Serving, made: Fields) -> int:
    """Delete all recordings as the customer; return how many there were."""
    with httpx2.Client(base_url=serving.addresses[ServerName.PORTAL], headers={"X-Earnest": "1"}, timeout=60) as portal:
        signed_in = portal.post("/api/session", json={"login": made.text("login"), "password": made.text("password")})
        assert signed_in.status_code == 204
        return int(portal.delete("/api/utterances").json()["recordings"])


def speak(serving: Serving, token: str) -> str:
    """Say the sentence over HTTP, and return the recording that is kept of it."""
    gateway = ServiceClient(serving.addresses[ServerName.GATEWAY])
    answer = gateway.send_sound("/api/utterances", SOUND, {"Authorization": f"Bearer {token}"})
    kept = await_outcome(gateway, expect(answer, 200).fields, token)
    assert kept.recording_id is not None, kept.reason
    return kept.recording_id


def played() -> Played:
    """What a reviewer will know of the sentence by hearing it."""
    spoken = Spoken(
        path=Path("none"),
        sha256="",
        collection_task="",
        text=SENTENCE,
        intent=None,
        slots=(),
        person="ann",
        age=None,
        language="en",
        wake_word=None,
        personal=False,
        licence="",
        seconds=1.0,
    )
    return Played(spoken=spoken, kind=UtteranceKind.TASK, claimed_wake_word=None)


def count_objects(objects: str) -> int:
    return len(list(ObjectStore.open(objects).keys()))


def test_from_an_utterance_to_a_review_and_its_withdrawal(serving: Serving) -> None:
    before = count_objects(serving.objects)
    assert transcribe("127.0.0.1", serving.wyoming_port, SOUND)
    portal, made = invite(serving)
    recordings, matcher = [speak(serving, made.text("token")) for _ in range(2)], Matcher()
    assert {kept.review_state for kept in wait_until_settled(portal)} == {"placed"}
    for recording_id in recordings:
        matcher.expect(portal, recording_id, played())
    assert count_objects(serving.objects) > before, "sound lies in the bucket"
    staff = run(serving.head, "staff", "add", "rosa", "--role", "reviewer", "--simulated", "--json")
    secrets = ReviewerSecrets(
        name=staff.text("name"), password=staff.text("password"), totp_secret=staff.text("totp_secret")
    )
    reviewer = SimulatedReviewer(ServiceClient(serving.addresses[ServerName.WORKBENCH]), secrets, matcher)
    review = reviewer.review_next(Semaphore(1))
    assert review is not None
    assert review.outcome == "labelled"
    assert sorted(kept.times_heard for kept in portal.history()) == [0, 1]
    portal.decide("human_review", given=False)
    assert reviewer.review_next(Semaphore(1)) is None, "the other clip was withdrawn"
    assert erase_everything(serving, made) == len(recordings)
    assert portal.history() == []
    deadline = time.monotonic() + START_SECONDS
    while count_objects(serving.objects) > before:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    while not all(one in serving.head.folder.with_name("head.tombstones").read_text() for one in recordings):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert serving.head.command("audit", "checkpoint").returncode == 0
    verified = run(serving.head, "audit", "verify", "--json")
    assert verified.flag("intact")
    assert verified.number("signed_size") > 0


def test_status_tells_of_every_process_without_a_supervisor(serving: Serving) -> None:
    deadline = time.monotonic() + START_SECONDS
    while (told := serving.head.command("status")).returncode != 0:
        assert time.monotonic() < deadline, told.stdout
    assert told.stdout.count("running") == len(PROCESSES)


@pytest.mark.skipif(
    min(installed_by_the_system(), default=OLDEST_MAJOR) >= OLDEST_MAJOR, reason="the system has no older PostgreSQL"
)
def test_a_server_that_is_too_old_is_named_with_what_is_needed(amazon: Amazon, tmp_path: Path) -> None:
    servers = installed_by_the_system()
    with running_postgres(tmp_path / "old", servers[min(servers)]) as superuser_dsn:
        owner_dsn = make_owner(superuser_dsn, "own")
        finished = Host(folder=tmp_path / "head", settings={"EARNEST_DATABASE": owner_dsn}).command("migrate")
        assert finished.returncode == 1
        assert f"PostgreSQL {min(servers)}; {OLDEST_MAJOR} or later" in finished.stderr
        assert not (tmp_path / "head").exists()


def test_a_role_that_was_not_made_or_let_in_is_said_with_what_makes_it(
    superuser: str, installed: Installation, tmp_path: Path
) -> None:
    host = installed.host_of("workbench", tmp_path / "host")
    unknown = make_conninfo(superuser, user="earnest_workbench", password="none")
    elsewhere = make_conninfo(host.settings["EARNEST_ROLE_DATABASE"], dbname="postgres")
    with psycopg.connect(superuser, autocommit=True) as connection:
        _ = connection.execute("revoke connect on database postgres from public")
    for role_dsn, said in ((unknown, "password authentication failed"), (elsewhere, "permission denied")):
        finished = host.command("serve", "workbench", EARNEST_ROLE_DATABASE=role_dsn)
        assert finished.returncode == 1
        assert said in finished.stderr
        assert "earnest migrate" in finished.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"EARNEST_OBJECTS": "s3://never-made/prefix"}, "the bucket does not exist; make it first"),
        ({"AWS_ALLOW_HTTP": "false"}, "AWS_ALLOW_HTTP"),
    ],
)
def test_an_object_store_that_cannot_be_used_stops_the_start(
    installed: Installation, tmp_path: Path, settings: dict[str, str], said: str
) -> None:
    host = installed.host_of("device_gateway", tmp_path / "host")
    for finished in (
        host.command("serve", "device_gateway", **settings),
        installed.head.command("migrate", **settings),
    ):
        assert finished.returncode == 1
        assert said in finished.stderr
        assert "never-made" not in finished.stderr


def test_an_object_store_that_is_away_is_told_of_and_keeps_no_process_from_starting(
    installed: Installation, tmp_path: Path
) -> None:
    away = {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{free_port()}"}
    refused = installed.head.command("migrate", **away)
    assert refused.returncode == 1
    assert "AWS_ENDPOINT_URL" in refused.stderr
    host, port = installed.host_of("workbench", tmp_path / "host"), str(free_port())
    with host.serving("workbench", EARNEST_WORKBENCH_PORT=port, **away) as started:
        wait_until_healthy(f"http://127.0.0.1:{port}", started, tmp_path / "host-workbench.log")
    assert "AWS_ENDPOINT_URL" in (tmp_path / "host-workbench.log").read_text()
