"""`make test` runs every test: each part that is defined is among the parts, and each folder of tests is in one."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def _parts() -> list[str]:
    named = re.search(r"^PARTS := (.+)$", MAKEFILE, re.MULTILINE)
    assert named is not None
    return named[1].split()


def test_every_part_that_is_defined_is_run() -> None:
    defined = re.findall(r"^(test-[a-z]+):", MAKEFILE, re.MULTILINE)
    assert sorted(defined) == sorted(part for part in _parts() if part.startswith("test-"))


def test_every_folder_of_tests_is_in_a_part_and_what_one_leaves_out_another_runs() -> None:
    tests = [
        line for line in MAKEFILE.splitlines() if line.startswith("\t@") and "$(PYTEST)" in line and "check" not in line
    ]
    run = " ".join(re.sub(r"--ignore=\S+", "", line) for line in tests)
    folders = {path.parent.relative_to(ROOT).parts[1] for path in (ROOT / "tests").rglob("test_*.py")}
    assert {folder for folder in folders if not re.search(rf"tests/{folder}\b", run)} == set()
    for left_out in re.findall(r"--ignore=(tests/[\w/.]+)", " ".join(tests)):
        assert re.search(rf"{re.escape(left_out)}\b", run), left_out
