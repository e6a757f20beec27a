"""Bundle: a released model as one file: learned domains, understanding, and weights of the wake detector."""

from collections.abc import Mapping
from dataclasses import dataclass

from earnest.foundation.model_file.archive import read_parts, write_parts
from earnest.foundation.model_file.errors import ModelUnreadable
from earnest.handover.understanding_parts import decode_understanding, encode_understanding
from earnest.speech.hearing.recognition.learned_domains import (
    LearnedDomain,
    LearnedDomains,
    decode_domains,
    encode_domains,
)
from earnest.speech.hearing.wake_word.detector import WakeDetector, decode_detector, encode_detector
from earnest.speech.hearing.wake_word.errors import WakeDetectorUnreadable
from earnest.speech.meaning.model import NO_UNDERSTANDING, UnderstandingModel

_WAKE = "wake/detector.json"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bundle:
    """A released model."""

    domains: tuple[LearnedDomain, ...] = ()
    understanding: UnderstandingModel = NO_UNDERSTANDING
    wake: WakeDetector | None = None
    """Weights of the wake detector; None where nothing was learned for it."""
    identifier: str = ""
    """First 16 hexadecimal digits of the SHA-256 of the manifest; empty until it was written."""

    @property
    def hearing(self) -> LearnedDomains:
        """What recognisers take of it."""
        return LearnedDomains(domains=self.domains, identifier=self.identifier)


def write_bundle(bundle: Bundle) -> bytes:
    """Return the bytes of a bundle; the same bundle gives the same bytes."""
    parts = encode_domains(bundle.domains) | encode_understanding(bundle.understanding)
    if bundle.wake is not None:
        parts[_WAKE] = encode_detector(bundle.wake)
    return write_parts(parts)


def read_bundle(content: bytes) -> Bundle:
    """Read a bundle.

    Raises:
        ModelUnreadable: it is damaged, holds something else than its manifest says, or is of another format.
    """
    return read_parts(content, _bundle_of)


def _bundle_of(parts: Mapping[str, bytes], identifier: str) -> Bundle:
    try:
        wake = decode_detector(parts[_WAKE]) if _WAKE in parts else None
    except WakeDetectorUnreadable as error:
        raise ModelUnreadable from error
    return Bundle(
        domains=decode_domains(parts),
        understanding=decode_understanding(parts),
        wake=wake,
        identifier=identifier,
    )
