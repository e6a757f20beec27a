"""The README's figures are those of the result file; nobody types them."""

import json
from collections.abc import Mapping
from typing import cast

from scripts import privacy_table
from scripts.readme_table import ROOT, as_table


def test_the_readme_shows_the_measured_table() -> None:
    results = cast("Mapping[str, object]", json.loads((ROOT / "benchmarks" / "results" / "loop.json").read_text()))
    assert as_table(results) in (ROOT / "README.md").read_text(), "run `make documents`"


def test_the_readme_shows_the_measured_privacy_figures() -> None:
    assert privacy_table.as_table() in (ROOT / "README.md").read_text(), "run `make documents`"
