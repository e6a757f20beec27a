"""Figures are as sure as there are people: not as sounds, digits or words, and nothing seen is not nothing there."""

import pytest
from background import Count, row_of
from detectors import Judged, share
from personal_data_sound import among, rate

from earnest.screening.sound_traits import NOT_SCREENED


def test_digits_of_one_person_are_one_witness() -> None:
    """AU5: eight digits in one sentence are found or lost together."""
    together = rate([*among("anna", 8, 8), *among("ben", 0, 8)])
    apart = rate([(str(number), number < 8) for number in range(16)])
    assert together["share"] == apart["share"] == 0.5
    assert (together["n"], together["people"]) == (16, 2)
    assert together["low"] < apart["low"] < apart["high"] < together["high"]


def test_nothing_counted_has_no_share() -> None:
    assert rate([]) == {"n": 0}


@pytest.mark.parametrize(("hits", "low", "high"), [(0.0, 0.0, 0.25), (1.0, 0.75, 1.0)])
def test_a_zero_is_shown_with_its_bound(hits: float, low: float, high: float) -> None:
    """AU7: 0 of 60 words of twelve people bounds the rate at 3 in 12."""
    row = row_of([Count(person=str(number), hits=5 * hits, of=5.0) for number in range(12)])
    assert row["share"] == hits
    assert row["interval"] == [low, high]


def test_windows_of_one_piece_of_music_are_one_witness() -> None:
    """SP5: fifteen windows of one file say little more than one of them."""
    judged = [Judged(group="a", screened=NOT_SCREENED, speech_seconds=0.0) for _ in range(15)]
    row = share("stopped", "music", judged, lambda one: one.stopped)
    assert (row.items, row.groups, row.share) == (15, 1, 1.0)
    assert row.low < 0.3
