"""Ask the package index whether everything that the lock names has a wheel for a machine of another kind.

Usage: python -m scripts.wheels_for_arm [MACHINE]     MACHINE: aarch64 (default) or x86_64

Prints one line for each Python that Earnest runs on, with what pip would have to compile there. Needs the network.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from packaging.requirements import Requirement

LOCK = Path(__file__).parents[1] / "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13")
NEWEST_C_LIBRARY = 36
"""glibc 2.36, which Debian 12 and Raspberry Pi OS of 2023 have; wheels for any older one run there too."""


def main(machine: str) -> None:
    """Print the table."""
    for python in PYTHONS:
        pinned = locked_for(LOCK.read_text(encoding="utf-8").splitlines(), python=python, machine=machine)
        with ThreadPoolExecutor(6) as pool:  # each mostly waits for the index
            has = list(pool.map(partial(has_wheel, python=python, machine=machine), pinned))
        missing = [name for name, found in zip(pinned, has, strict=True) if not found]
        _ = sys.stdout.write(f"| {python} | {machine} | {len(pinned)} | {', '.join(missing) or 'nothing'} |\n")


def locked_for(lines: Iterable[str], *, python: str, machine: str) -> list[str]:
    """Return `name==version` of everything that is installed on Linux of a machine.

    Args:
        lines: of a lock file.
        python: version with its minor number.
        machine: as the kernel calls it.
    """
    environment = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "platform_machine": machine,
        "sys_platform": "linux",
        "platform_system": "Linux",
        "os_name": "posix",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    found: list[str] = []
    for line in lines:
        if not line or line.startswith(("#", " ")):
            continue
        requirement = Requirement(line.rstrip("\\ "))
        if requirement.marker is None or requirement.marker.evaluate(environment):
            found.append(f"{requirement.name}{requirement.specifier}")
    return found


def has_wheel(pinned: str, *, python: str, machine: str) -> bool:
    """Tell whether pip finds a wheel of `name==version`, without installing it."""
    tags = [f"manylinux_2_{minor}_{machine}" for minor in range(NEWEST_C_LIBRARY, 4, -1)] + [f"manylinux2014_{machine}"]
    platforms = [part for tag in tags for part in ("--platform", tag)]
    # pip compares the version that a package asks for with its own Python, not with the one that is asked about.
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--dry-run"]
    pip += ["--no-deps", "--ignore-requires-python"]
    with tempfile.TemporaryDirectory() as folder:
        where = ["--only-binary", ":all:", "--python-version", python, "--implementation", "cp", "--target", folder]
        finished = subprocess.run([*pip, *where, *platforms, pinned], check=False, capture_output=True)  # noqa: S603
    return finished.returncode == 0


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "aarch64")
