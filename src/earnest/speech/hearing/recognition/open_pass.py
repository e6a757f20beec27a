"""Open pass: the part of a recogniser that hears any words, whatever was learned; every engine has one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from earnest.foundation.units import Samples
from earnest.speech.language.hypothesis import Alternative, RecognisedWord


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHearing:
    """What an open pass heard in one utterance."""

    words: tuple[RecognisedWord, ...]
    alternatives: tuple[Alternative, ...]
    """n-best list, best first; may be empty."""
    confidence: float
    """0 to 1; 0 where nothing was recognised."""
    language: str
    """Language of the words; ISO 639-1."""
    preferred_to: tuple[str, ...] = ()
    """The words that were likeliest before a listed phrase was preferred; empty where none was."""


class OpenPass(Protocol):
    """Hears open speech. Stateless between calls: the same samples give the same answer."""

    @property
    def name(self) -> str:
        """Name of the engine, e.g. `whisper`."""
        ...

    @property
    def compares_texts(self) -> bool:
        """Whether `margins` tells anything."""
        ...

    def hear(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> OpenHearing:
        """Recognise one utterance.

        Args:
            samples: trimmed mono audio, shape (n,), n ≥ 0, 16-bit at 16 kHz.
            languages: what may be spoken, ISO 639-1, at least one; where there are several and the engine can tell
                them apart it finds out which.
            phrases: names and the like that are said here, which an engine may prefer to what sounds like them.

        Raises:
            EngineFailed: it failed on this sound; only this utterance is lost.
        """
        ...

    def margins(self, samples: Samples, language: str, texts: Sequence[str]) -> tuple[float, ...]:
        """Return how much less likely it is that a text is all that was said than what is heard; one for each text.

        Only texts of like length can be compared: each word more makes one less likely. Natural logarithm; below 0
        where the text is likelier. Empty where the engine cannot tell.

        Args:
            samples: as for `hear`; cheap directly after it.
            language: ISO 639-1.
            texts: normalised words, at least one each.

        Raises:
            EngineFailed: it failed on this sound.
        """
        ...

    def close(self) -> None:
        """Free what is held; it is not used afterwards."""
        ...
