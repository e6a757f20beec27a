"""Rules of evaluation: the metric follows from what is known, and only a clear gain without a loss is released."""

from dataclasses import replace

import pytest

from earnest.deidentified.evaluation.records import NO_ANSWER, Comparison, GivenAnswer, KnownAnswer, Metric, Verdict
from earnest.deidentified.evaluation.rules import AnsweredItem, ReleaseDecision, compare, decide_release
from earnest.speech.meaning.interpretation import Slot

LARGE = (Slot(name="size", value="large"),)
ORDER = KnownAnswer(
    set_name="held out",
    task="coffee orders",
    speaker="a",
    language="en",
    reference=None,
    intent="order",
    slots=LARGE,
    licence="CC0-1.0",
)
WORD = replace(ORDER, task="one-word commands", reference="stop", intent=None, slots=())
SENTENCE = replace(WORD, task="sentences", reference="turn the light on")
RIGHT_ORDER = GivenAnswer(words=("a", "large", "one"), intent="order", slots=(Slot(name="size", value="Large"),))


def comparison(metric: Metric, lower: float, upper: float) -> Comparison:
    return Comparison(
        set_name="s",
        task="t",
        metric=metric,
        item_count=10,
        speaker_count=5,
        before=0.5,
        after=0.5,
        lower=lower,
        upper=upper,
        seed=1,
    )


GAIN = comparison(Metric.INTENT_AND_SLOTS_RIGHT, 0.01, 0.3)
LOSS = comparison(Metric.WORDS_RIGHT, -0.3, -0.01)
UNCLEAR = comparison(Metric.WORDS_RIGHT, -0.1, 0.1)
FEWER_ERRORS = comparison(Metric.WORD_ERROR_RATE, -0.2, -0.1)
MORE_ERRORS = comparison(Metric.WORD_ERROR_RATE, 0.1, 0.2)
TOUCHES_ZERO = replace(comparison(Metric.WORD_ERROR_RATE, 0.0, 0.061), before=0.603, after=0.627)
"""As the tour once released it: 60.3 to 62.7 % word errors."""
NO_DIFFERENCE = comparison(Metric.WORDS_RIGHT, 0.0, 0.0)


@pytest.mark.parametrize(
    ("comparisons", "decision"),
    [
        ((), ReleaseDecision.NOT_EVALUATED),
        ((GAIN,), ReleaseDecision.IMPROVED),
        ((GAIN, UNCLEAR), ReleaseDecision.IMPROVED),
        ((UNCLEAR, FEWER_ERRORS), ReleaseDecision.IMPROVED),
        ((GAIN, LOSS), ReleaseDecision.SOMETHING_WORSE),
        ((GAIN, MORE_ERRORS), ReleaseDecision.SOMETHING_WORSE),
        ((GAIN, TOUCHES_ZERO), ReleaseDecision.SOMETHING_WORSE),
        ((UNCLEAR,), ReleaseDecision.NOTHING_BETTER),
        ((NO_DIFFERENCE,), ReleaseDecision.NOTHING_BETTER),
    ],
)
def test_released_only_with_a_clear_gain_and_no_clear_loss(
    comparisons: tuple[Comparison, ...], decision: ReleaseDecision
) -> None:
    assert decide_release(comparisons) is decision


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        (GAIN, Verdict.BETTER),
        (FEWER_ERRORS, Verdict.BETTER),
        (LOSS, Verdict.WORSE),
        (MORE_ERRORS, Verdict.WORSE),
        (TOUCHES_ZERO, Verdict.WORSE),
        (UNCLEAR, Verdict.NOT_BETTER),
        (NO_DIFFERENCE, Verdict.NOT_BETTER),
    ],
)
def test_each_row_says_what_it_shows(one: Comparison, verdict: Verdict) -> None:
    assert one.verdict is verdict


def items(known: KnownAnswer, before: GivenAnswer, after: GivenAnswer, speakers: int = 6) -> list[AnsweredItem]:
    return [
        AnsweredItem(known=replace(known, speaker=str(speaker)), before=before, after=after)
        for speaker in range(speakers)
    ]


def test_each_task_gets_the_metric_that_its_answers_allow() -> None:
    said = GivenAnswer(words=("turn", "light", "on"), intent=None, slots=())
    found = compare(
        [
            *items(ORDER, NO_ANSWER, RIGHT_ORDER),
            *items(WORD, NO_ANSWER, GivenAnswer(words=("stop",), intent=None, slots=())),
            *items(SENTENCE, NO_ANSWER, said),
        ],
        seed=7,
    )
    assert [(one.task, one.metric, one.before, one.after, one.better) for one in found] == [
        ("coffee orders", Metric.INTENT_AND_SLOTS_RIGHT, 0.0, 1.0, True),
        ("one-word commands", Metric.WORDS_RIGHT, 0.0, 1.0, True),
        ("sentences", Metric.WORD_ERROR_RATE, 1.0, 0.25, True),
    ]


def test_a_task_with_one_longer_reference_is_measured_in_words() -> None:
    longer = replace(WORD, reference="stop now")
    found = compare([*items(WORD, NO_ANSWER, NO_ANSWER), *items(longer, NO_ANSWER, NO_ANSWER)], seed=7)
    assert [one.metric for one in found] == [Metric.WORD_ERROR_RATE]


def test_the_word_error_rate_counts_words_not_utterances() -> None:
    short = replace(SENTENCE, reference="go on")
    wrong = GivenAnswer(words=("go", "off"), intent=None, slots=())
    right = GivenAnswer(words=("turn", "the", "light", "on"), intent=None, slots=())
    found = compare([*items(short, NO_ANSWER, wrong), *items(SENTENCE, NO_ANSWER, right)], seed=7)
    assert found[0].after == pytest.approx(1 / 6)


def test_a_slot_too_many_is_wrong() -> None:
    too_many = replace(RIGHT_ORDER, slots=(*RIGHT_ORDER.slots, Slot(name="milk", value="oat")))
    assert compare(items(ORDER, RIGHT_ORDER, too_many), seed=7)[0].after == 0.0


def test_the_interval_draws_speakers_not_utterances() -> None:
    """One speaker out of two with all the gain proves nothing about other people, however often they spoke."""
    known = [replace(ORDER, speaker="a")] * 50 + [replace(ORDER, speaker="b")] * 50
    answered = [
        AnsweredItem(known=one, before=NO_ANSWER, after=RIGHT_ORDER if one.speaker == "a" else NO_ANSWER)
        for one in known
    ]
    assert compare(answered, seed=7)[0].better is False


def test_items_without_any_known_answer_are_left_out() -> None:
    assert compare(items(replace(WORD, reference=None), NO_ANSWER, NO_ANSWER), seed=7) == ()


def test_one_speaker_alone_does_not_make_the_interval_narrow() -> None:
    """Drawn again by speaker, one speaker always gives the same gain; drawn again by utterance it shows its doubt."""
    right, wrong = (items(ORDER, NO_ANSWER, after, speakers=1) for after in (RIGHT_ORDER, NO_ANSWER))
    measured = compare([*right, *wrong * 5], seed=7)[0]
    assert measured.lower < measured.after - measured.before < measured.upper
    assert measured.better is False
