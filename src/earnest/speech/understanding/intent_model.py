"""Intent model: which intent a sentence has, and whether it has any of those that are known."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy
from numpy.typing import NDArray

from earnest.speech.recognition.logistic import Logistic
from earnest.speech.understanding.sentence_features import pair_name, sentence_features, word_name

NO_INTENT: Final = ""
"""The class of sentences that ask for nothing known."""

MEASUREMENTS: Final = 5
"""How many numbers `Judgement.measurements` has."""

_SHARPNESS: Final = 4.0
"""Scores are about 1 where an intent is meant and -1 where not; so many times that is a log probability. It decides
between intents only; whether to answer is calibrated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """When an answer is given, calibrated on sentences that the model had not learned."""

    rightness: Logistic
    """Probability that the likeliest intent is meant, from `Judgement.measurements`."""
    openness: tuple[float, ...]
    """For each intent how readily it takes what is foreign: log odds of foreign over right sentences that it was given,
    less the same of all intents together; no unit."""
    accepted_from: float
    """From this probability on it is answered; 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The likeliest intent of a sentence and what speaks for it."""

    intent: str
    """May be NO_INTENT."""
    score: float
    """Its score, no unit; about 1 where it is clearly meant."""
    lead: float
    """Its score less the next best, ≥ 0."""
    known_words: float
    """Share of the words that were learned with an intent; 0 to 1."""
    known_pairs: float
    """Share of the neighbouring pairs, the ends included, that were; 0 to 1."""
    openness: float
    """Of the intent; see `Acceptance`."""

    @property
    def measurements(self) -> tuple[float, ...]:
        """The numbers in the order in which the calibrated weights expect them."""
        return (self.score, self.lead, self.known_words, self.known_pairs, self.openness)


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
    acceptance: Acceptance
    _columns: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the columns once: there are tens of thousands."""
        object.__setattr__(self, "_columns", {name: column for column, name in enumerate(self.features)})

    def scores(self, words: Sequence[str], slots: Sequence[str]) -> NDArray[numpy.float64]:
        """Return the score of each intent, in their order; about 1 where it is meant, about -1 where not.

        Args:
            words: normalised words of the sentence.
            slots: names of the slots that were found in it.
        """
        values = sentence_features(words, slots)
        present = [name for name in values if name in self._columns]
        weights = self.weights[:, [self._columns[name] for name in present]].astype(numpy.float64)
        return self.biases + weights @ numpy.array([values[name] for name in present], dtype=numpy.float64)

    def judge(self, words: Sequence[str], slots: Sequence[str]) -> Judgement:
        """Return the likeliest intent and what speaks for it; see `scores`."""
        names = [word_name(word) for word in words]
        pairs = [pair_name(*pair) for pair in itertools.pairwise(["<", *words, ">"])]
        return judge(
            self.scores(words, slots),
            self.intents,
            known_words=known_share([name in self._columns for name in dict.fromkeys(names)]),
            known_pairs=known_share([name in self._columns for name in dict.fromkeys(pairs)]),
            openness=self.acceptance.openness,
        )

    def accepts(self, judgement: Judgement) -> bool:
        """Tell whether the likeliest intent is answered."""
        if judgement.intent == NO_INTENT:
            return False
        return self.probability(judgement) >= self.acceptance.accepted_from

    def probability(self, judgement: Judgement) -> float:
        """Return the probability that the likeliest intent is meant; 0 to 1."""
        return self.acceptance.rightness.probability(judgement.measurements)

    def probabilities(self, words: Sequence[str], slots: Sequence[str]) -> dict[str, float]:
        """Return how the intents share what is meant, where one of them is; sums to 1."""
        scaled = _SHARPNESS * self.scores(words, slots)
        shares = numpy.exp(scaled - scaled.max())
        shares /= shares.sum()
        return {intent: float(share) for intent, share in zip(self.intents, shares, strict=True)}


def judge(
    scores: NDArray[numpy.float64],
    intents: Sequence[str],
    *,
    known_words: float,
    known_pairs: float,
    openness: Sequence[float],
) -> Judgement:
    """Return what scores say about a sentence.

    Args:
        scores: one for each intent.
        intents: their names.
        known_words: share of its words that were learned with an intent.
        known_pairs: share of its neighbouring pairs that were.
        openness: of each intent.
    """
    first = int(numpy.argmax(scores))
    others = numpy.delete(scores, first)
    return Judgement(
        intent=intents[first],
        score=float(scores[first]),
        lead=float(scores[first] - others.max()) if len(others) else 0.0,
        known_words=known_words,
        known_pairs=known_pairs,
        openness=openness[first],
    )


def known_share(known: Sequence[bool]) -> float:
    """Return the share that is known; 0 of nothing."""
    return sum(known) / len(known) if known else 0.0
