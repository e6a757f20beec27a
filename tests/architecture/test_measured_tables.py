"""The figures of README and cards are those of the result files, never typed by hand (AU2, AU5, AU6)."""

import json

import pytest

from earnest.weights.measured import measured_models as shown_models
from scripts import measured_models
from scripts.measured_tables import TABLES, MeasuredTable


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_document_shows_what_was_measured(table: MeasuredTable) -> None:
    assert table.filled() == table.text(), "run `make documents`"


def test_the_list_of_models_shows_what_was_measured() -> None:
    assert measured_models.FILE.read_text("utf-8") == measured_models.text(), "run `make documents`"


def test_figures_of_models_come_from_engines_by_their_name() -> None:
    figures = {"memory_mebibytes": 300, "seconds_per_second": 0.31, "sentences": {"n": 66}}
    results = {"machine": {"processors": 2}, "engines": {"whisper": figures, "pocketsphinx": figures}}
    shown = json.loads(measured_models.measured_models(results))["models"]
    assert shown == {"whisper-base": {"memory": 300 * 2**20, "processor_seconds_per_second": 0.31}}
    assert all(one.memory > 0 for one in shown_models().values())
