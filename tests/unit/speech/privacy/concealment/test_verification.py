"""An injected miss is caught (AU6), and a clip of beeps is not handed out."""

from collections.abc import Sequence

import numpy
import pytest
from support.voices import say

from earnest.foundation.units import SampleCount, Samples
from earnest.speech.hearing.recognition.adapters.pocketsphinx_spotter import PocketsphinxSpotter
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.concealment.beep import beep, beeped_spans
from earnest.speech.privacy.concealment.errors import LanguageNotCovered
from earnest.speech.privacy.concealment.finding import find_personal_data
from earnest.speech.privacy.concealment.spans import (
    PersonalKind,
    PersonalSpan,
    SpanSource,
    sound_spans,
    without_overlaps,
)
from earnest.speech.privacy.concealment.verification import (
    FirstHearing,
    names_still_heard,
    still_exposed,
    too_much_concealed,
    uncovered_run,
)
from earnest.speech.privacy.recording.covering import Concealed
from earnest.speech.privacy.recording.errors import BeepMissing, StillExposed, TooMuchConcealed, Withheld
from earnest.speech.privacy.recording.personal_sounds import RecordingContext
from earnest.speech.privacy.recording.second_hearing import check_covered
from earnest.speech.privacy.spotting.confirmed_runs import VerifyingRun, verifying_runs
from earnest.speech.privacy.spotting.sounding_names import HouseholdNames
from earnest.speech.sound.span import Span

SECOND = 16_000


def said(text: str, seconds_each: float = 0.3) -> list[RecognisedWord]:
    each = round(seconds_each * SECOND)
    return [
        RecognisedWord(text=text, start=SampleCount(i * each), end=SampleCount((i + 1) * each), posterior=0.9)
        for i, text in enumerate(text.split())
    ]


def noise(length: int) -> Samples:
    return numpy.random.default_rng(0).integers(-999, 999, length).astype(numpy.int16)


def concealed(words: list[RecognisedWord], language: str = "en") -> tuple[Samples, tuple[Span, ...]]:
    sound = noise(words[-1].end + SECOND)
    places = sound_spans(words, find_personal_data(words, language))
    return beep(sound, places), beeped_spans(places, length=sound.size)


def fault(sound: Samples, heard: Sequence[RecognisedWord], beeped: Sequence[Span]) -> type[Withheld] | None:
    try:
        check_covered(
            Concealed(samples=sound, beeped=tuple(beeped), tokens=()),
            heard,
            RecordingContext(language="en", names=HouseholdNames(())),
        )
    except Withheld as error:
        return type(error)
    return None


ORDER = (
    "please could you write down that the number of my old friend is oh one seven one two three four five"
    " thank you so very much"
)


def test_well_concealed_clip_passes() -> None:
    words = said(ORDER)
    sound, beeped = concealed(words)
    assert fault(sound, words, beeped) is None


def test_beep_heard_as_words_does_not_withhold() -> None:
    words = said(ORDER)
    sound, beeped = concealed(words)
    heard = [
        word if not any(span.covers(Span(start=word.start, end=word.end)) for span in beeped) else said("five")[0]
        for word in words
    ]
    inside = [
        RecognisedWord(text="five", start=word.start, end=word.end, posterior=0.1) if heard[i].text == "five" else word
        for i, word in enumerate(words)
    ]
    assert fault(sound, inside, beeped) is None


def test_missed_name_is_caught() -> None:
    words = said("tell them that i am late and call anna kowalski for me when you are at home again thank you")
    sound = noise(words[-1].end)
    assert fault(sound, words, ()) is StillExposed


def test_digit_left_over_beside_a_beep_is_caught() -> None:
    words = said(ORDER)
    sound, beeped = concealed(words)
    late = [
        RecognisedWord(
            text="five", start=SampleCount(beeped[0].end + 800), end=SampleCount(beeped[0].end + 4_000), posterior=0.5
        )
    ]
    kept = [word for word in words if word.end <= beeped[0].start]
    assert fault(sound, [*kept, *late], beeped) is StillExposed
    far = [RecognisedWord(text="five", start=SampleCount(9 * SECOND), end=SampleCount(10 * SECOND), posterior=0.5)]
    assert not still_exposed([*kept, *far], "en", beeped)


def test_time_beside_a_short_beep_passes() -> None:
    words = said("please remind sarah at nine in the morning tomorrow and also on the day after that")
    sound, beeped = concealed(words)
    assert beeped
    assert fault(sound, words, beeped) is None


def test_words_left_and_right_of_a_beep_are_not_read_together() -> None:
    words = said("two three sarah four five")
    beeped = [Span(start=words[2].start, end=words[2].end)]
    assert not still_exposed(words, "en", beeped)


def test_missing_beep_is_caught() -> None:
    words = said(ORDER)
    _, beeped = concealed(words)
    assert fault(noise(words[-1].end + SECOND), [], beeped) is BeepMissing


def test_clip_of_beeps_is_withheld() -> None:
    words = said("call oh one seven one two three four five six")
    sound, beeped = concealed(words)
    assert fault(sound, [], beeped) is TooMuchConcealed


def test_share_is_of_the_speech_where_it_is_known() -> None:
    beeped = [Span(start=SampleCount(0), end=SampleCount(50))]
    assert not too_much_concealed(beeped, (), length=100)
    assert too_much_concealed(beeped, [Span(start=SampleCount(0), end=SampleCount(70))], length=100)
    assert not too_much_concealed(beeped, [Span(start=SampleCount(40), end=SampleCount(90))], length=100)
    assert not too_much_concealed((), (), length=0)


def test_language_without_rules_is_never_called_clean() -> None:
    with pytest.raises(LanguageNotCovered):
        _ = still_exposed([], "fr", ())


