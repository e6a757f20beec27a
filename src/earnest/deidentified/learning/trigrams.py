"""Trigrams: a smoothed language model over a small vocabulary, written in the ARPA form that decoders read."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

START, END = "<s>", "</s>"

_ORDER = 3
"""Words of the longest run that is counted, the last one included. Chosen, not measured."""
_IMPOSSIBLE = -99.0
"""Logarithm that ARPA files use for what never follows. By the format."""

Context = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One training sentence."""

    tokens: tuple[str, ...]
    """Without the marks of start and end; may be empty."""
    weight: float = 1.0
    """How often it counts; > 0."""


def arpa(sentences: Iterable[Sentence], vocabulary: Iterable[str]) -> str:
    """Return a trigram model in ARPA form.

    Interpolated Witten–Bell smoothing down to an even distribution over the vocabulary, so every token has a
    probability after every context.

    Args:
        sentences: training sentences; there may be none.
        vocabulary: tokens that must be possible besides those of the sentences.

    Source: Witten and Bell (1991), method C, interpolated as in Chen and Goodman (1999).
    """
    model = _Counts(sentences, vocabulary)
    sections: list[list[str]] = [[_line(_IMPOSSIBLE, (START,), model.backoff((START,)))]]
    sections[0] += [_line(_log10(model.probability(word, ())), (word,), model.backoff((word,))) for word in model.words]
    for length in range(1, _ORDER):
        lines: list[str] = []
        for context in sorted(model.contexts(length)):
            for word in sorted(model.following(context)):
                gram = (*context, word)
                backoff = model.backoff(gram) if length + 1 < _ORDER else None
                lines.append(_line(_log10(model.probability(word, context)), gram, backoff))
        sections.append(lines)
    header = ["\\data\\", *(f"ngram {number}={len(lines)}" for number, lines in enumerate(sections, start=1))]
    body = [
        part for number, lines in enumerate(sections, start=1) for part in ("", f"\\{number}-grams:", *sorted(lines))
    ]
    return "\n".join([*header, *body, "", "\\end\\", ""])


class _Counts:
    def __init__(self, sentences: Iterable[Sentence], vocabulary: Iterable[str]) -> None:
        words = {END, *vocabulary}
        totals: defaultdict[Context, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for sentence in sentences:
            words.update(sentence.tokens)
            _count(totals, (START, *sentence.tokens, END), sentence.weight)
        self._totals = totals
        self.words = sorted(words)

    def contexts(self, length: int) -> list[Context]:
        return [context for context in self._totals if len(context) == length]

    def following(self, context: Context) -> Sequence[str]:
        return tuple(self._totals[context])

    def probability(self, word: str, context: Context) -> float:
        lower = self.probability(word, context[1:]) if context else 1 / len(self.words)
        followers = self._totals.get(context)
        if not followers:
            return lower
        kinds = len(followers)
        return (followers.get(word, 0.0) + kinds * lower) / (sum(followers.values()) + kinds)

    def backoff(self, context: Context) -> float:
        followers = self._totals.get(context)
        if not followers:
            return 0.0
        kinds = len(followers)
        return _log10(kinds / (sum(followers.values()) + kinds))


def _count(totals: defaultdict[Context, defaultdict[str, float]], marked: Sequence[str], weight: float) -> None:
    for position in range(1, len(marked)):
        for length in range(min(position, _ORDER - 1) + 1):
            totals[tuple(marked[position - length : position])][marked[position]] += weight


def _log10(probability: float) -> float:
    return math.log10(probability)


def _line(log_probability: float, gram: Context, backoff: float | None) -> str:
    end = "" if backoff is None else f"\t{backoff:.5f}"
    return f"{log_probability:.5f}\t{' '.join(gram)}{end}"
