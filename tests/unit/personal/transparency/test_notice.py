"""The notice calls a disguise what was measured, in each language, and nothing better (TR2, AU2)."""

import json

import pytest

from earnest.personal.customers.records import Programme
from earnest.personal.transparency import notice
from earnest.personal.transparency.notice import NoticeFigures, write_notice
from earnest.speech.concealment.disguise.strength import Measured, measured_in

FIGURES = NoticeFigures(
    programme=Programme.PANEL,
    region="DE",
    share=0.002,
    person_cap=3,
    retention_days=90,
    utterances=10,
    heard=0,
    disguise="some",
)
CALLED = {
    "en": ("cosmetic", "intermediate", "strong"),
    "de": ("kosmetisch", "mittel", "stark"),
    "nl": ("cosmetisch", "gemiddeld", "sterk"),
}


def measured(rate: float) -> Measured:
    entry = {
        "equal_error_rate": rate,
        "interval": [0.0, 1.0],
        "people": 100,
        "word_error_rate_before": 0.4,
        "word_error_rate_after": 0.5,
        "hidden_errors": 0.0,
    }
    return measured_in(json.dumps({"profiles": {"some": entry}}))["some"]


def text(monkeypatch: pytest.MonkeyPatch, language: str, found: Measured | None) -> str:
    monkeypatch.setattr(notice, "find_measured", {"some": found}.get)
    return " ".join(write_notice(FIGURES, language))


@pytest.mark.parametrize("language", sorted(CALLED))
@pytest.mark.parametrize(("rate", "place"), [(0.06, 0), (0.1999, 0), (0.2, 1), (0.31, 2)])
def test_au2_strength_and_figure_are_those_measured(
    monkeypatch: pytest.MonkeyPatch, language: str, rate: float, place: int
) -> None:
    written = text(monkeypatch, language, measured(rate))
    assert [f"“{name}”" in written or f"„{name}“" in written for name in CALLED[language]] == [
        number == place for number in range(3)
    ]
    assert f" {int(rate * 100)} " in written


@pytest.mark.parametrize("language", sorted(CALLED))
def test_au2_without_a_measurement_it_is_cosmetic(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    written = text(monkeypatch, language, None)
    assert CALLED[language][0] in written
    assert not any(f"“{name}”" in written or f"„{name}“" in written for name in CALLED[language][1:])
    assert "100" not in written
