"""The units and the compose file that are handed out: each process once, with its own keys and role only."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from earnest.foundation.settings import KeyName
from earnest.operations.plan import ALL_PROCESSES, ProcessPlan

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
HOW_TO = ROOT / "docs" / "how-to" / "run-on-several-hosts.md"


def services() -> dict[str, str]:
    """Return the text of each service of the compose file."""
    text = (DEPLOY / "compose.yaml").read_text("utf-8").partition("\nservices:\n")[2].partition("\nvolumes:\n")[0]
    parts = re.split(r"^  ([a-z_]+):\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("plan", ALL_PROCESSES, ids=lambda plan: plan.name)
def test_a_container_has_its_own_keys_and_role_and_no_others(plan: ProcessPlan) -> None:
    service = services()[plan.name]
    assert f"command: [serve, {plan.name}]" in service
    assert set(re.findall(r"environments/(\w+)\.env", service)) == {plan.name}
    mounted = set(re.findall(r"^      - \./data/keys/(\w+)\.json:/data/keys/\1\.json:ro$", service, re.MULTILINE))
    assert mounted == {key.value for key in plan.keys}
    assert service.count("./data/") == len(plan.keys) + plan.pseudonyms + plan.names_customers
    assert ("./data/secrets/pseudonym.key:/data/secrets/pseudonym.key:ro" in service) == plan.pseudonyms
    months = "./data/secrets/customer-pseudonym.key:/data/secrets/customer-pseudonym.key:ro"
    assert (months in service) == plan.names_customers
    assert "EARNEST_DATABASE" not in service
    assert "*owner" not in service
    for endpoint in (*(() if plan.endpoint is None else (plan.endpoint,)), *plan.more_endpoints):
        assert f"{endpoint.bind_variable}: 0.0.0.0" in service


def test_the_compose_file_has_every_process_and_what_they_need() -> None:
    assert set(services()) == {plan.name for plan in ALL_PROCESSES} | {"postgres", "migrate", "tombstones"}


@pytest.mark.parametrize("plan", ALL_PROCESSES, ids=lambda plan: plan.name)
def test_the_page_says_which_keys_go_where(plan: ProcessPlan) -> None:
    row = next(line for line in HOW_TO.read_text("utf-8").splitlines() if line.startswith(f"| `{plan.name}` |"))
    role, keys, pseudonym = (cell.strip() for cell in row.split("|")[2:5])
    assert role == f"`{plan.name}.env`"
    assert {KeyName(name) for name in keys.split(", ") if name != "none"} == plan.keys
    assert pseudonym == ("both" if plan.names_customers else "staff" if plan.pseudonyms else "none")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("process", [*(plan.name for plan in ALL_PROCESSES), "tombstones"])
def test_systemd_takes_the_unit(tmp_path: Path, process: str) -> None:
    units = tmp_path / "units"
    _ = shutil.copytree(DEPLOY / "systemd", units)
    unit = units / "earnest@.service"
    program = shutil.which("true")
    assert program is not None
    _ = unit.write_text(unit.read_text("utf-8").replace("/opt/earnest/bin/earnest", program), "utf-8")
    _ = unit.rename(units / f"earnest@{process}.service")
    finished = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(units / f"earnest@{process}.service")],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (finished.returncode, finished.stderr) == (0, "")


def test_only_workers_have_a_watchdog() -> None:
    watched = {path.parent.name.removesuffix(".service.d") for path in (DEPLOY / "systemd").glob("*/watchdog.conf")}
    assert watched == {f"earnest@{plan.name}" for plan in ALL_PROCESSES if plan.endpoint is None}
