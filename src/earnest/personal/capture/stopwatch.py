"""Stopwatch: how long the stages of one utterance take."""

import time
from dataclasses import dataclass, field

from earnest.personal.vault.content import StageSeconds


@dataclass(slots=True)
class Stopwatch:
    """Measures one stage after the other, by the clock; used by one thread."""

    seconds: dict[str, float] = field(default_factory=dict[str, float])
    """Stage → how long it took, to a millisecond."""
    _began: float = field(default_factory=time.monotonic)

    def lap(self, stage: str) -> None:
        """Note that a stage ended, which began when the one before did."""
        now = time.monotonic()
        self.seconds[stage], self._began = round(now - self._began, 3), now

    def stages(self) -> StageSeconds:
        """Return all four stages of an utterance.

        Raises:
            KeyError: one has not ended yet.
        """
        seconds = self.seconds
        return StageSeconds(
            sound=seconds["sound"],
            recognising=seconds["recognising"],
            understanding=seconds["understanding"],
            answering=seconds["answering"],
        )
