"""Other readings of a word: useful ones are offered, and nothing that could be personal (AU1, AU5)."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from support.voices import heard, say

from earnest.foundation.units import Samples
from earnest.speech.hearing.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.language.hypothesis import Alternative
from earnest.speech.privacy.concealment.alternatives import replaced_words
from earnest.speech.privacy.recording.covering import Concealed, conceal
from earnest.speech.privacy.recording.muting import is_muted
from earnest.speech.privacy.recording.other_readings import MOST, with_alternatives
from earnest.speech.privacy.recording.personal_sounds import RecordingContext, find
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames
from earnest.speech.sound.span import Span

SOUND = say("a large latte with soy milk please")


class _NoNumbers:
    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        assert samples.size
        assert listening in SpottingPass
        return ()


def offered(
    best: str,
    *others: str,
    names: Sequence[str] = (),
    general: str = "",
    beeped: tuple[Span, ...] = (),
    muted: tuple[Span, ...] = (),
    language: str = "en",
) -> dict[str, tuple[str, ...]]:
    """Return what is offered for each kept word."""
    hypothesis = replace(
        heard(best, SOUND),
        alternatives=tuple(Alternative(words=tuple(one.split()), score=0.0) for one in (best, *others)),
        general_words=heard(general, SOUND).words if general else (),
    )
    around = RecordingContext(language=language, names=HouseholdNames(names))
    whole = conceal(SOUND, hypothesis.words, find(SOUND, hypothesis, around, _NoNumbers()))
    if beeped:
        whole = Concealed(samples=whole.samples, beeped=beeped, tokens=whole.tokens)
    if muted:
        kept = tuple(token for token in whole.tokens if not is_muted(token, muted, whole.beeped))
        whole = replace(whole, muted=muted, tokens=kept)
    found = with_alternatives(whole, hypothesis, around)
    assert all(not token.alternatives for token in found.tokens if token.kind is not None)
    return {token.text: token.alternatives for token in found.tokens if token.alternatives}


def test_other_words_are_offered_likeliest_first_and_each_once() -> None:
    found = offered(
        "turn on the light in the kitchen",
        "turn off the light in the kitchen",
        "turn on the lights in the kitchen",
        "turn off the lights in the chicken",
        "turn on the night in the kitchen",
    )
    assert found == {"on": ("off",), "light": ("lights", "night"), "kitchen": ("chicken",)}
    words = ("light", "right", "bright", "flight", "slight", "might", "sight")
    assert len(offered("turn on the lamp now", *(f"turn on the {word} now" for word in words))["lamp"]) <= MOST


@pytest.mark.parametrize(
    ("best", "other", "names"),
    [
        ("call the station now", "call the sebastian now", ()),
        ("remind me to buy milk", "remind me to buy milka", ("Milka",)),
        ("turn on the light please", "turn on the emily please", ()),
        ("set the alarm for work", "set the alarm for 7", ()),
        ("play a song please", "play b song please", ()),
        ("play some music here", "play some mozartstrasse12 here", ()),
    ],
)
def test_au5_names_of_people_and_of_the_household_digits_and_letters_are_not_offered(
    best: str, other: str, names: tuple[str, ...]
) -> None:
    assert offered(best, other, names=names) == {}


def test_au1_nothing_that_was_heard_under_a_tone_by_any_pass_is_offered_elsewhere() -> None:
    best = "tell the man to come for dinner"
    assert offered(best, "tell the men to come for dinner")["man"] == ("men",)
    first = heard(best, SOUND).words[-1]
    tone = (Span(start=first.start, end=first.end),)
    assert "man" in offered(best, "tell the men to come for dinner", beeped=tone), "far from the tone"
    hidden = "tell the boy to come for men"
    assert offered(best, "tell the men to come for dinner", general=hidden, beeped=tone) == {}
    assert "for" not in offered(best, "tell the man to come far dinner", beeped=tone), "beside the tone"
    assert "dinner" not in offered(best, "tell the man to come for thinner", beeped=tone), "under the tone"


def test_au7_nothing_that_another_voice_said_is_offered_for_a_word_that_is_kept() -> None:
    best = "play the radio doctor called about results"
    assert offered(best, "play the doctor doctor called about results") == {"radio": ("doctor",)}
    words = heard(best, SOUND).words
    other_voice = (Span(start=words[3].start, end=words[-1].end),)
    assert offered(best, "play the doctor doctor called about results", muted=other_voice) == {}
    assert offered(best, "play the cancer doctor called about results", muted=other_voice) == {}, "beside it"
    assert offered(best, "say the radio doctor called about results", muted=other_voice) == {"play": ("say",)}


def test_words_stand_for_each_other_only_where_their_number_is_the_same() -> None:
    assert replaced_words(("a", "b", "c"), ("a", "x", "c")) == {1: "x"}
    assert replaced_words(("a", "b", "c"), ("a", "x", "y", "c")) == {}
    assert replaced_words((), ("a",)) == {}
