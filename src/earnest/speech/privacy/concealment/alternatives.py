"""Alternatives: where in the sound the words of an n-best entry lie, which the recogniser gives without times."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from earnest.foundation.units import SampleCount
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.concealment.errors import CannotConceal


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """A part in which both say the same single word, or in which they differ."""

    first: range
    """Places among the words with times."""
    second: range
    """Places among the words of the alternative."""
    same: bool


def place_alternative(
    words: Sequence[RecognisedWord], alternative: Sequence[str], *, length: int
) -> tuple[RecognisedWord, ...]:
    """Return the words of an alternative with places in the sound.

    The two are aligned by least edits. A word that both have takes its time; the words of a stretch in which they
    differ all take the time of the whole stretch, out to the words on both sides, because more is not known. A stretch
    for which the first hypothesis has no word takes the words at both sides as well. So each place is at least as wide
    as the truth if the alignment is right.

    Args:
        words: the best hypothesis, N ≥ 0, with sample positions.
        alternative: words of one n-best entry, M ≥ 0.
        length: samples of the sound.

    Raises:
        CannotConceal: there are words in the alternative and nothing that says where.

    Source: Wagner and Fischer (1974), least edits.
    """
    if not alternative:
        return ()
    if not words or any(not 0 <= word.start < word.end <= length for word in words):
        raise CannotConceal
    placed: list[RecognisedWord] = []
    for stretch in _stretches([word.text for word in words], alternative):
        start, end = _place(words, stretch, length)
        placed += [
            RecognisedWord(
                text=alternative[place],
                start=SampleCount(start),
                end=SampleCount(end),
                posterior=words[stretch.first.start].posterior if stretch.same else 0.0,
            )
            for place in stretch.second
        ]
    return tuple(placed)


def replaced_words(best: Sequence[str], alternative: Sequence[str]) -> dict[int, str]:
    """Return for which word of the best hypothesis an alternative has one other word, by its place in the best.

    Where the two have different numbers of words in a stretch, nothing says which stands for which, so there is none.

    Args:
        best: words, N ≥ 0.
        alternative: words of one n-best entry, M ≥ 0.
    """
    return {
        first: alternative[second]
        for stretch in _stretches(best, alternative)
        if not stretch.same and len(stretch.first) == len(stretch.second)
        for first, second in zip(stretch.first, stretch.second, strict=True)
    }


def _place(words: Sequence[RecognisedWord], stretch: _Stretch, length: int) -> tuple[int, int]:
    """Return first and last sample of a stretch."""
    before, after = stretch.first.start - 1, stretch.first.stop
    if stretch.same:
        return words[stretch.first.start].start, words[stretch.first.start].end
    if not stretch.first:
        start = words[before].start if before >= 0 else 0
        return start, words[after].end if after < len(words) else length
    inner = words[stretch.first.start : after]
    start = min(word.start for word in inner)
    end = max(word.end for word in inner)
    outer_start = words[before].end if before >= 0 else 0
    outer_end = words[after].start if after < len(words) else length
    return min(start, outer_start), max(end, outer_end)


def _stretches(first: Sequence[str], second: Sequence[str]) -> Iterator[_Stretch]:
    """Give the parts of both in order; together they hold every word of both."""
    i = j = 0
    for same_i, same_j in [*_matches(first, second), (len(first), len(second))]:
        if same_i > i or same_j > j:
            yield _Stretch(first=range(i, same_i), second=range(j, same_j), same=False)
        if same_i < len(first) and same_j < len(second):
            yield _Stretch(first=range(same_i, same_i + 1), second=range(same_j, same_j + 1), same=True)
        i, j = same_i + 1, same_j + 1


def _matches(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of words that a least-edit alignment finds in both."""
    rows, columns = len(first) + 1, len(second) + 1
    cost = [[i + j if i == 0 or j == 0 else 0 for j in range(columns)] for i in range(rows)]
    for i in range(1, rows):
        for j in range(1, columns):
            replaced = cost[i - 1][j - 1] + (first[i - 1] != second[j - 1])
            cost[i][j] = min(replaced, cost[i - 1][j] + 1, cost[i][j - 1] + 1)
    matches: list[tuple[int, int]] = []
    i, j = rows - 1, columns - 1
    while i > 0 and j > 0:
        if first[i - 1] == second[j - 1] and cost[i][j] == cost[i - 1][j - 1]:
            matches.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif cost[i][j] == cost[i - 1][j - 1] + 1:
            i, j = i - 1, j - 1
        elif cost[i][j] == cost[i - 1][j] + 1:
            i -= 1
        else:
            j -= 1
    return matches[::-1]
