"""Screening: the findings that keep a sound from ever being offered to a person (SP5, CN9)."""

from collections.abc import Mapping
from dataclasses import dataclass

from earnest.foundation.units import Samples
from earnest.screening.detectors import Detector, SoundTrait, load_detectors
from earnest.screening.measurements import measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """What the detectors say of one sound."""

    complete: bool
    """Every detector gave an answer. Where one did not, no person is asked to listen."""
    findings: frozenset[SoundTrait] = frozenset()


NOT_SCREENED = Screened(complete=False)
"""Nothing is known of the sound, so no person is asked to listen to it."""


def screen(samples: Samples, detectors: Mapping[SoundTrait, Detector] | None = None) -> Screened:
    """Ask every detector about one utterance; never raises.

    A fault in a detector, a missing model or too little sound to measure gives `NOT_SCREENED`: in doubt no person is
    asked.

    Args:
        samples: trimmed mono audio, shape (n,), n ≥ 0.
        detectors: those that come with this version when None.
    """
    try:
        row = measure(samples)
        if row is None:
            return NOT_SCREENED
        asked = load_detectors() if detectors is None else detectors
        found = {finding for finding, one in asked.items() if not one.probability(row) < one.threshold}
        return Screened(complete=set(asked) == set(SoundTrait), findings=frozenset(found))
    except Exception:  # noqa: BLE001 - whatever goes wrong here, the answer is that no person listens
        return NOT_SCREENED
