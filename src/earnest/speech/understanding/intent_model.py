"""Intent model: which intent a sentence has, by the words and word pairs in it and the slots that were found."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

NO_INTENT = ""
"""The class of sentences that ask for nothing known."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class IntentModel:
    """A linear model with one row of weights per intent."""

    intents: tuple[str, ...]
    """Names of the classes; NO_INTENT is one of them."""
    features: tuple[str, ...]
    """Names of the columns."""
    weights: NDArray[numpy.float64]
    """Shape (number of intents, number of features)."""
    biases: NDArray[numpy.float64]
    """Shape (number of intents,)."""

    def probabilities(self, words: Sequence[str], slots: Sequence[str]) -> dict[str, float]:
        """Return the probability of each intent; sums to 1.

        Args:
            words: normalised words of the sentence.
            slots: names of the slots that were found in it.
        """
        column = {feature: index for index, feature in enumerate(self.features)}
        present = sorted({column[feature] for feature in sentence_features(words, slots) if feature in column})
        logits = self.biases + self.weights[:, present].sum(axis=1)
        shares = numpy.exp(logits - logits.max())
        shares /= shares.sum()
        return {intent: float(share) for intent, share in zip(self.intents, shares, strict=True)}

    def known_share(self, words: Sequence[str]) -> float:
        """Return the share of the words that were seen in learning; 0 where there are none."""
        known = set(self.features)
        return sum(f"w {word}" in known for word in words) / len(words) if words else 0.0


def sentence_features(words: Sequence[str], slots: Sequence[str]) -> list[str]:
    """Return the names of what is in a sentence: words, neighbouring pairs with the ends, and slots."""
    marked = ["<", *words, ">"]
    pairs = [f"p {first} {second}" for first, second in itertools.pairwise(marked)]
    return [*(f"w {word}" for word in words), *pairs, *(f"s {slot}" for slot in slots)]
