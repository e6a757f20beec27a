"""`pip install` of the built wheel into an empty environment is all that `earnest run` needs: no Node, no compiler.

CR5: every dependency is installed by the version and the hash that the lock names.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from support.touring import free_ports

from scripts.installed_size import sizes_in

ROOT = Path(__file__).parents[2]
INSTALL_SECONDS = 480
START_SECONDS = 120
MOST_MEGABYTES = 735
"""Everything without extras and weights, Earnest too; docs/decisions/0020 and 0023 have what it was."""

pytestmark = pytest.mark.timeout(INSTALL_SECONDS + 2 * START_SECONDS)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)])
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path) -> Iterator[Path]:
    """An environment that has nothing but what the lock names, and the wheel.

    All users may enter its folder: where root starts Earnest, PostgreSQL runs as another user.
    """
    with TemporaryDirectory(prefix="earnest-wheel-") as above:
        Path(above).chmod(0o755)
        yield _installed(Path(above) / "venv", wheel)


def _installed(folder: Path, wheel: Path) -> Path:
    """Return a new environment with the wheel in it."""
    _run([sys.executable, "-m", "venv", "--without-pip", str(folder)])
    pip_of_it = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "--disable-pip-version-check"]
    pip = [*pip_of_it, "--quiet", "install"]
    locked = ["--require-hashes", "--no-deps", "--no-compile", "--only-binary", ":all:"]
    _run([*pip, *locked, "--requirement", str(ROOT / "requirements.lock")])
    _run([*pip, "--no-deps", "--no-index", "--no-compile", str(wheel)])
    # The lock and what the wheel declares are the same: pip misses nothing.
    _run([*pip_of_it, "check"])
    return folder


def _run(command: list[str]) -> None:
    finished = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=INSTALL_SECONDS)
    assert finished.returncode == 0, finished.stdout[-2000:] + finished.stderr[-2000:]


@pytest.fixture
def ports() -> dict[str, str]:
    return free_ports()


@pytest.fixture
def running(environment: Path, ports: dict[str, str], tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`earnest run` with a path on which there is no Node and no compiler."""
    process = subprocess.Popen(
        # A shell ignores interrupts for what it runs in the background, and what these tests start inherits that.
        ["/usr/bin/env", "--default-signal=INT", str(environment / "bin" / "earnest"), "run", "--household"],
        cwd=tmp_path,
        env={"PATH": "/nowhere", "HOME": str(tmp_path), "EARNEST_DATA": str(tmp_path / "data"), **ports},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            _ = process.wait(60)


def _health(port: str) -> dict[str, object] | None:
    connection = HTTPConnection("127.0.0.1", int(port), timeout=5)
    try:
        connection.request("GET", "/health")
        return json.loads(connection.getresponse().read())
    except (OSError, HTTPException, ValueError):
        return None
    finally:
        connection.close()


def test_the_wheel_carries_the_pages_and_no_tests(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    for page in ("portal", "workbench", "administration"):
        assert f"earnest/services/web/pages/{page}/index.html" in names
        assert f"earnest/services/web/pages/{page}/packages.json" in names, "no Node is there that could tell it"
    assert not [name for name in names if not name.startswith(("earnest/", "earnest-"))]


def test_what_is_installed_has_no_node_and_is_not_large(environment: Path) -> None:
    sizes = sizes_in(next((environment / "lib").glob("python3*")) / "site-packages")
    assert "earnest" in sizes
    assert not [name for name in sizes if name.startswith("nodejs")]
    assert sum(sizes.values()) < MOST_MEGABYTES * 2**20


def test_run_starts_every_server_from_the_wheel_and_stops(
    running: "subprocess.Popen[bytes]", ports: dict[str, str]
) -> None:
    deadline = time.monotonic() + START_SECONDS
    servers = [name for name in ports if "WYOMING" not in name]
    assert len(servers) == 4
    for name in servers:
        while (answer := _health(ports[name])) is None or answer.get("status") != "ok":
            assert running.poll() is None, "it ended by itself"
            assert time.monotonic() < deadline, name
            time.sleep(0.2)
    os.kill(running.pid, signal.SIGINT)
    assert running.wait(60) == 130, "ended by the keyboard, as a shell expects it"
