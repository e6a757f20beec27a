"""As code inside a process that the supervisor started: what works without confinement and not with it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from earnest.foundation import confinement
from earnest.foundation.launcher import Reach, command_line
from earnest.foundation.settings import KeyName, load_settings
from earnest.operations.data_folder import prepare_folder
from earnest.operations.plan import ALL_PROCESSES, ProcessPlan
from earnest.operations.reach import prepare_folders, process_reach, temporary_folder

pytestmark = pytest.mark.skipif(confinement.version() == 0, reason="this kernel offers no Landlock")

PROBE = r"""
import json, os, signal, sys
wanted = json.loads(sys.argv[1])
def can(act):
    try:
        act()
    except OSError:
        return False
    return True
def read(path):
    with open(path, "rb") as file:
        if not file.read(1):
            raise OSError("nothing")
def write(path):
    with open(path, "ab") as file:
        file.write(b"x")
found = {"read": [p for p in wanted["read"] if can(lambda: read(p))],
         "write": [p for p in wanted["write"] if can(lambda: write(p))],
         "signal": can(lambda: os.kill(wanted["pid"], 0))}
import earnest.processes
print(json.dumps(found))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    prepare_folder(data)
    for name in ("postgres", "objects"):
        (data / name).mkdir()
        _ = (data / name / "file").write_bytes(b"held")
    _ = (data / "secrets" / "earnest_owner").write_bytes(b"superuser")
    _ = (data / "log" / "customer_portal.log").write_bytes(b"line")
    _ = (tmp_path / "beside").write_bytes(b"of another program")
    return data


@pytest.fixture
def other() -> Iterator[subprocess.Popen[bytes]]:
    """Another process of the same user, with a secret in its environment."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], env={"SECRET": "word"})
    yield process
    process.kill()
    _ = process.wait()


def _probe(folder: Path, plan: ProcessPlan, wanted: Mapping[str, object], *, confined: bool) -> Mapping[str, object]:
    settings = load_settings({"EARNEST_DATA": str(folder)})
    prepare_folders(plan, settings)
    reach: Reach | None = process_reach(plan, settings, os.environ) if confined else None
    program = [sys.executable, "-P", "-c", PROBE, json.dumps(wanted)]
    launched = command_line(program, interpreter=sys.executable, end_signal=9, reach=reach)
    ran = subprocess.run(launched, check=False, capture_output=True, timeout=120)
    assert ran.returncode == 0, ran.stderr.decode()
    found: Mapping[str, object] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize("plan", ALL_PROCESSES, ids=lambda plan: plan.name)
def test_s8_a_process_reaches_its_own_files_and_no_others(
    folder: Path, other: subprocess.Popen[bytes], plan: ProcessPlan
) -> None:
    own = {str(folder / "keys" / f"{key.value}.json") for key in plan.keys}
    secrets = {str(path) for name in ("keys", "secrets") for path in (folder / name).iterdir()}
    if plan.pseudonyms:
        own.add(str(folder / "secrets" / "pseudonym.key"))
    if plan.names_customers:
        own.add(str(folder / "secrets" / "customer-pseudonym.key"))
    objects = str(folder / "objects" / "file")
    if plan.objects:
        own.add(objects)
    foreign = [
        str(folder / "postgres" / "file"),
        str(folder / "log" / "customer_portal.log"),
        str(folder.parent / "beside"),
        f"/proc/{other.pid}/environ",
        f"/proc/{other.pid}/mem",
        f"/proc/{os.getpid()}/environ",
    ]
    read = sorted(secrets | {objects, *foreign})
    neighbour = "workbench" if plan.name != "workbench" else "corpus_worker"
    (folder / "run" / "temporary" / neighbour).mkdir(exist_ok=True)
    temporary = str(temporary_folder(plan, load_settings({"EARNEST_DATA": str(folder)})) / "x")
    write = [
        temporary,
        str(folder / "run" / "temporary" / neighbour / "x"),
        str(folder / "objects" / "new"),
        str(folder / "log" / "new"),
        str(folder / "keys" / "new"),
        str(folder / "run" / "supervisor.lock"),
        str(folder.parent / "new"),
    ]
    wanted = {"read": read, "write": write, "pid": other.pid}
    free = _probe(folder, plan, wanted, confined=False)
    assert set(read) - {f"/proc/{other.pid}/mem"} <= set(free["read"])  # pyright: ignore[reportArgumentType]
    assert free["write"] == write
    assert free["signal"] is True
    kept = _probe(folder, plan, wanted, confined=True)
    assert set(kept["read"]) == own  # pyright: ignore[reportArgumentType]
    may_write = [temporary] + ([str(folder / "objects" / "new")] if plan.objects and plan.changes_objects else [])
    assert kept["write"] == may_write
    if confinement.version() >= 6:
        assert kept["signal"] is False


def test_s8_the_key_of_the_other_side_is_in_no_process_of_a_side() -> None:
    for plan in ALL_PROCESSES:
        personal = plan.role.value in {"earnest_device_gateway", "earnest_customer_portal", "earnest_personal_worker"}
        assert personal == (KeyName.PERSONAL in plan.keys)
