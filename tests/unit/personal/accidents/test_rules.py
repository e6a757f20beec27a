"""What a verdict on the wake word teaches and ends (RV10, RT5)."""

from itertools import chain, combinations

import pytest

from earnest.handover.labels import WakeWordVerdict
from earnest.personal.accidents.rules import ends, may_teach, teaches
from earnest.personal.consent.purposes import Purpose

SUBSETS = [
    frozenset(chosen) for chosen in chain.from_iterable(combinations(Purpose, size) for size in range(len(Purpose) + 1))
]


def test_rv10_every_verdict_teaches_what_it_says() -> None:
    assert {verdict: teaches(verdict) for verdict in WakeWordVerdict} == {
        WakeWordVerdict.SAID: True,
        WakeWordVerdict.SIMILAR: False,
        WakeWordVerdict.NOT_SAID: False,
        WakeWordVerdict.NOT_ADDRESSED: False,
        WakeWordVerdict.DEVICE_SOUND: False,
        WakeWordVerdict.NOT_APPLICABLE: None,
    }


def test_rt5_only_not_said_ends_the_recording() -> None:
    assert {verdict for verdict in WakeWordVerdict if ends(verdict)} == {WakeWordVerdict.NOT_SAID}


@pytest.mark.parametrize("captured", SUBSETS, ids=lambda purposes: "+".join(sorted(purposes)) or "none")
@pytest.mark.parametrize("agreed", SUBSETS, ids=lambda purposes: "+".join(sorted(purposes)) or "none")
def test_cn4_numbers_outlive_a_recording_only_with_a_yes_to_just_that_then_and_now(
    captured: frozenset[Purpose], agreed: frozenset[Purpose]
) -> None:
    allowed = may_teach([purpose.value for purpose in captured], agreed)
    assert allowed == (Purpose.WAKE_WORD_LEARNING in captured and Purpose.WAKE_WORD_LEARNING in agreed)
