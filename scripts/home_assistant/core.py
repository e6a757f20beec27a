"""Home Assistant core: an environment of its own with the release of PyPI, and one running instance on loopback."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Generator
from pathlib import Path
from typing import Final

import httpx2

RELEASES: Final = {"python3.13": "2025.4.4", "python3.11": "2024.3.3"}
"""Python → the newest release that runs on its first version, the newest first."""
_EXACT: Final = {"2024.3.3": ("josepy<2",)}
"""Release → what it needs older than its own constraints allow; with a newer one its onboarding answers 500."""
_MORE: Final = ("imageio-ffmpeg", "numpy", "PyTurboJPEG")
"""Home Assistant turns every spoken answer into MP3 with `ffmpeg`, which the first brings as a program; its pages ask
for the services of cameras, which import the others."""
_INTEGRATIONS: Final = (
    *("analytics", "assist_pipeline", "backup", "config", "conversation", "frontend", "hardware", "media_source"),
    *("onboarding", "person", "recorder", "shopping_list", "template", "wyoming", "zeroconf"),
)
"""What it is asked to load here; those that they depend on are found in their manifests."""
_MARK: Final = "installed-"
_CONSTRAINTS: Final = "homeassistant/package_constraints.txt"
_INSTALL_SECONDS: Final = 1500
_START_SECONDS: Final = 240.0
_STOP_SECONDS: Final = 30.0
_TOLD_CHARACTERS: Final = 6000
"""Of its log, where something fails."""

_LIST_REQUIREMENTS: Final = """
import json, pathlib, sys
import homeassistant
components = pathlib.Path(homeassistant.__file__).parent / "components"
found, waiting, requirements = set(), sys.argv[1:], set()
while waiting:
    name = waiting.pop()
    if name in found:
        continue
    found.add(name)
    manifest = json.loads((components / name / "manifest.json").read_text())
    requirements.update(manifest.get("requirements", []))
    waiting.extend(manifest.get("dependencies", []))
print("\\n".join(sorted(requirements)))
"""


class HomeAssistantUnusable(Exception):
    """Home Assistant could not be installed or started; the message says what happened."""


def install(folder: Path, python: str | None = None) -> Path:
    """Return the folder of the environment that has Home Assistant; made where it is not there yet.

    Args:
        folder: where the environment is kept; nothing else is written.
        python: the program that runs it, a name or a path; None: the newest of `RELEASES` at hand.

    Raises:
        HomeAssistantUnusable: no Python of its own, or a package could not be fetched.
    """
    if is_installed(folder):
        return folder
    chosen = python or find_python()
    version = _run([chosen, "-c", "import sys; print('python%d.%d' % sys.version_info[:2])"], "run Python").strip()
    if version not in RELEASES:
        raise HomeAssistantUnusable(f"{chosen} is {version}; known are {', '.join(RELEASES)}")
    release, exact = RELEASES[version], _EXACT.get(RELEASES[version], ())
    own = str(folder / "bin" / "python")
    _ = _run([chosen, "-m", "venv", "--clear", str(folder)], "make an environment")
    pip = [own, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    with tempfile.TemporaryDirectory() as download:
        # Its constraints lie in its own wheel; without them pip tries years of releases of what it needs.
        _ = _run(
            [*pip, "download", "--no-deps", "--dest", download, f"homeassistant=={release}"], "fetch Home Assistant"
        )
        [wheel] = Path(download).glob("*.whl")
        with zipfile.ZipFile(wheel) as opened:
            constraints = Path(opened.extract(_CONSTRAINTS, download))
        install = [*pip, "install", "--no-compile", "--constraint", str(constraints)]
        _ = _run([*install, str(wheel), *exact], "install Home Assistant")
        listed = _run([own, "-c", _LIST_REQUIREMENTS, *_INTEGRATIONS], "list what its integrations need")
        _ = _run([*install, *exact, *_MORE, *listed.split()], "install what its integrations need")
    find = "import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())"
    ffmpeg = _run([own, "-c", find], "find ffmpeg").strip()
    (folder / "bin" / "ffmpeg").unlink(missing_ok=True)
    (folder / "bin" / "ffmpeg").symlink_to(ffmpeg)
    _ = (folder / f"{_MARK}{release}").write_text("")
    return folder


def is_installed(folder: Path) -> bool:
    """Whether an environment has Home Assistant."""
    return release_of(folder) is not None


def release_of(folder: Path) -> str | None:
    """Return which release an environment has; None where it has none, or one that is not known here."""
    return next((release for release in RELEASES.values() if (folder / f"{_MARK}{release}").exists()), None)


def find_python() -> str:
    """Return the newest Python at hand for which a release is known.

    Raises:
        HomeAssistantUnusable: there is none.
    """
    for name in RELEASES:
        with contextlib.suppress(HomeAssistantUnusable):
            _ = _run([name, "-c", ""], "run Python")
            return name
    raise HomeAssistantUnusable(f"no Python at hand of {', '.join(RELEASES)}")


@contextlib.contextmanager
def running(environment: Path, folder: Path, port: int) -> Generator[str]:
    """Run Home Assistant for the block; yields its address.

    Args:
        environment: as `install` returns it.
        folder: its configuration; `configuration.yaml` lies in it.
        port: as the configuration names it.

    Raises:
        HomeAssistantUnusable: it ended, or did not answer in time.
    """
    address = f"http://127.0.0.1:{port}"
    with (folder / "output.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - the program that was installed here
            [environment / "bin" / "hass", "--config", folder, "--skip-pip"],
            env={"PATH": f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_until_it_answers(process, address, folder)
        yield address
    except Exception:
        _ = sys.stderr.write((folder / "output.log").read_text(errors="replace")[-_TOLD_CHARACTERS:])
        raise
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            _ = process.wait(timeout=_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            _ = process.wait()


def _wait_until_it_answers(process: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(httpx2.TransportError):
            if httpx2.get(f"{address}/api/onboarding", timeout=5).is_success:
                return
        time.sleep(0.5)
    raise HomeAssistantUnusable(f"it does not answer at {address}; its log is {folder / 'output.log'}")


def _run(command: list[str], purpose: str) -> str:
    """Run one command of the installation and return its output."""
    try:
        ended = subprocess.run(  # noqa: S603 - pip, with fixed arguments
            command, capture_output=True, text=True, check=False, timeout=_INSTALL_SECONDS, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise HomeAssistantUnusable(f"cannot {purpose}: {error}") from error
    if ended.returncode:
        _ = sys.stderr.write(ended.stderr)
        raise HomeAssistantUnusable(f"cannot {purpose}: {ended.stderr.strip().splitlines()[-1:]}")
    return ended.stdout
