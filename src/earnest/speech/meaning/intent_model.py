"""Intent model: which intent a sentence has, and whether it has any of those that are known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy
from numpy.typing import NDArray

from earnest.foundation.statistics.logistic import Logistic
from earnest.speech.meaning.sentence_features import letters, wording

NO_INTENT: Final = ""
"""The class of sentences that ask for nothing known."""

MEASUREMENTS: Final = 2
"""Length of `Judgement.measurements`, by definition."""

_SHARPNESS: Final = 4.0
"""Scores are about 1 where an intent is meant, -1 where not; this times that is a log probability. Chosen."""
_TINY: Final = 1e-12
"""Added so that nothing is divided by 0 and 0 has a logarithm. Chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """When an answer is given, calibrated on sentences that the model had not learned."""

    familiarity: Logistic
    """Probability that any of the intents is meant, from `Judgement.measurements`; known and foreign sentences are
    taken to be as frequent."""
    accepted_from: float
    """From this probability on it is answered; 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The likeliest intent of a sentence and what speaks for it."""

    intent: str
    """May be NO_INTENT."""
    share: float
    """Of the likeliest intent in what is meant, where it is one of those known; 0 to 1."""
    certainty: float
    """How little the intents share it, ≤ 0: the negative entropy of their shares, in nats."""
    known: float
    """Share of its words and neighbouring pairs that was learned with an intent; 0 to 1."""

    @property
    def measurements(self) -> tuple[float, ...]:
        """The numbers in the order in which the calibrated weights expect them."""
        return (self.certainty, self.known)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class IntentModel:
    """A linear model with one row of weights per intent."""

    intents: tuple[str, ...]
    """Names of the classes; NO_INTENT is one of them."""
    features: tuple[str, ...]
    """Names of the columns."""
    weights: NDArray[numpy.float32]
    """Shape (number of intents, number of features)."""
    biases: NDArray[numpy.float32]
    """Shape (number of intents,)."""
    rarities: NDArray[numpy.float32]
    """Shape (number of features + 1,), > 0; see `rarities`. The last is that of what was never learned."""
    acceptance: Acceptance
    _columns: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the columns once: there are tens of thousands."""
        object.__setattr__(self, "_columns", {name: column for column, name in enumerate(self.features)})

    def scores(self, words: Sequence[str], slots: Sequence[str]) -> NDArray[numpy.float64]:
        """Return the score of each intent, in their order; about 1 where it is meant, about -1 where not.

        Words, pairs and slots together have length one, and so have the letters: a long sentence counts no more than a
        short one, and what was never learned makes the rest count less.

        Args:
            words: normalised words of the sentence.
            slots: names of the slots that were found in it.
        """
        found = self.biases.astype(numpy.float64)
        for names in (wording(words, slots), letters(words)):
            columns, values = self._values(names)
            learned = columns < len(self.features)
            found += self.weights[:, columns[learned]].astype(numpy.float64) @ values[learned]
        return found

    def judge(self, words: Sequence[str], slots: Sequence[str]) -> Judgement:
        """Return the likeliest intent and what speaks for it; see `scores`."""
        columns, _ = self._values(wording(words, ()))
        known = float((self.rarities[columns] < self.rarities[-1]).mean())
        return judge(self.scores(words, slots), self.intents, known=known)

    def accepts(self, judgement: Judgement) -> bool:
        """Tell whether the likeliest intent is answered."""
        if judgement.intent == NO_INTENT:
            return False
        return self.acceptance.familiarity.probability(judgement.measurements) >= self.acceptance.accepted_from

    def probability(self, judgement: Judgement) -> float:
        """Return the probability that the likeliest intent is meant; 0 to 1."""
        return judgement.share * self.acceptance.familiarity.probability(judgement.measurements)

    def probabilities(self, words: Sequence[str], slots: Sequence[str]) -> dict[str, float]:
        """Return how the intents share what is meant, where one of them is; sums to 1."""
        shares = _shares(self.scores(words, slots))
        return {intent: float(share) for intent, share in zip(self.intents, shares, strict=True)}

    def _values(self, names: Sequence[str]) -> tuple[NDArray[numpy.int64], NDArray[numpy.float64]]:
        """Return columns and values of length one; what was never learned has the column after the last."""
        columns = numpy.array([self._columns.get(name, len(self.features)) for name in names], dtype=numpy.int64)
        values = self.rarities[columns].astype(numpy.float64)
        return columns, values / max(float(numpy.linalg.norm(values)), _TINY)


def rarities(sentences: int, counts: NDArray[numpy.int64]) -> NDArray[numpy.float64]:
    """Return how much features weigh, ≥ 1; the rarer, the more (inverse document frequency, smoothed).

    Args:
        sentences: how many ask for something, ≥ 0.
        counts: in how many of these each feature is, ≥ 0.
    """
    return numpy.log((1 + sentences) / (1 + counts)) + 1


def judge(scores: NDArray[numpy.float64], intents: Sequence[str], *, known: float) -> Judgement:
    """Return what scores say about a sentence.

    Args:
        scores: one for each intent.
        intents: their names.
        known: share of its words and pairs that was learned with an intent.
    """
    shares = _shares(scores)
    first = int(numpy.argmax(scores))
    return Judgement(
        intent=intents[first],
        share=float(shares[first]),
        certainty=float(shares @ numpy.log(shares + _TINY)),
        known=known,
    )


def _shares(scores: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    shares = numpy.exp(_SHARPNESS * (scores - scores.max()))
    return shares / shares.sum()
