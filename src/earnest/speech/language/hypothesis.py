"""Hypothesis: what a recogniser says was spoken, with sample positions, posteriors and alternatives."""

from dataclasses import dataclass
from typing import Final

from earnest.foundation.units import SampleCount

GENERAL_DOMAIN: Final = "general"
"""The domain of what the open vocabulary heard; no learned domain is called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedWord:
    """One word of a hypothesis and where it lies in the sound."""

    text: str
    """The word, lower case, without pronunciation marks."""
    start: SampleCount
    """First sample of the word in the audio that was given to the engine."""
    end: SampleCount
    """Sample after the last of the word; end ≥ start."""
    posterior: float
    """Probability that the word is right as the engine estimates it; 0 to 1."""
    slot: str | None = None
    """Name of the slot whose value this word is part of, where the language model knows it; else None."""
    value: str | None = None
    """The slot's whole value that this word is part of (`a bit of milk`); set exactly where `slot` is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """One entry of the n-best list."""

    words: tuple[str, ...]
    score: float
    """Log-likelihood relative to the best entry; ≤ 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """The result of recognising one utterance."""

    words: tuple[RecognisedWord, ...]
    alternatives: tuple[Alternative, ...]
    """n-best list, best first; may be empty."""
    engine: str
    """Name of the engine, e.g. `pocketsphinx`."""
    model: str
    """Identifier of the released model that made this, or `stock`."""
    domain: str
    """`general` for the open-vocabulary pass, else the name of the learned domain that was accepted."""
    confidence: float
    """Utterance posterior, 0 to 1; 0 where nothing was recognised."""
    language: str = ""
    """Language of the words, ISO 639-1; empty in what was kept before it was recorded."""
    preferred_to: tuple[str, ...] = ()
    """What the open-vocabulary pass would have heard without the customer's listed phrases; empty where they changed
    nothing. A correction of these words still fits."""
    general_words: tuple[RecognisedWord, ...] = ()
    """What the open-vocabulary pass heard, where a learned domain was accepted instead of it; else empty, and `words`
    is what it heard. Personal data is looked for in both, and learning takes the general words where they are."""
    general_alternatives: tuple[Alternative, ...] = ()
    """n-best list of the open-vocabulary pass, where `general_words` are its best; else empty."""
    agreed: bool = False
    """Whether a learned domain, whose decoder is of another kind than the open pass, heard the same words as that."""

    @property
    def text(self) -> str:
        """The words joined by spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def heard_words(self) -> tuple[RecognisedWord, ...]:
        """The words of the open-vocabulary pass, whichever domain was accepted."""
        return self.general_words or self.words

    @property
    def slots(self) -> dict[str, str]:
        """Slot name → value, where the language model carries slots; the first value of each slot counts."""
        found: dict[str, str] = {}
        for word in self.words:
            if word.slot is not None and word.value is not None and word.slot not in found:
                found[word.slot] = word.value
        return found