def run(start: int, end: int, *, alone: bool = True) -> VerifyingRun:
    return VerifyingRun(span=span(start, end), counts_alone=alone)


def span(start: int, end: int) -> Span:
    return Span(start=SampleCount(start), end=SampleCount(end))


@pytest.mark.parametrize(
    ("runs", "beeped", "uncovered"),
    [
        ([run(8_000, 40_000)], [span(4_000, 44_000)], False),
        ([run(8_000, 40_000)], [span(4_000, 24_000), span(24_000, 44_000)], False),
        ([run(8_000, 40_000)], [span(9_000, 44_000)], False),
        ([run(8_000, 40_000)], [span(12_000, 52_000)], True),
        ([run(8_000, 40_000)], [span(4_000, 20_000), span(26_000, 44_000)], True),
        ([run(8_000, 40_000)], [], True),
        ([run(8_000, 20_000, alone=False)], [], False),
        ([run(8_000, 40_000, alone=False)], [span(12_000, 52_000)], True),
        ([run(8_000, 40_000, alone=False)], [span(8_000, 20_000)], True),
        ([run(8_000, 40_000), run(60_000, 80_000)], [span(4_000, 44_000)], True),
        ([], [], False),
    ],
)
def test_au6_a_run_outside_of_the_beeps_is_caught(
    runs: list[VerifyingRun], beeped: list[Span], *, uncovered: bool
) -> None:
    assert uncovered_run(runs, beeped) is uncovered


@pytest.mark.parametrize(
    ("fault", "caught"), [("right", False), ("none", True), ("late", True), ("early", True), ("cut in two", True)]
)
def test_au6_injected_faults_are_caught_in_sound(fault: str, *, caught: bool) -> None:
    samples = say("please call five five five one two three four")
    runs = verifying_runs(samples, PocketsphinxSpotter())
    whole = runs[0].span.widened(4_000, limit=samples.size)
    middle = (runs[0].span.start + runs[0].span.end) // 2
    beeped = {
        "right": [whole],
        "none": [],
        "late": [span(whole.start + 8_000, min(samples.size, whole.end + 8_000))],
        "early": [span(max(0, whole.start - 8_000), whole.end - 8_000)],
        "cut in two": [span(whole.start, middle - 3_000), span(middle + 3_000, whole.end)],
    }[fault]
    assert uncovered_run(runs, beeped) is caught


def test_au6_a_name_of_the_household_is_heard_by_its_sound_outside_of_beeps_only() -> None:
    names = HouseholdNames(["Siobhan"])
    words = said("please call she vaughn when you are at home")
    assert names_still_heard(words, "en", names, ())
    assert not names_still_heard(words, "en", names, [span(words[2].start, words[3].end)])
    assert not names_still_heard(words, "en", HouseholdNames(()), ())


LATE = "tell them that i am late and call anna kowalski for me when you are at home again thank you"
STRANGE_NAME = "please send the picture to keziah now thank you"
DECAF = "may i have a decaf wit vanilla serve"


def first(words: str = "", *, names: str = "") -> FirstHearing:
    return FirstHearing(words=frozenset(f"{words} {names}".split()), names=frozenset(names.split()))


def sources(text: str) -> set[tuple[PersonalKind, SpanSource]]:
    return {(span.kind, span.source) for span in find_personal_data(said(text), "en")}


def test_a_name_that_only_a_poor_listener_hears_does_not_count_and_a_number_does() -> None:
    words = said(LATE)
    assert still_exposed(words, "en", ())
    assert not still_exposed(words, "en", (), first=first("tell them"))
    assert still_exposed(words, "en", (), first=first("anna"))
    assert still_exposed(said(ORDER), "en", (), first=first())


def test_au6_a_name_by_its_context_that_was_left_in_is_caught_where_it_was_read_as_one_before() -> None:
    assert sources(STRANGE_NAME) == {(PersonalKind.NAME, SpanSource.TAGGER)}
    words = said(STRANGE_NAME)
    assert still_exposed(words, "en", (), first=first(STRANGE_NAME, names="keziah"))
    place = Span(start=words[5].start, end=words[5].end)
    assert not still_exposed(words, "en", [place], first=first(STRANGE_NAME, names="keziah"))


def test_a_word_that_was_ordinary_before_is_not_a_name_because_a_poor_listener_lost_the_words_around_it() -> None:
    words = said(DECAF)
    read = {
        words[place].text
        for span in find_personal_data(words, "en")
        for place in range(span.first_word, span.last_word + 1)
        if span.source is SpanSource.TAGGER
    }
    assert read
    assert still_exposed(words, "en", ())
    assert not still_exposed(words, "en", (), first=first(DECAF))
    assert still_exposed(words, "en", (), first=first(DECAF, names=" ".join(read)))


def test_au6_listed_and_led_names_count_though_they_were_not_read_as_names_before() -> None:
    for text in ("they are there with liam now", "please call zzyxla when you are at home"):
        assert {source for _, source in sources(text)} == {SpanSource.RULE}
        assert still_exposed(said(text), "en", (), first=first(text))


def test_a_name_of_the_household_stays_one_where_another_finding_begins_before_it() -> None:
    """A name on the list counts though the first recogniser never heard it, also with a title or word before it."""
    words = said("please call doctor wilhelmina when you are at home")
    listed = HouseholdNames(["Wilhelmina"])
    assert names_still_heard(words, "en", listed, ())
    joined = without_overlaps(
        PersonalSpan(kind=PersonalKind.NAME, first_word=begin, last_word=3, source=source)
        for begin, source in ((2, SpanSource.TAGGER), (3, SpanSource.HOUSEHOLD))
    )
    assert [(span.first_word, span.last_word, span.source) for span in joined] == [(2, 3, SpanSource.HOUSEHOLD)]
