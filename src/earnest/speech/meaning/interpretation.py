"""Interpretation: what an utterance asks for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One piece of information that an intent carries."""

    name: str
    value: str
    """The value in the domain's own words (`some soy milk`); it need not be a span of the transcript."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """An intent with its slots, or none."""

    intent: str | None
    """Name of the intent; None where nothing was understood."""
    slots: tuple[Slot, ...]
    """At most one slot of a name; sorted by name."""
    confidence: float
    """Probability that intent and all slots are right; 0 to 1."""

    @property
    def understood(self) -> bool:
        """True where there is an intent."""
        return self.intent is not None


NOTHING_UNDERSTOOD = Interpretation(intent=None, slots=(), confidence=0.0)
