"""The gate: what it never lets through, how often, and that the control tells the truth (SP1-SP6, CN2, CN9)."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from earnest.foundation.units import SampleCount, samples_in_seconds
from earnest.handover.drawing import CONTROL, CONTROL_EVERY, takes_place
from earnest.personal.sampling.rules import (
    LONGEST_RECORDING,
    Allowance,
    GateDecision,
    GateReason,
    ReviewNeed,
    SoundFacts,
    SpeakerFacts,
    allowed_clips,
    decide,
)
from earnest.screening.detectors import SoundTrait
from earnest.screening.sound_traits import NOT_SCREENED, Screened

NEEDY = ReviewNeed(understood=False, confidence=0.1, rephrased=False, failed_action=False)
CONTENT = ReviewNeed(understood=True, confidence=0.9, rephrased=False, failed_action=False)
WILLING = SpeakerFacts(
    consented=True, is_child=False, country_active=True, programme="general", chosen_in_30_days=0, cap_in_30_days=3
)
SPOKEN = SoundFacts(
    accidental=False,
    unverified=False,
    doubtful=False,
    sample_count=samples_in_seconds(3),
    speech_samples=samples_in_seconds(2),
    screened=Screened(complete=True),
)
OPEN = Allowance(allowed=10, chosen=0)

needs = st.builds(
    ReviewNeed,
    understood=st.booleans(),
    confidence=st.floats(0, 1),
    rephrased=st.booleans(),
    failed_action=st.booleans(),
)
subjects = st.builds(
    SpeakerFacts,
    consented=st.booleans(),
    is_child=st.booleans(),
    programme=st.sampled_from(["household", "general", "panel", "surprise"]),
    chosen_in_30_days=st.integers(0, 5),
    cap_in_30_days=st.integers(0, 5),
)
sounds = st.builds(
    SoundFacts,
    accidental=st.booleans(),
    unverified=st.booleans(),
    sample_count=st.integers(0, 40 * 16_000).map(SampleCount),
    speech_samples=st.integers(0, 40 * 16_000).map(SampleCount),
    doubtful=st.booleans(),
    screened=st.builds(Screened, complete=st.booleans(), findings=st.frozensets(st.sampled_from(SoundTrait))),
)
allowances = st.builds(Allowance, allowed=st.integers(0, 20), chosen=st.integers(0, 20))
draws = st.floats(0, 1, exclude_max=True)


@given(needs, subjects, sounds, allowances, draws)
def test_what_is_chosen_broke_no_rule(
    need: ReviewNeed, subject: SpeakerFacts, sound: SoundFacts, allowance: Allowance, draw: float
) -> None:
    decision = decide(need=need, subject=subject, sound=sound, allowance=allowance, draw=draw)
    forbidden = (
        not subject.consented
        or subject.is_child
        or subject.programme not in {"general", "panel"}
        or sound.accidental
        or sound.unverified
        or sound.doubtful
        or not sound.screened.complete
        or bool(sound.screened.findings)
        or sound.speech_samples < samples_in_seconds(0.2)
        or sound.sample_count > LONGEST_RECORDING
        or subject.chosen_in_30_days >= subject.cap_in_30_days
        or allowance.chosen >= allowance.allowed
    )
    if decision.selected:
        assert not forbidden
        assert decision.probability > draw
    if forbidden:
        assert decision.probability == 0.0
    assert 0.0 <= decision.probability <= 1.0


def decision(**changes: object) -> GateDecision:
    given_values = {"need": NEEDY, "subject": WILLING, "sound": SPOKEN, "allowance": OPEN, "draw": 0.0} | changes
    return decide(**given_values)  # pyright: ignore[reportArgumentType]


def found(finding: SoundTrait) -> SoundFacts:
    return replace(SPOKEN, screened=Screened(complete=True, findings=frozenset({finding})))


def test_sp5_cn9_rt5_every_refusal_has_its_reason() -> None:
    cases = {
        GateReason.ACCIDENTAL: {"sound": replace(SPOKEN, accidental=True)},
        GateReason.UNVERIFIED_WAKE_WORD: {"sound": replace(SPOKEN, unverified=True)},
        GateReason.SILENT: {"sound": replace(SPOKEN, speech_samples=SampleCount(0))},
        GateReason.DOUBTFUL_WAKE_WORD: {"sound": replace(SPOKEN, doubtful=True)},
        GateReason.NOT_SCREENED: {"sound": replace(SPOKEN, screened=NOT_SCREENED)},
        GateReason.CHILD_VOICE: {"sound": found(SoundTrait.CHILD_VOICE)},
        GateReason.OVERLAPPING_SPEECH: {"sound": found(SoundTrait.OVERLAPPING_SPEECH)},
        GateReason.MUSIC_OR_MEDIA: {"sound": found(SoundTrait.MUSIC_OR_MEDIA)},
        GateReason.TOO_LONG: {"sound": replace(SPOKEN, sample_count=samples_in_seconds(31))},
        GateReason.HOUSEHOLD: {"subject": replace(WILLING, programme="household")},
        GateReason.CHILD: {"subject": replace(WILLING, is_child=True)},
        GateReason.NO_CONSENT: {"subject": replace(WILLING, consented=False)},
        GateReason.COUNTRY_NOT_ACTIVE: {"subject": replace(WILLING, country_active=False)},
        GateReason.OWN_CAP: {"subject": replace(WILLING, chosen_in_30_days=3)},
        GateReason.CAP: {"allowance": Allowance(allowed=4, chosen=4)},
        GateReason.NO_NEED: {"need": CONTENT},
        GateReason.CONTROL_PLACE: {"allowance": Allowance(allowed=10, chosen=9), "draw": 0.99},
    }
    for reason, changes in cases.items():
        refused = decision(**changes)
        assert not refused.selected
        assert refused.reason is reason


def test_sp3_every_need_has_its_reason() -> None:
    cases = {
        GateReason.NOT_UNDERSTOOD: NEEDY,
        GateReason.REPHRASED: replace(CONTENT, rephrased=True),
        GateReason.FAILED_ACTION: replace(CONTENT, failed_action=True),
        GateReason.LOW_CONFIDENCE: replace(CONTENT, confidence=0.2),
    }
    for reason, need in cases.items():
        chosen = decision(need=need)
        assert chosen.selected
        assert chosen.reason is reason


def test_sp1_default_share_is_one_in_five_hundred() -> None:
    assert allowed_clips(499, 0.002) == 0
    assert allowed_clips(500, 0.002) == 1
    assert allowed_clips(1_000_000, 0.002) == 2000


@given(st.integers(0, 10_000_000), st.floats(0, 1))
def test_sp1_allowed_never_passes_the_share(utterances: int, share: float) -> None:
    assert allowed_clips(utterances, share) <= utterances * share + 1e-6


@given(st.integers(0, 2**32), st.floats(0, 1), st.floats(0.01, 1))
def test_sp3_control_is_at_most_a_tenth_at_every_moment(seed: int, needy_share: float, share: float) -> None:
    randomness = random.Random(seed)  # noqa: S311 - a simulated population
    chosen = control = 0
    for utterance in range(1, 300):
        need = NEEDY if randomness.random() < needy_share else CONTENT
        made = decision(
            need=need,
            allowance=Allowance(allowed=allowed_clips(utterance, share), chosen=chosen),
            draw=randomness.random(),
        )
        chosen += made.selected
        control += made.selected and made.reason is GateReason.RANDOM_CONTROL
        assert chosen <= allowed_clips(utterance, share)
        assert control * 10 <= chosen


def test_sp4_the_control_estimates_the_quality_of_all_utterances() -> None:
    """30 % of a simulated population is not understood; the chosen are nearly all needy, the control is not."""
    randomness = random.Random(20260101)  # noqa: S311 - a simulated population
    chosen = 0
    control: list[bool] = []
    needy_among_chosen = 0
    for utterance in range(1, 200_001):
        needy = randomness.random() < 0.3
        made = decision(
            need=NEEDY if needy else CONTENT,
            allowance=Allowance(allowed=allowed_clips(utterance, 0.03), chosen=chosen),
            draw=randomness.random(),
        )
        if made.selected:
            chosen += 1
            needy_among_chosen += needy
            if made.reason is GateReason.RANDOM_CONTROL:
                control.append(needy)
    estimate = sum(control) / len(control)
    spread = 1.96 * (0.3 * 0.7 / len(control)) ** 0.5
    assert len(control) > 500
    assert abs(estimate - 0.3) <= spread
    assert needy_among_chosen / chosen > 0.8


def test_sp4_the_stated_probability_is_the_real_one() -> None:
    """Estimates weigh by it; a control that is chosen oftener than it says shifts every one of them."""
    place = Allowance(allowed=10_000, chosen=CONTROL_EVERY - 1)
    draws = [number / 1000 for number in range(1000)]
    made = [decision(need=CONTENT, allowance=place, draw=draw) for draw in draws]
    assert {one.probability for one in made} == {sum(one.selected for one in made) / len(made)}
    assert made[0].probability == sum(takes_place(CONTROL, draw) for draw in draws) / len(draws)


def test_cn2_cn9_no_one_without_a_yes_and_no_child_in_ten_thousand() -> None:
    randomness = random.Random(7)  # noqa: S311 - a simulated population
    for subject in (replace(WILLING, consented=False), replace(WILLING, is_child=True)):
        assert not any(
            decision(
                subject=subject, allowance=Allowance(allowed=10_000, chosen=number % 9), draw=randomness.random()
            ).selected
            for number in range(10_000)
        )
