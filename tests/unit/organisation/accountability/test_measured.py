"""Figures of the impact assessment."""

from earnest.organisation.accountability.measured import EXPECTED, Measurement, measurement_rows
from earnest.organisation.accountability.records import NOT_MEASURED


def test_rg4_what_no_benchmark_gave_is_said_to_be_not_measured() -> None:
    known = Measurement(name="stop", value="1.2 s", source="benchmarks/results/stop.json")
    rows = {row["question"]: (row["measured"], row["result file"]) for row in measurement_rows([known])}
    assert set(rows) == set(EXPECTED.values())
    assert rows.pop(EXPECTED["stop"]) == ("1.2 s", "benchmarks/results/stop.json")
    assert set(rows.values()) == {(NOT_MEASURED, None)}
