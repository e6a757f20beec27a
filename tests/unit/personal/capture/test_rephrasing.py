"""Rephrasing: noticed within half a minute, per device, and then forgotten (S19)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from earnest.foundation.identifiers import DeviceId
from earnest.personal.capture.rephrasing import WINDOW, RephraseMemory

NOW = datetime(2026, 1, 1, tzinfo=UTC)
KITCHEN, BEDROOM = DeviceId(UUID(int=1)), DeviceId(UUID(int=2))


def say(
    memory: RephraseMemory, sentence: str, *, understood: bool = True, second: float = 0, device: DeviceId = KITCHEN
) -> bool:
    return memory.notice(device, sentence.split(), understood=understood, now=NOW + timedelta(seconds=second))


def test_after_something_not_understood_the_next_is_a_rephrase() -> None:
    memory = RephraseMemory()
    assert not say(memory, "turn on the plantuary", understood=False)
    assert say(memory, "lights please", second=29)


def test_not_after_half_a_minute_and_not_on_another_device() -> None:
    memory = RephraseMemory()
    assert not say(memory, "turn on the plantuary", understood=False)
    assert not say(memory, "turn on the plantuary", device=BEDROOM, second=1)
    assert not say(memory, "turn on the plantuary", second=30)


def test_after_something_understood_only_the_same_request_is() -> None:
    memory = RephraseMemory()
    assert not say(memory, "turn on the kitchen light")
    assert not say(memory, "what time is it", second=1)
    assert say(memory, "what time please", second=2)


def test_nothing_is_remembered_for_longer() -> None:
    memory = RephraseMemory()
    _ = say(memory, "turn on the light")
    assert memory.forget_old(NOW + WINDOW - timedelta(microseconds=1)) == 1
    assert memory.forget_old(NOW + WINDOW) == 0


def test_content_does_not_show() -> None:
    memory = RephraseMemory()
    _ = say(memory, "zebrafish")
    assert "zebrafish" not in repr(memory)
