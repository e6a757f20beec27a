"""The guideline holds all that a label may name (RV5, RV6, RV9, RV10)."""

from earnest.deidentified.review.guideline import CURRENT_VERSION, current_guideline
from earnest.handover.labels import WakeWordVerdict


def test_rv10_every_verdict_is_offered() -> None:
    assert {choice.code for choice in current_guideline().wake_word_verdicts} == {
        verdict.value for verdict in WakeWordVerdict
    }


def test_rv6_the_file_says_its_own_version() -> None:
    assert current_guideline().version == CURRENT_VERSION


def test_s5_a_musical_artist_carries_a_link() -> None:
    assert "musical artist" in current_guideline().linkable_types


def test_every_choice_has_its_own_key() -> None:
    guideline = current_guideline()
    for keys in (
        [choice.key for choice in guideline.reject_reasons],
        [choice.key for choice in guideline.wake_word_verdicts],
        [kind.key for kind in guideline.entity_types],
    ):
        assert len(keys) == len(set(keys))
