"""Report: the results as JSON, and the figures that Earnest shows."""

from collections.abc import Mapping, Sequence
from math import floor
from typing import Protocol, cast

from attacks.alone import Alone
from attacks.knowledge import ON_DISGUISES, Knowledge, Outcome
from attacks.listening import Recognition
from attacks.scores import Rate
from earnest.foundation.statistics.bootstrap import Interval, PairedComparison
from earnest.voices.disguise.strength import Measured, strength_of

Json = dict[str, object]

ANCHORS: list[Json] = [
    {"system": "original", "equal_error_rate": 0.046, "word_error_rate": None},
    {"system": "B2 (McAdams, signal processing)", "equal_error_rate": 0.045, "word_error_rate": 0.0995},
    {"system": "B6", "equal_error_rate": 0.21, "word_error_rate": None},
    {"system": "B5", "equal_error_rate": 0.34, "word_error_rate": 0.044},
]
"""VoicePrivacy 2024 (LibriSpeech, attackers and recognisers trained on hundreds of hours): other people, other data."""


class Found(Protocol):
    """What was found out about one profile."""

    @property
    def profile(self) -> str:
        """Its name."""
        ...

    @property
    def outcomes(self) -> dict[Knowledge, Outcome]:
        """How wrong each kind of attacker is."""
        ...

    @property
    def alone(self) -> dict[str, Alone]:
        """How wrong attackers are who only have one kind of thing."""
        ...

    @property
    def recognition(self) -> Recognition | None:
        """What a recogniser still understands."""
        ...

    @property
    def opinion(self) -> float | None:
        """Mean DNSMOS."""
        ...

    @property
    def cost(self) -> float | None:
        """CPU seconds per second of sound."""
        ...

    @property
    def more(self) -> int:
        """Renderings that attackers only learned from."""
        ...

    @property
    def withheld(self) -> int:
        """Clips that could not be disguised."""
        ...


def as_results(
    found: Sequence[Found],
    *,
    undisguised: Outcome,
    alone: Mapping[str, Alone],
    opinion: float | None,
    about: Mapping[str, object],
) -> Json:
    """Return everything as JSON; `undisguised`, `alone` and `opinion` are of the originals."""
    people = cast("int", about["people"])
    return {
        "benchmark": "disguise",
        **about,
        "intervals": "95 %, percentile bootstrap over people",
        "undisguised": {"attack": _outcome(undisguised), "alone": _alone(alone), "opinion": _rounded(opinion)},
        "profiles": {one.profile: _profile(one, people) for one in found},
        "voiceprivacy_2024": ANCHORS,
    }


def strongest(outcomes: Mapping[Knowledge, Outcome]) -> tuple[Knowledge, Outcome]:
    """Return the most successful attacker on disguised clips, whatever he knows."""
    return min(((knowledge, outcomes[knowledge]) for knowledge in ON_DISGUISES), key=lambda entry: entry[1].clip.value)


def _profile(found: Found, people: int) -> Json:
    knowledge, outcome = strongest(found.outcomes)
    rate = {"attacker": knowledge.value, **_rate(outcome.clip)}
    return {
        "strength": strength_of(_measured(outcome, people)).value,
        "strongest": rate,
        "attacks": {each.value: _outcome(found.outcomes[each]) for each in ON_DISGUISES},
        "alone": _alone(found.alone),
        "renderings_only_learned_from": found.more,
        "recognition": None if found.recognition is None else _recognition(found.recognition),
        "opinion": _rounded(found.opinion),
        "cpu_seconds_per_second": _rounded(found.cost),
        "withheld": found.withheld,
    }


def _measured(outcome: Outcome, people: int) -> Measured:
    rate = _rate(outcome.clip)
    return Measured(
        equal_error_rate=cast("float", rate["value"]),
        interval=(outcome.clip.interval.low, outcome.clip.interval.high),
        people=people,
        word_error_rate_before=0.0,
        word_error_rate_after=0.0,
        hidden_errors=0.0,
    )


def _outcome(outcome: Outcome) -> Json:
    return {
        "attacker": outcome.attacker,
        "clip": _rate(outcome.clip),
        "pair": _rate(outcome.pair),
        "pooled": _rate(outcome.pooled),
        "linkability": _rounded(outcome.linkability),
        "trials": outcome.trials,
        "each": {name: _rounded(rate) for name, rate in outcome.single.items()},
    }


def _alone(alone: Mapping[str, Alone]) -> Json:
    return {
        title: {"knowledge": one.knowledge.value, "attacker": one.attacker, **_rate(one.clip)}
        for title, one in alone.items()
    }


def _rate(rate: Rate) -> Json:
    """Return a rate rounded down, so that rounding never makes a disguise stronger."""
    return {"value": floor(rate.value * 1e4) / 1e4, "interval": _interval(rate.interval)}


def _interval(interval: Interval) -> list[float]:
    return [round(interval.low, 4), round(interval.high, 4)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _recognition(recognition: Recognition) -> Json:
    hidden = recognition.hidden
    return {
        "everything": _compared(recognition.everything),
        "understood": _compared(recognition.understood),
        "not_understood": _compared(recognition.not_understood),
        "hidden_errors": None
        if hidden is None
        else {"value": _rounded(hidden.after), "interval": _interval(hidden.by_group), "clips": hidden.items},
    }


def _compared(comparison: PairedComparison | None) -> Json | None:
    if comparison is None:
        return None
    return {
        "before": _rounded(comparison.before),
        "after": _rounded(comparison.after),
        "rise": _rounded(comparison.gain),
        "interval": _interval(comparison.by_group),
        "clips": comparison.items,
    }


def shipped(results: Mapping[str, object]) -> Json:
    """Return the figures that Earnest shows; only of profiles for which all of them are there."""
    profiles = cast("Mapping[str, Json]", results["profiles"])
    return {
        "made_by": "make bench NAME=disguise ARGS=--ship",
        "profiles": {
            name: entry for name, profile in profiles.items() if (entry := _shown(profile, results["people"]))
        },
    }


def _shown(profile: Json, people: object) -> Json | None:
    recognition = cast("Mapping[str, Mapping[str, object] | None] | None", profile["recognition"])
    if recognition is None:
        return None
    everything, hidden = recognition["everything"], recognition["hidden_errors"]
    rate = cast("Mapping[str, object]", profile["strongest"])
    value, (low, high) = cast("float", rate["value"]), cast("list[float]", rate["interval"])
    if everything is None:
        return None
    return {
        "equal_error_rate": value,
        "interval": [min(low, value), max(high, value)],
        "people": people,
        "word_error_rate_before": everything["before"],
        "word_error_rate_after": everything["after"],
        "hidden_errors": 0.0 if hidden is None else hidden["value"],
    }
