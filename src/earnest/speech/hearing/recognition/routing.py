"""Routing: whether what a learned domain heard is taken, or what the open vocabulary heard.

The evidence never depends on who speaks: how well the sound fits the domain's words, how much of it is silence, how
sure the decoder is, how likely the word sequence is, how much of it says something that was asked for, and how near its
sounds are to what the open vocabulary heard.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from earnest.foundation.statistics.logistic import Logistic

ACCEPTED_FROM = 0.5
"""Probability from which on a domain is taken: likelier than not, by definition."""
HOPELESS_BELOW = 0.03
"""A domain is not taken where what it heard is all but certainly wrong: few sentences teach what belongs to a domain,
many of its own utterances teach what is heard right in it. Chosen after six sentences had been taken with 0.02 at most,
and no order of the same measurement with less than 0.05."""
WORDS_MORE = 3
"""So many more words than a known phrase may the open vocabulary hear, which hears one as two or three. Measured once:
with one word known, 59 of 60 single words of ours pass, and 2 of 30 sentences."""
MORE_COMPARED = 1
"""So many more may an open pass hear that is asked how likely the phrase is: long texts are less likely by length."""
AGREED = 0.98
"""Confidence in a known phrase that the domain and an open pass of another kind both heard: the lower end of what was
right of 210 such single words (all were). Measured: docs/algorithms/recognition.md."""
LESS_LIKELY = 3.0
"""So much less likely than what the open vocabulary heard, natural logarithm, may a known phrase be. Chosen on 105
single words of half of the people, where 3 is the least with which most are right; docs/algorithms/recognition.md."""


def likely_phrase(margin: float) -> float:
    """Return how likely a known phrase was said; from `ACCEPTED_FROM` it is taken.

    Args:
        margin: how much less likely the open pass finds it than what it heard; see `OpenPass.margins`.
    """
    return Logistic(bias=LESS_LIKELY, weights=(-1.0,)).probability((margin,))


def is_taken(membership: float, correctness: float) -> bool:
    """Tell whether what a domain heard is taken.

    Args:
        membership: probability that the utterance belongs to the domain.
        correctness: probability that what it heard is completely right, if it belongs.
    """
    return membership >= ACCEPTED_FROM and correctness >= HOPELESS_BELOW


def is_another_sentence(known_words: int, open_words: int) -> bool:
    """Tell whether the open vocabulary heard so many words that no known phrase was said.

    Args:
        known_words: words of the phrase that the domain heard, ≥ 1.
        open_words: words that the open vocabulary heard, ≥ 0.
    """
    return open_words > known_words + WORDS_MORE


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for and against a domain's result for one utterance."""

    speech_score: float
    """Mean log likelihood of a frame inside words."""
    language_score: float
    """Mean weighted log probability of a token."""
    mean_posterior: float
    """0 to 1."""
    silent_share: float
    """0 to 1."""
    phone_distance: float
    """Edits between the phones of both passes over the longer of them; 0 to 1."""
    seconds: float
    """Length of the sound."""
    value_share: float
    """Share of the frames inside words in which slot values were heard; 0 to 1, and 0 in a domain without slots."""

    @property
    def measurements(self) -> tuple[float, ...]:
        """The numbers in the order in which the learned weights expect them."""
        return (
            max(self.speech_score, -12.0),
            max(self.language_score, -12.0),
            self.mean_posterior,
            self.silent_share,
            self.phone_distance,
            min(self.seconds, 15.0),
            self.value_share,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Router:
    """Learned weights of one domain."""

    membership: Logistic
    """Probability that the utterance belongs to the domain."""
    correctness: Logistic
    """Probability that what the domain heard is completely right, for utterances that belong to it."""
    farthest: float = 1.0
    """Phone distance from which on nothing can belong to the domain; 0 to 1."""

    def belongs(self, evidence: Evidence) -> float:
        """Return the probability that an utterance belongs to the domain; 0 where it sounds too different."""
        if evidence.phone_distance > self.farthest:
            return 0.0
        return self.membership.probability(evidence.measurements)


STOCK_ROUTER = Router(
    membership=Logistic(bias=7.5, weights=(0.5, 0.0, 1.0, -2.0, -12.0, 0.0, 0.0)),
    correctness=Logistic(bias=6.5, weights=(0.5, 0.0, 1.5, -2.0, -12.0, 0.0, 0.0)),
)
"""Weights before anything was learned: a domain is taken when the sounds of both passes agree for the most part (a
distance under about 0.45) and its words fill the sound. Chosen, not measured."""


def phone_distance(first: Sequence[str], second: Sequence[str]) -> float:
    """Return the least edits between two phone strings over the longer one; 0 to 1, and 1 where both are empty."""
    longer = max(len(first), len(second))
    if not longer:
        return 1.0
    row = list(range(len(second) + 1))
    for position, phone in enumerate(first, start=1):
        diagonal, row[0] = row[0], position
        for column, other in enumerate(second, start=1):
            least = min(row[column] + 1, row[column - 1] + 1, diagonal + (phone != other))
            diagonal, row[column] = row[column], least
    return row[-1] / longer
