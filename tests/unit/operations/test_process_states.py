"""When a silent process counts as frozen, and what the status command is told."""

from pathlib import Path

import pytest

from earnest.operations.process_states import ProcessState, is_frozen, read_process_states, write_process_states


@pytest.mark.parametrize(
    ("silent_seconds", "stopped", "idle", "frozen"),
    [
        (0.0, True, True, False),
        (9.0, True, True, False),
        (11.0, True, False, True),
        (11.0, False, True, True),
        (59.0, False, False, False),
    ],
)
def test_a_silent_process_is_frozen_when_it_stands_still(
    silent_seconds: float, *, stopped: bool, idle: bool, frozen: bool
) -> None:
    assert is_frozen(silent_seconds, stopped=stopped, idle=idle) == frozen


def test_states_are_read_back_and_a_damaged_file_is_none(tmp_path: Path) -> None:
    file = tmp_path / "processes.json"
    assert read_process_states(file) is None
    for state in ProcessState:
        write_process_states(file, 42, {"workbench": state})
        assert read_process_states(file) == (42, {"workbench": state})
    for damaged in (
        "",
        "[]",
        "{}",
        '{"supervisor": 1, "processes": {"a": "WELL"}}',
        '{"supervisor": 1, "processes": 3}',
    ):
        _ = file.write_text(damaged)
        assert read_process_states(file) is None
