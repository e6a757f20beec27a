"""The command line on a real database: what is shown once works, what is wrong is said with a remedy."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID, uuid4

import pytest
from material.leaks import mp3_file
from support.commands import run_command
from support.voices import say

from earnest.cli.instance import Instance
from earnest.foundation.identifiers import ClipId, DeviceId, LeaseId, StaffId
from earnest.foundation.settings import load_settings
from earnest.handover.marks import mark_of
from earnest.handover.watermarking.marking import marked
from earnest.operations.supervisor import Supervisor
from earnest.organisation.staff.store import list_members
from earnest.personal.accidents.counts import AccidentKind, count
from earnest.personal.customers.store import find_customer_by_login
from earnest.services.audit import ClipPlayed, Pseudonyms, append
from earnest.services.database.roles import Role


class Earnest:
    """The command on one data folder."""

    def __init__(self, folder: Path) -> None:
        self._environment = {**os.environ, "EARNEST_DATA": str(folder)}
        self._gateway = Instance(Role.DEVICE_GATEWAY, frozenset(), self._environment)
        self._administration = Instance(Role.ADMINISTRATION, frozenset(), self._environment)
        self._portal = Instance(Role.CUSTOMER_PORTAL, frozenset(), self._environment)

    def __call__(self, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        return run_command(*arguments, environment=self._environment, typed=text or "", timeout=60)

    def good(self, *arguments: str, text: str | None = None) -> str:
        finished = self(*arguments, text=text)
        assert finished.returncode == 0, finished.stderr
        return finished.stdout

    def refused(self, *arguments: str, text: str | None = None) -> str:
        finished = self(*arguments, text=text)
        assert finished.returncode == 1, finished.stdout
        assert not finished.stdout
        return finished.stderr

    def not_found(self, *arguments: str) -> str:
        """Return what was said where nothing was found, which is no error."""
        finished = self(*arguments)
        assert finished.returncode == 1, finished.stderr
        assert not finished.stderr
        return finished.stdout

    def played_lease(self, name: str | None) -> LeaseId:
        """Write into the log that the sound of a lease left, held by a member of that name or by an unknown one."""
        lease_id, administration = LeaseId(uuid4()), self._administration.open_database()
        with administration.transaction() as connection:
            members = {listed.member.name: listed.member.staff_id for listed in list_members(connection)}
            holder = StaffId(uuid4()) if name is None else members[name]
            event = ClipPlayed(
                at=datetime.now(UTC),
                clip_id=ClipId(uuid4()),
                lease_id=lease_id,
                reviewer=self._pseudonyms().of(holder),
            )
        workbench = Instance(Role.WORKBENCH, frozenset(), self._environment).open_database()
        with workbench.transaction() as connection:
            _ = append(connection, event)
        workbench.close()
        administration.close()
        return lease_id

    def mark_of(self, lease_id: LeaseId) -> bytes:
        """Return the mark of a lease, as the workbench makes it."""
        return mark_of(self._pseudonyms(), lease_id)

    def _pseudonyms(self) -> Pseudonyms:
        return Pseudonyms.load(self._administration.settings.pseudonym_key_file)

    def count_accidents(self, login: str, device_id: DeviceId, day: date, *kinds: AccidentKind) -> None:
        """Count accidents as the gateway does."""
        portal, gateway = self._portal.open_database(), self._gateway.open_database()
        with portal.transaction() as connection:
            customer = find_customer_by_login(connection, login)
        assert customer is not None
        with gateway.transaction() as connection:
            for kind in kinds:
                count(
                    connection,
                    kind,
                    customer_id=customer.customer_id,
                    device_id=device_id,
                    region=customer.region,
                    day=day,
                )
        portal.close()
        gateway.close()


@pytest.fixture(scope="module")
def earnest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Earnest]:
    folder = tmp_path_factory.mktemp("data")
    with Supervisor(load_settings({"EARNEST_DATA": str(folder)}), processes=()):
        yield Earnest(folder)


def list_of(line: str) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", json.loads(line))


def object_of(line: str) -> dict[str, object]:
    return cast("dict[str, object]", json.loads(line))


def test_a_customer_is_added_once_and_listed(earnest: Earnest) -> None:
    shown = earnest.good("customer", "add", "anna", "--programme", "panel", "--region", "GB")
    assert "anna" in shown
    assert "password" in shown
    assert "already a customer with this login" in earnest.refused("customer", "add", "anna")
    assert "panel" in earnest.good("customer", "list")
    assert "not of the right form" in earnest.refused("customer", "add", "bert", "--region", "Germany")


def test_a_token_is_shown_once_and_revoked(earnest: Earnest) -> None:
    _ = earnest.good("customer", "add", "carl")
    added = earnest.good("device", "add", "--customer", "carl", "--name", "kitchen").split()
    listed = earnest.good("device", "list", "--customer", "carl")
    assert "kitchen" in listed
    assert added[-1] not in listed
    _ = earnest.good("device", "revoke", added[1], "--customer", "carl")
    assert "customer add" in earnest.refused("device", "add", "--customer", "nobody", "--name", "x")


def test_an_invitation_is_all_or_none(earnest: Earnest) -> None:
    lines = '{"login": "panel-1", "child": true}\n{"login": "panel-2", "language": "de"}\n'
    invited = [object_of(line) for line in earnest.good("customer", "invite", "-", text=lines).splitlines()]
    assert [one["login"] for one in invited] == ["panel-1", "panel-2"]
    assert all(len(str(one["token"])) >= 32 for one in invited)
    assert "one JSON object" in earnest.refused("customer", "invite", "-", text='{"login": "panel-3"}\nnonsense\n')
    assert "panel-3" not in earnest.good("customer", "list")


def test_the_owner_is_made_once(earnest: Earnest) -> None:
    assert object_of(earnest.good("customer", "ensure-owner"))["password"]
    assert object_of(earnest.good("customer", "ensure-owner"))["password"] is None
    assert len(earnest.good("customer", "reset-password", "owner").strip()) >= 8


def test_au5_names_that_no_listener_may_hear_are_added_listed_and_removed(earnest: Earnest) -> None:
    """And only `list` says one: no other command repeats a name, whether it does its work or refuses."""
    _ = earnest.good("customer", "add", "nora")
    mine = ("--customer", "nora")
    assert "names add" in earnest.good("names", "list", *mine)
    said = [
        earnest.good("names", "add", "Siobhan", "Anna  Maria", *mine),
        earnest.good("names", "add", "-", *mine, text="siobhan\n\nMüller [x]\n"),
        earnest.refused("names", "remove", "siobhan", "Boris", *mine),
        earnest.refused("names", "add", "Boris", "Siobhan" + "x" * 80, *mine),
        earnest.refused("names", "add", "Boris", "--customer", "nobody"),
    ]
    assert said[0].strip() == "2 added, 2 on the list"
    assert said[1].strip() == "1 added, 3 on the list"
    assert "not on the list" in said[2]
    assert "80 characters" in said[3]
    assert "customer add" in said[4]
    listed = ["Siobhan", "Anna Maria", "Müller [x]"]
    assert object_of(earnest.good("names", "list", *mine, "--json")) == {"names": listed}
    said.append(earnest.good("names", "remove", "SIOBHAN", *mine))
    assert said[5].strip() == "1 removed, 2 on the list"
    assert earnest.good("names", "list", *mine).splitlines() == listed[1:]
    assert not any(name in one.lower() for one in said for name in ("siobhan", "maria", "müller", "boris"))


def test_rt5_accidental_wakes_are_shown_by_device_and_week(earnest: Earnest) -> None:
    _ = earnest.good("customer", "add", "paul", "--region", "NL")
    _ = earnest.good("customer", "add", "quinn")
    mine = ("--customer", "paul")
    kitchen, attic = (
        DeviceId(UUID(earnest.good("device", "add", *mine, "--name", name).split()[1]))
        for name in ("kitchen", "[attic]")
    )
    assert "No device was activated" in earnest.good("device", "accidents", *mine)
    assert list_of(earnest.good("device", "accidents", *mine, "--json")) == []
    today = datetime.now(UTC).date()
    earnest.count_accidents("paul", kitchen, today, AccidentKind.STOPPED, AccidentKind.STOPPED, AccidentKind.NOT_SAID)
    earnest.count_accidents("paul", attic, today - timedelta(weeks=10), AccidentKind.DOUBTFUL)
    earnest.count_accidents("quinn", attic, today, AccidentKind.STOPPED)
    [newest] = list_of(earnest.good("device", "accidents", *mine, "--json"))
    monday = today - timedelta(days=today.weekday())
    assert newest == {
        "device_id": str(kitchen),
        "device": "kitchen",
        "monday": monday.isoformat(),
        "stopped": 2,
        "doubtful": 0,
        "not_said": 1,
    }
    older = list_of(earnest.good("device", "accidents", *mine, "--json", "--weeks", "26"))
    assert [(one["device"], one["doubtful"]) for one in older] == [("kitchen", 0), ("[attic]", 1)]
    table = earnest.good("device", "accidents", *mine, "--weeks", "26")
    assert "[attic]" in table
    assert monday.isoformat() in table
    assert earnest("device", "accidents", *mine, "--weeks", "0").returncode == 2


def test_staff_get_two_factors_once(earnest: Earnest) -> None:
    new = object_of(earnest.good("staff", "add", "rita", "--role", "reviewer", "--simulated", "--json"))
    assert str(new["enrolment_address"]).startswith("otpauth://totp/")
    assert new["kind"] == "simulated"
    assert "simulated" in earnest.good("staff", "list")
    assert earnest("staff", "add", "x", "--role", "king").returncode == 2
    shown = earnest.good("staff", "reset", "rita")
    assert str(new["totp_secret"]) not in shown
    _ = earnest.good("staff", "disable", "rita")


def test_the_log_is_signed_verified_and_exported(earnest: Earnest, tmp_path: Path) -> None:
    _ = earnest.good("staff", "add", "sven", "--role", "auditor", "--json")
    head = earnest.good("audit", "checkpoint")
    report = object_of(earnest.good("audit", "verify", "--json"))
    assert report["intact"] is True
    assert cast("int", report["tree_size"]) >= 1
    _ = (tmp_path / "head").write_text(head, encoding="utf-8")
    assert "OK: " in earnest.good("audit", "verify", "--checkpoint", str(tmp_path / "head"))
    folder = tmp_path / "log"
    assert "entries written" in earnest.good("audit", "export", "--to", str(folder))
    key = head.split("public key")[1].strip()
    assert "OK: " in earnest.good("audit", "verify", "--export", str(folder), "--key", key)
    readable = (folder / "entries.jsonl").read_bytes()
    _ = (folder / "entries.jsonl").write_bytes(readable[:-10])
    assert "entries.jsonl" in earnest("audit", "verify", "--export", str(folder), "--key", key).stdout
    _ = (folder / "entries.jsonl").write_bytes(readable)
    entries = next(path for path in (folder / "tile" / "entries").rglob("*") if path.is_file())
    content = entries.read_bytes()
    _ = entries.write_bytes(content.replace(b"auditor", b"reviewe"))
    assert earnest("audit", "verify", "--export", str(folder), "--key", key).returncode == 1


def test_nothing_to_learn_from_is_said(earnest: Earnest, tmp_path: Path) -> None:
    assert earnest.refused("learn")
    assert "stock model is live" in earnest.good("learned")
    assert "No model holds this clip" in earnest.good("learned", "--clip", str(uuid4()))
    assert earnest.refused("rollback")
    assert earnest.refused("export", "--to", str(tmp_path / "out"))
    assert earnest.refused("evaluation", "import", str(tmp_path))


def test_a_database_that_is_away_is_said_once_with_a_status_that_asks_to_try_again(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with Supervisor(load_settings({"EARNEST_DATA": str(folder)}), processes=()):
        pass
    away = Earnest(folder)("customer", "list")
    assert away.returncode == os.EX_TEMPFAIL
    assert not away.stdout
    assert "Traceback" not in away.stderr
    elsewhere = {**os.environ, "EARNEST_DATA": str(folder), "EARNEST_ROLE_DATABASE": f"host={tmp_path} user=nobody"}
    finished = subprocess.run(
        [sys.executable, "-m", "earnest.cli.main", "customer", "list"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=elsewhere,
    )
    assert finished.returncode == os.EX_TEMPFAIL
    assert finished.stderr.startswith("The database does not answer.")
    assert len(finished.stderr.splitlines()) == 2


def test_au9_a_leaked_recording_tells_by_whose_lease_it_left(earnest: Earnest, tmp_path: Path) -> None:
    """The log knows the lease, the key beside the database its mark, the staff list who held it."""
    assert "No clip was ever played" in earnest.not_found("audit", "trace", leaked_file(tmp_path, b"some mark"))
    _ = earnest.good("staff", "add", "vera", "--role", "reviewer")
    leases = [earnest.played_lease("vera"), *(earnest.played_lease(None) for _ in range(5))]
    shown = earnest.good("audit", "trace", leaked_file(tmp_path, earnest.mark_of(leases[0])))
    assert str(leases[0]) in shown
    assert "vera" in shown
    said = json.loads(earnest.good("audit", "trace", leaked_file(tmp_path, earnest.mark_of(leases[3])), "--json"))
    assert (said["lease"], said["reviewer"], said["compared"]) == (str(leases[3]), None, 6)
    assert said["chance"] < 1e-3
    assert "No mark found" in earnest.not_found("audit", "trace", leaked_file(tmp_path, b"some mark"))
    unreadable = tmp_path / "letter.txt"
    _ = unreadable.write_text("not a sound", encoding="utf-8")
    assert "sound file" in earnest.refused("audit", "trace", str(unreadable))


def leaked_file(folder: Path, mark: bytes) -> str:
    """Return an MP3 file of a marked clip."""
    file = folder / "leaked.mp3"
    _ = file.write_bytes(mp3_file(marked(say("please play some quiet music in the kitchen now"), mark)))
    return str(file)
