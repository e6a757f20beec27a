"""Sampling rules: whether a person may be asked to listen, why, and how probably. Pure; the default is to forget.

Places are filled in turn: of every ten, nine wait for an utterance with a need and the tenth for a random control.
So the control never passes one tenth of what is chosen (SP3), whatever the number, and because it is drawn from all
utterances that arrive while its place is open, estimates from it are unbiased (SP4).
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from earnest.foundation.units import SampleCount, samples_in_seconds
from earnest.handover.drawing import CONTROL_EVERY, CONTROL_PROBABILITY, WaitingDraw
from earnest.screening.detectors import SoundTrait
from earnest.screening.sound_traits import Screened

LOW_CONFIDENCE: Final = 0.5
"""Probability that every word is right, under which the recogniser counts as unsure; 0 to 1. Measured with Whisper on
78 utterances of 41 people whose speech did not calibrate it: 40 lie below, 27 of the 32 wrong ones among them, and of
the five between 0.5 and 0.6 none was wrong; docs/algorithms/recognition.md."""
LEAST_SPEECH: Final = samples_in_seconds(0.2)
"""Less speech than this is silence (SP5); samples."""
LONGEST_RECORDING: Final = samples_in_seconds(30.0)
"""Longer recordings are conversations and are never offered to a person; samples. Chosen, not measured."""

_PROGRAMMES_WITH_REVIEW: Final = frozenset({"general", "panel"})


class GateReason(StrEnum):
    """Why an utterance was chosen, or why not; each refusal has one of its own."""

    NOT_UNDERSTOOD = "not_understood"
    LOW_CONFIDENCE = "low_confidence"
    REPHRASED = "rephrased"
    FAILED_ACTION = "failed_action"
    RANDOM_CONTROL = "random_control"
    CAMPAIGN = "campaign"
    """It names a public thing that a campaign approved by two people asks for (RV11)."""

    ACCIDENTAL = "accidental"
    """Refused: the wake word was not said (RT5)."""
    UNVERIFIED_WAKE_WORD = "unverified_wake_word"
    """Refused: nothing here can check whether the claimed wake word was said."""
    SILENT = "silent"
    """Refused: no speech in it (SP5)."""
    DOUBTFUL_WAKE_WORD = "doubtful_wake_word"
    """Refused: answered, but it may not have been meant for the assistant (RT5)."""
    CHILD_VOICE = "child_voice"
    """Refused: it may be a child who speaks (CN9)."""
    OVERLAPPING_SPEECH = "overlapping_speech"
    """Refused: it may be two people at once (SP5)."""
    MUSIC_OR_MEDIA = "music_or_media"
    """Refused: it may be music or a programme (SP5)."""
    NOT_SCREENED = "not_screened"
    """Refused: the detectors gave no answer, so it may be any of these."""
    TOO_LONG = "too_long"
    """Refused: longer than any request."""
    PRIVATE_HOUR = "private_hour"
    """Refused: a private hour ran (CN10); nothing of it was counted."""
    HOUSEHOLD = "household"
    """Refused: in this programme only the owner listens."""
    CHILD = "child"
    """Refused: the account of a child (CN9)."""
    COUNTRY_NOT_ACTIVE = "country_not_active"
    """Refused: who is called in this country, and what the law asks, was not declared (DC5)."""
    STOPPED = "stopped"
    """Refused: an officer has stopped what people hear (RG1)."""
    NO_CONSENT = "no_consent"
    """Refused: no yes to human review (CN2)."""
    OWN_CAP = "own_cap"
    """Refused: this person has been chosen often enough in 30 days (SP2)."""
    CAP = "cap"
    """Refused: the share of this region, programme and month is used up (SP1)."""
    NO_NEED = "no_need"
    """Refused: the assistant did well."""
    CONTROL_PLACE = "control_place"
    """Refused: there is a need, but the open place belongs to the random control."""
    ROUND_MISSED = "round_missed"
    """Refused: the round of the randomness beacon that would have decided did not come in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewNeed:
    """How the assistant did."""

    understood: bool
    confidence: float
    """Utterance posterior, 0 to 1."""
    rephrased: bool
    """The person had just asked for the same in other words."""
    failed_action: bool
    """Understood, but what was asked for could not be done."""
    campaign: bool = False
    """It names a public thing that an approved campaign asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerFacts:
    """Whose utterance it is, as far as it matters."""

    consented: bool
    """A standing yes to human review."""
    is_child: bool
    country_active: bool
    """The organisation declared the country active."""
    stopped: bool = False
    """An officer has stopped what people hear of this country, language or programme."""
    programme: str
    chosen_in_30_days: int
    """Utterances of this person that were chosen in the last 30 days, ≥ 0."""
    cap_in_30_days: int
    """Most of them, ≥ 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundFacts:
    """What the sound is like."""

    accidental: bool
    """The claimed wake word was not said."""
    unverified: bool
    """A wake word was claimed that nothing here can check."""
    sample_count: SampleCount
    """Trimmed length."""
    speech_samples: SampleCount
    """How much of it is speech."""
    screened: Screened
    """What the detectors found; `NOT_SCREENED` where they were not asked."""
    doubtful: bool
    """Whether it was meant for the assistant is not sure enough to keep it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """The places of one region, programme and month, with the present utterance counted."""

    allowed: int
    """Most clips that may be chosen now, ≥ 0."""
    chosen: int
    """Chosen before this utterance, ≥ 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateDecision:
    """What the gate decided."""

    selected: bool
    reason: GateReason
    probability: float
    """Probability with which an utterance like this was chosen at this moment, 0 to 1; 0 where a rule refuses."""
    waiting: WaitingDraw | None = None
    """The candidate that it is, where its number is drawn from a round that is not out yet: it is not chosen so far."""


