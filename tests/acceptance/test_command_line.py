"""The command line on a real database: what is shown once works, what is wrong is said with a remedy."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from earnest.foundation.settings import load_settings
from earnest.processes.supervisor import Supervisor


class Earnest:
    """The command on one data folder."""

    def __init__(self, folder: Path) -> None:
        self._environment = {**os.environ, "EARNEST_DATA": str(folder)}

    def __call__(self, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "earnest.processes.command_line", *arguments],
            capture_output=True,
            text=True,
            input=text,
            check=False,
            timeout=60,
            env=self._environment,
        )

    def good(self, *arguments: str, text: str | None = None) -> str:
        finished = self(*arguments, text=text)
        assert finished.returncode == 0, finished.stderr
        return finished.stdout

    def refused(self, *arguments: str, text: str | None = None) -> str:
        finished = self(*arguments, text=text)
        assert finished.returncode == 1, finished.stdout
        assert not finished.stdout
        return finished.stderr


@pytest.fixture(scope="module")
def earnest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Earnest]:
    folder = tmp_path_factory.mktemp("data")
    with Supervisor(load_settings({"EARNEST_DATA": str(folder)}), processes=()):
        yield Earnest(folder)


def object_of(line: str) -> dict[str, object]:
    return cast("dict[str, object]", json.loads(line))


def test_a_customer_is_added_once_and_listed(earnest: Earnest) -> None:
    shown = earnest.good("customer", "add", "anna", "--programme", "panel", "--region", "GB")
    assert "anna" in shown
    assert "password" in shown
    assert "login already" in earnest.refused("customer", "add", "anna")
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
    assert report["sound"] is True
    assert cast("int", report["tree_size"]) >= 1
    folder = tmp_path / "log"
    assert "entries written" in earnest.good("audit", "export", "--to", str(folder))
    key = head.split("public key")[1].strip()
    assert "sound" in earnest.good("audit", "verify", "--export", str(folder), "--key", key)
    entries = next(path for path in (folder / "tile" / "entries").rglob("*") if path.is_file())
    content = entries.read_bytes()
    _ = entries.write_bytes(content.replace(b"auditor", b"reviewe"))
    assert earnest("audit", "verify", "--export", str(folder), "--key", key).returncode == 1


def test_nothing_to_learn_from_is_said(earnest: Earnest, tmp_path: Path) -> None:
    assert earnest.refused("learn")
    assert "stock model is live" in earnest.good("models")
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
        [sys.executable, "-m", "earnest.processes.command_line", "customer", "list"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=elsewhere,
    )
    assert finished.returncode == os.EX_TEMPFAIL
    assert finished.stderr.startswith("The database does not answer.")
    assert len(finished.stderr.splitlines()) == 2
