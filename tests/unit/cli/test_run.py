from earnest.cli.run import REST_SECONDS
from earnest.processes.personal_worker import ENGINE_IDLE_SECONDS


def test_memory_is_measured_after_what_ends_by_itself_has_ended() -> None:
    """An idle recogniser is looked at four times in `ENGINE_IDLE_SECONDS`, so it has ended a quarter later."""
    assert REST_SECONDS > 1.25 * ENGINE_IDLE_SECONDS
