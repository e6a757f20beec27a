"""The published table of requirements names the tests that exist, and tests name only ids that exist."""

from scripts.requirements_table import ROOT, find_shown, requirements_page


def test_the_published_table_is_true() -> None:
    assert (ROOT / "docs" / "requirements.md").read_text() == requirements_page(), "run `make documents`"


def test_tests_name_only_known_requirements() -> None:
    known = (ROOT / "docs" / "requirements.csv").read_text()
    unknown = {i for i in find_shown(ROOT / "tests") if f"\n{i}," not in known}
    assert unknown == set()
