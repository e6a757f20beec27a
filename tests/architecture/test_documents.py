"""What the documents say of the code is true: pictures, lists of files, links."""

import re
from pathlib import Path

import pytest

from scripts.package_picture import DOCUMENT, filled

ROOT = Path(__file__).parents[2]
READING = ROOT / "docs" / "explanation" / "one-recording-and-one-withdrawal.md"
MOST_LINES = 1_500
WRITTEN = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])


def test_the_picture_of_the_packages_is_true() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert filled(text) == text, "run `make picture`"


def test_one_recording_and_one_withdrawal_are_read_in_one_sitting() -> None:
    named = re.findall(r"^\d+\. `([^`]+)`", READING.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(named) == len(set(named)) >= 9
    lines = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in named}
    assert sum(lines.values()) <= MOST_LINES, lines


@pytest.mark.parametrize("document", WRITTEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_document_links_to_what_exists(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize(
    "document", [*(ROOT / "docs" / "how-to").glob("*.md"), ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name
)
def test_a_page_names_files_that_exist(document: Path) -> None:
    named = re.findall(r"`((?:src|tests|training|benchmarks|scripts|docs)/[^`\s*…]+)`", document.read_text("utf-8"))
    for name in named:
        assert "NAME" in name or (ROOT / name).exists(), name