def allowed_clips(utterances: int, share: float) -> int:
    """Return how many clips may be chosen: the cap share of the utterances, rounded down.

    Args:
        utterances: utterances answered in this region, programme and month, ≥ 0.
        share: cap, 0 to 1.
    """
    # The small addition undoes binary rounding (0.002 × 500 is 1 clip), far below one clip in any month.
    return math.floor(utterances * share + 1e-9)


def decide(
    *, need: ReviewNeed, subject: SpeakerFacts, sound: SoundFacts, allowance: Allowance, draw: float
) -> GateDecision:
    """Decide about one utterance.

    Args:
        need: how the assistant did.
        subject: consent, programme and own cap of the person.
        sound: what the sound is like.
        allowance: places of the region, programme and month.
        draw: uniform random number, 0 ≤ draw < 1, new for each utterance.

    Returns:
        Whether it is chosen, why or why not, and with which probability.
    """
    refusal = _refusal(subject, sound, allowance)
    if refusal is not None:
        return GateDecision(selected=False, reason=refusal, probability=0.0)
    reason = _reason(need)
    if allowance.chosen % CONTROL_EVERY == CONTROL_EVERY - 1:
        if draw < CONTROL_PROBABILITY:
            return GateDecision(selected=True, reason=GateReason.RANDOM_CONTROL, probability=CONTROL_PROBABILITY)
        missed = GateReason.NO_NEED if reason is None else GateReason.CONTROL_PLACE
        return GateDecision(selected=False, reason=missed, probability=CONTROL_PROBABILITY)
    if reason is None:
        return GateDecision(selected=False, reason=GateReason.NO_NEED, probability=0.0)
    return GateDecision(selected=True, reason=reason, probability=1.0)


def _refusal(subject: SpeakerFacts, sound: SoundFacts, allowance: Allowance) -> GateReason | None:
    """Return the first rule that forbids asking a person, whatever the need."""
    rules = (
        (sound.accidental, GateReason.ACCIDENTAL),
        (sound.unverified, GateReason.UNVERIFIED_WAKE_WORD),
        (sound.doubtful, GateReason.DOUBTFUL_WAKE_WORD),
        (sound.speech_samples < LEAST_SPEECH, GateReason.SILENT),
        (not sound.screened.complete, GateReason.NOT_SCREENED),
        (SoundTrait.CHILD_VOICE in sound.screened.findings, GateReason.CHILD_VOICE),
        (SoundTrait.OVERLAPPING_SPEECH in sound.screened.findings, GateReason.OVERLAPPING_SPEECH),
        (SoundTrait.MUSIC_OR_MEDIA in sound.screened.findings, GateReason.MUSIC_OR_MEDIA),
        (sound.sample_count > LONGEST_RECORDING, GateReason.TOO_LONG),
        (subject.programme not in _PROGRAMMES_WITH_REVIEW, GateReason.HOUSEHOLD),
        (subject.is_child, GateReason.CHILD),
        (not subject.consented, GateReason.NO_CONSENT),
        (not subject.country_active, GateReason.COUNTRY_NOT_ACTIVE),
        (subject.stopped, GateReason.STOPPED),
        (subject.chosen_in_30_days >= subject.cap_in_30_days, GateReason.OWN_CAP),
        (allowance.chosen >= allowance.allowed, GateReason.CAP),
    )
    return next((reason for applies, reason in rules if applies), None)


def _reason(need: ReviewNeed) -> GateReason | None:
    """Return the strongest need; None where the assistant did well."""
    if not need.understood:
        return GateReason.NOT_UNDERSTOOD
    if need.rephrased:
        return GateReason.REPHRASED
    if need.failed_action:
        return GateReason.FAILED_ACTION
    if need.confidence < LOW_CONFIDENCE:
        return GateReason.LOW_CONFIDENCE
    return GateReason.CAMPAIGN if need.campaign else None
