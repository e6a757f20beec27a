"""The import contracts hold, and they still cover everything."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_import_contracts_hold() -> None:
    finished = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert finished.returncode == 0, finished.stdout
    assert "0 broken" in finished.stdout


def test_only_the_release_step_imports_the_authority() -> None:
    users = {
        path.relative_to(ROOT / "src" / "earnest").as_posix()
        for path in (ROOT / "src" / "earnest").rglob("*.py")
        if "handover.authority import" in path.read_text(encoding="utf-8")
    }
    outside = {user for user in users if not user.startswith("handover/")}
    assert outside == {"personal/deidentification/release.py"}
