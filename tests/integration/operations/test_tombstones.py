"""RT4, RT7: a copy of the data made before a deletion deletes again before anything is served, or is not started."""

import shutil
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx2
import psycopg
import pytest
from support.clips import PERIOD, HandoverSide
from support.databases import Databases
from support.portal import PASSWORD
from support.speaking import PersonalSide
from support.touring import free_ports

from earnest.foundation.clock import SettableClock
from earnest.foundation.settings import load_settings
from earnest.handover.stops import StopPurpose, StopReason, StopScope, is_stopped, list_live
from earnest.operations.data_folder import role_passwords
from earnest.operations.plan import PROCESSES
from earnest.operations.supervisor import Supervisor
from earnest.operations.tombstones import TombstonesMissing, TombstonesUnreadable
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer

AWAY_SECONDS = 3.0
"""The list is away for so long after the end began: longer than the portal takes to end."""
PORTAL = [plan for plan in PROCESSES if plan.name == "customer_portal"]


def given(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> dict[str, str]:
    """Set what the processes read as well; return it."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return environment


def started(environment: Mapping[str, str], *, accept_lost: bool = False) -> Supervisor:
    return Supervisor(load_settings(environment), processes=PORTAL, accept_lost_tombstones=accept_lost)


@contextmanager
def signed_in(running: Supervisor, customer: Customer) -> Generator[httpx2.Client]:
    address = running.addresses["customer_portal"]
    with httpx2.Client(base_url=address, headers={"X-Earnest": "1"}, timeout=30) as page:
        assert page.post("/api/session", json={"login": customer.login, "password": PASSWORD}).status_code == 204
        yield page


def plant(running: Supervisor, folder: Path) -> tuple[Customer, UUID]:
    """Let a person say something that waits for a reviewer."""
    databases = Databases(owner_dsn=running.owner_dsn, passwords=role_passwords(folder))
    # Each decision moves this clock on by a second: what is decided over HTTP afterwards has to come after it.
    clock = SettableClock(moment=datetime.now(UTC) - timedelta(minutes=1))
    side = PersonalSide(databases=databases, folder=folder, clock=clock)
    handover = HandoverSide(
        databases=databases, objects=side.objects, handover_key=side.handover_key, clock=side.clock, folder=folder
    )
    handover.allow(1, period=PERIOD)
    customer = side.add_customer(*Purpose, password=PASSWORD)
    recording_id = side.store(customer, selected=True)
    clip_id = handover.place()
    with databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into personal.clip_links (clip_id, recording_id, customer_id, placed_at, cut_after)"
            " values (%s, %s, %s, now(), now() + interval '30 days')",
            [clip_id, recording_id, customer.customer_id],
        )
        _ = connection.execute("update personal.recordings set review_state = 'placed'")
    databases.close()
    return customer, recording_id


def test_rt4_a_restored_copy_deletes_again_before_the_first_request_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, copy = tmp_path / "data", tmp_path / "copy"
    environment = given(monkeypatch, {"EARNEST_DATA": str(folder), **free_ports()})
    with started(environment) as running:
        customer, recording_id = plant(running, folder)
        with signed_in(running, customer) as page:
            assert page.get(f"/api/utterances/{recording_id}/sound").status_code == 200
            assert page.get(f"/api/utterances/{recording_id}/clip").status_code == 200
    _ = shutil.copytree(folder, copy)
    with started(environment) as running, signed_in(running, customer) as page:
        assert page.delete(f"/api/utterances/{recording_id}").status_code == 200
        choice = next(one for one in page.get("/api/purposes").json() if one["purpose"] == "human_review")
        answer = page.put("/api/purposes/human_review", json={"given": False, "wording_hash": choice["wording_hash"]})
        assert answer.json()["given"] is False
    shutil.rmtree(folder)
    _ = shutil.copytree(copy, folder)
    with started(environment) as running:
        with signed_in(running, customer) as page:
            assert page.get(f"/api/utterances/{recording_id}/sound").status_code in {404, 410}
            assert page.get(f"/api/utterances/{recording_id}/clip").status_code in {404, 410}
            assert page.get("/api/utterances").json()["utterances"] == []
            choices = {one["purpose"]: one["given"] for one in page.get("/api/purposes").json()}
            assert choices["human_review"] is False, "a no that came after the copy stands"
            assert choices["own_history"] is True
        with psycopg.connect(running.owner_dsn) as connection:
            rows = connection.execute("select wrapped_key, sealed_content from personal.recordings").fetchall()
            assert rows == [(None, None)]
            assert connection.execute("select count(*) from handover.withdrawals").fetchone() == (1,)
    text = (tmp_path / "data.tombstones").read_text()
    assert str(recording_id) in text
    assert customer.login not in text


def test_rt4_a_no_that_the_copy_does_not_hold_counts_whatever_the_clock_said(
    databases: Databases, data_folder: Path
) -> None:
    """The yes may have come from a host whose clock was ahead; a no that the copy holds was answered by a later yes."""
    side = PersonalSide(databases=databases, folder=data_folder)
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    moment = side.clock.now()

    def revived(refused: datetime) -> int:
        with databases.owner.transaction() as connection:
            query = "select count(*) from personal.list_revived('human_review', %s, %s)"
            row = connection.execute(query, [[customer.customer_id], [refused]]).fetchone()
        return 0 if row is None else int(row[0])

    assert revived(moment + timedelta(hours=1)) == 1
    assert revived(moment - timedelta(seconds=4)) == 1
    side.decide(customer, Purpose.HUMAN_REVIEW, given=False)
    refused = side.clock.now()
    assert revived(refused) == 0, "it stands"
    side.decide(customer, Purpose.HUMAN_REVIEW, given=True)
    assert revived(refused) == 0, "a yes followed it"
    assert revived(refused + timedelta(microseconds=1)) == 1


def test_rg2_a_stop_outlives_a_restart_and_a_restored_copy_that_does_not_know_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what it was is not known in the copy, so everything is stopped until two officers let it go on."""
    folder, copy = tmp_path / "data", tmp_path / "copy"
    environment = given(monkeypatch, {"EARNEST_DATA": str(folder), **free_ports()})
    with started(environment) as running, psycopg.connect(running.owner_dsn) as connection:
        assert list_live(connection) == ()
    _ = shutil.copytree(folder, copy)
    with started(environment) as running, psycopg.connect(running.owner_dsn) as connection:
        _ = connection.execute(
            "insert into handover.stops (stop_id, scope, value, reason, stopped_by, stopped_at)"
            " values (gen_random_uuid(), 'region', 'DE', 'authority_order', gen_random_uuid(), now())"
        )
    with started(environment) as running, psycopg.connect(running.owner_dsn) as connection:
        (restarted,) = list_live(connection)
        assert (restarted.scope, restarted.value) == (StopScope.REGION, "DE")
    shutil.rmtree(folder)
    _ = shutil.copytree(copy, folder)
    with started(environment) as running, psycopg.connect(running.owner_dsn) as connection:
        (restored,) = list_live(connection)
        assert (restored.stop_id, restored.scope) == (restarted.stop_id, StopScope.EVERYTHING)
        assert restored.reason is StopReason.STATE_UNKNOWN
        assert is_stopped(connection, StopPurpose.HUMAN_REVIEW, region="NL")
        leaves = connection.execute("select entry from audit.leaves").fetchall()
        assert sum(b'"kind":"stop_unknown"' in bytes(row[0]) for row in leaves) == 1


def test_rt4_what_cannot_be_written_to_the_list_at_the_end_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, tombstones, away = tmp_path / "data", tmp_path / "elsewhere", tmp_path / "away"
    environment = given(
        monkeypatch, {"EARNEST_DATA": str(folder), "EARNEST_TOMBSTONES": str(tombstones), **free_ports()}
    )
    with started(environment) as running:
        customer, recording_id = plant(running, folder)
        with signed_in(running, customer) as page:
            _ = tombstones.rename(away)
            assert page.delete(f"/api/utterances/{recording_id}").status_code == 200
        back = threading.Timer(AWAY_SECONDS, away.rename, [tombstones])
        back.start()
    back.join()
    assert str(recording_id) in tombstones.read_text()


def test_rt4_without_its_list_a_copy_is_not_started_unless_the_operator_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, tombstones = tmp_path / "data", tmp_path / "elsewhere"
    environment = given(
        monkeypatch, {"EARNEST_DATA": str(folder), "EARNEST_TOMBSTONES": str(tombstones), **free_ports()}
    )
    with started(environment) as running:
        customer, recording_id = plant(running, folder)
    older = tombstones.read_bytes()
    with started(environment) as running, signed_in(running, customer) as page:
        assert page.delete(f"/api/utterances/{recording_id}").status_code == 200
    newest = tombstones.read_bytes()
    assert len(newest) > len(older)

    tombstones.unlink()
    with pytest.raises(TombstonesMissing), started(environment):
        pass
    _ = tombstones.write_bytes(older)
    with pytest.raises(TombstonesMissing), started(environment):
        pass
    _ = tombstones.write_bytes(newest.replace(str(recording_id).encode(), str(customer.customer_id).encode()))
    with pytest.raises(TombstonesUnreadable), started(environment):
        pass
    assert {path.name for path in tmp_path.iterdir()} == {"data", "elsewhere"}, "nothing was set aside unasked"

    with started(environment, accept_lost=True) as running, signed_in(running, customer) as page:
        assert page.get("/api/utterances").json()["utterances"] == []
    assert str(recording_id) in tombstones.read_text(), "the new list holds what the data know of"
    assert (tmp_path / "elsewhere.1").exists(), "and the other one is kept"
    with started(environment):
        pass
