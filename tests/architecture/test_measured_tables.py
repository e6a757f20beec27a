"""The figures of README and cards are those of the result files, never typed by hand (AU2, AU5, AU6)."""

import pytest

from scripts.measured_tables import TABLES, MeasuredTable


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_document_shows_what_was_measured(table: MeasuredTable) -> None:
    assert table.filled() == table.text(), "run `make documents`"
