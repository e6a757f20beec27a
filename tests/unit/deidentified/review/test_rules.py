"""Rules of review: proof of listening (RV1), pre-filling (RV8), what a label may say (RV5, RV9, RV10, RT5)."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earnest.deidentified.guideline.packaged import current_guideline
from earnest.deidentified.review import rules
from earnest.deidentified.review.errors import (
    GuidelineChanged,
    LabelUnusable,
    NotHeardLongEnough,
    NotHeardToTheEnd,
    PlayImplausible,
)
from earnest.deidentified.review.records import ShownClip, WrittenLabel, WrittenRejection
from earnest.foundation.identifiers import ClipId
from earnest.foundation.units import SampleCount
from earnest.handover.clip import ClipDescription, ConcealedWord, DayPart
from earnest.handover.labels import LabelledEntity, LabelledSlot, WakeWordVerdict
from earnest.voices.disguise.strength import Measured

NOON = datetime(2025, 5, 5, 12, tzinfo=UTC)
GUIDELINE = current_guideline()

LABEL = WrittenLabel(
    wake_word_verdict=WakeWordVerdict.SAID,
    transcript="play taylor swift",
    unclear_words=(),
    intent="play_music",
    slots=(LabelledSlot(name="artist", value="taylor swift"),),
    entities=(LabelledEntity(first_word=1, last_word=2, type="musical artist", link="wikidata:Q26876"),),
    guideline_version=GUIDELINE.version,
)


def word(text: str, posterior: float = 0.95, concealed: str | None = None) -> ConcealedWord:
    return ConcealedWord(
        text=text, start=SampleCount(1600), end=SampleCount(4800), posterior=posterior, concealed=concealed
    )


def description(confidence: float = 0.95) -> ClipDescription:
    return ClipDescription(
        clip_id=ClipId(uuid4()),
        region="DE",
        language="en",
        programme="panel",
        period=date(2025, 5, 1),
        day_part=DayPart.MORNING,
        wake_word="alexa",
        confidence=confidence,
        domain="general",
        selection_reason="low_confidence",
        selection_probability=0.5,
        disguise_profile="random_pitch",
        sample_count=SampleCount(48_000),
        placed_on=date(2025, 5, 5),
        delete_after=NOON + timedelta(days=30),
    )


@given(reported=st.integers(0, 60_000), passed=st.integers(0, 60_000))
def test_rv1_reported_play_needs_wall_time(reported: int, passed: int) -> None:
    now = NOON + timedelta(milliseconds=passed)
    if reported <= passed * 2.5:
        rules.check_play(reported_milliseconds=reported, sound_left_at=NOON, now=now)
    else:
        with pytest.raises(PlayImplausible):
            rules.check_play(reported_milliseconds=reported, sound_left_at=NOON, now=now)


def test_a_clock_that_goes_back_proves_nothing() -> None:
    with pytest.raises(PlayImplausible):
        rules.check_play(reported_milliseconds=1, sound_left_at=NOON, now=NOON - timedelta(seconds=5))


def test_rv1_label_only_after_the_whole_clip() -> None:
    with pytest.raises(NotHeardToTheEnd):
        rules.check_heard_to_the_end(played_milliseconds=2_899, duration_milliseconds=3_000)
    rules.check_heard_to_the_end(played_milliseconds=2_900, duration_milliseconds=3_000)


@pytest.mark.parametrize(
    ("played", "duration", "allowed"), [(2999, 9000, False), (3000, 9000, True), (900, 1000, True)]
)
def test_rv1_reject_after_three_seconds_or_the_whole_clip(*, played: int, duration: int, allowed: bool) -> None:
    if allowed:
        rules.check_heard_enough_to_reject(reason="silence", played_milliseconds=played, duration_milliseconds=duration)
    else:
        with pytest.raises(NotHeardLongEnough):
            rules.check_heard_enough_to_reject(
                reason="silence", played_milliseconds=played, duration_milliseconds=duration
            )


def test_dc1_what_is_hard_to_bear_needs_no_listening() -> None:
    rules.check_heard_enough_to_reject(reason=rules.DISTRESSING, played_milliseconds=0, duration_milliseconds=9000)
    assert rules.DISTRESSING in GUIDELINE.reject_codes


@pytest.mark.parametrize(
    ("posterior", "confidence", "domain", "prefill"),
    [
        (0.71, 0.95, "general", True),
        (0.70, 0.95, "general", False),
        (0.95, 0.1, "general", True),  # of a long sentence one word is probably wrong, and the others are not
        (0.95, 0.6, "commands", False),
        (0.99, 0.99, "commands", True),
    ],
)
def test_rv8_text_is_sent_only_where_few_errors_are_predicted(
    *, posterior: float, confidence: float, domain: str, prefill: bool
) -> None:
    clip = replace(description(confidence=confidence), domain=domain)
    shown = rules.show(clip, [word("large", posterior), word("[name]", 0.1, "name")])
    assert shown.prefill is prefill
    assert [each.text for each in shown.words] == (["large", "[name]"] if prefill else ["[name]"])


def test_rv8_nothing_recognised_is_never_prefilled() -> None:
    assert rules.show(description(confidence=1.0), [word("[name]", 1.0, "name")]).prefill is False


def test_ps1_what_is_shown_is_an_allow_list() -> None:
    assert {field.name for field in fields(ShownClip)} == {
        "language",
        "region",
        "day_part",
        "wake_word",
        "words",
        "prefill",
        "verify",
        "warnings",
        "answer",
        "disguise",
        "duration_milliseconds",
    }
    clip = description()
    assert str(clip.clip_id) not in repr(rules.show(clip, [word("large")]))


def test_a_label_is_kept_in_normal_form() -> None:
    written = replace(LABEL, transcript="  play  taylor\tswift ", unclear_words=(2, 1, 2))
    kept = rules.accept_label(written, wake_word="alexa", guideline=GUIDELINE)
    assert kept.transcript == "play taylor swift"
    assert kept.unclear_words == (1, 2)
    assert kept.entities == LABEL.entities


def test_the_meaning_alone_is_a_label() -> None:
    kept = rules.accept_label(replace(LABEL, transcript=None, entities=()), wake_word="alexa", guideline=GUIDELINE)
    assert kept.transcript is None
    assert kept.slots == LABEL.slots


def test_rt5_not_said_keeps_nothing_of_what_was_said() -> None:
    written = replace(LABEL, wake_word_verdict=WakeWordVerdict.NOT_SAID)
    kept = rules.accept_label(written, wake_word="alexa", guideline=GUIDELINE)
    assert (kept.transcript, kept.intent, kept.slots, kept.entities) == (None, None, (), ())


def entity(
    first_word: int = 1, last_word: int = 2, kind: str = "musical artist", link: str | None = None
) -> WrittenLabel:
    marked = LabelledEntity(first_word=first_word, last_word=last_word, type=kind, link=link)
    return replace(LABEL, entities=(marked,))


@pytest.mark.parametrize(
    "written",
    [
        replace(LABEL, transcript=None, intent=None, slots=(), entities=()),
        replace(LABEL, intent=None),
        replace(LABEL, unclear_words=(3,)),
        replace(LABEL, unclear_words=(-1,)),
        replace(LABEL, transcript="a\x00b"),
        replace(LABEL, transcript="a" * 2001),
        replace(LABEL, slots=(LabelledSlot(name="", value="x"),)),
        replace(LABEL, slots=(LabelledSlot(name="artist", value="  "),)),
        replace(LABEL, slots=(LabelledSlot(name="artist", value="x"),) * 51),
        entity(first_word=2, last_word=1),
        entity(last_word=3),
        entity(kind="private person"),
        entity(kind="device", link="Q1"),
        entity(link="javascript:alert(1)"),
        entity(link="http://example.org/x"),
        replace(LABEL, wake_word_verdict=WakeWordVerdict.NOT_APPLICABLE),
    ],
)
def test_a_label_that_does_not_fit_is_refused(written: WrittenLabel) -> None:
    with pytest.raises(LabelUnusable):
        _ = rules.accept_label(written, wake_word="alexa", guideline=GUIDELINE)


@pytest.mark.parametrize("verdict", [WakeWordVerdict.SAID, WakeWordVerdict.SIMILAR, WakeWordVerdict.NOT_SAID])
def test_rv10_no_verdict_on_a_wake_word_that_was_not_claimed(verdict: WakeWordVerdict) -> None:
    with pytest.raises(LabelUnusable):
        _ = rules.accept_label(replace(LABEL, wake_word_verdict=verdict), wake_word=None, guideline=GUIDELINE)


def test_rv6_another_version_of_the_guideline_is_refused() -> None:
    with pytest.raises(GuidelineChanged):
        _ = rules.accept_label(replace(LABEL, guideline_version="0"), wake_word="alexa", guideline=GUIDELINE)


def test_dc1_a_rejection_needs_no_verdict_on_the_wake_word() -> None:
    rejection = WrittenRejection(
        reason="distressing", wake_word_verdict=WakeWordVerdict.NOT_APPLICABLE, guideline_version=GUIDELINE.version
    )
    assert rules.accept_rejection(rejection, wake_word="alexa", guideline=GUIDELINE) is rejection


def test_rv5_a_rejection_names_a_reason_of_the_guideline() -> None:
    rejection = WrittenRejection(
        reason="silence", wake_word_verdict=WakeWordVerdict.SAID, guideline_version=GUIDELINE.version
    )
    assert rules.accept_rejection(rejection, wake_word="alexa", guideline=GUIDELINE) is rejection
    with pytest.raises(LabelUnusable):
        _ = rules.accept_rejection(replace(rejection, reason="funny"), wake_word="alexa", guideline=GUIDELINE)


@pytest.mark.parametrize("profile", ["cosmetic", "random_pitch", "strong", ""])
def test_au2_a_disguise_that_was_not_measured_is_shown_as_cosmetic(profile: str) -> None:
    shown = rules.show(replace(description(), disguise_profile=profile), [word("large")]).disguise
    assert (shown.profile, shown.strength, shown.wrong_in_hundred) == (profile, "cosmetic", None)


@pytest.mark.parametrize(
    ("rate", "strength", "wrong"), [(0.06, "cosmetic", 6), (0.1999, "cosmetic", 19), (0.25, "intermediate", 25)]
)
def test_au2_a_disguise_is_shown_as_it_was_measured(
    monkeypatch: pytest.MonkeyPatch, rate: float, strength: str, wrong: int
) -> None:
    measured = Measured(
        equal_error_rate=rate,
        interval=(rate, rate),
        people=100,
        word_error_rate_before=0.4,
        word_error_rate_after=0.5,
        hidden_errors=0.0,
    )
    monkeypatch.setattr(rules, "find_measured", {"warped": measured}.get)
    shown = rules.show(replace(description(), disguise_profile="warped"), [word("large")]).disguise
    assert (shown.strength, shown.wrong_in_hundred) == (strength, wrong)


def test_rv8_it_is_asked_if_the_words_are_right_only_where_two_recognisers_agree_and_few_errors_are_expected() -> None:
    agreed = replace(description(), agreed=True)
    assert rules.show(agreed, [word("lights"), word("on")]).verify
    assert not rules.show(description(), [word("lights"), word("on")]).verify
    doubtful = rules.show(agreed, [word("lights", 0.2), word("on", 0.2)])
    assert not doubtful.verify
    assert doubtful.words == (), "what is doubted throughout is not sent"
