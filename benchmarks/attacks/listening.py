"""Listening: what a recogniser still understands, and which of its errors a disguise keeps from a person."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from attacks.people import Clip
from earnest.engines.hypothesis_json import decode_hypothesis, encode_hypothesis
from earnest.foundation.statistics.bootstrap import PairedComparison, paired_bootstrap
from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.language.comparing.word_errors import text_errors
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord

UNDERSTOOD_BELOW = 0.5
"""Word error rate of the original below which a clip belongs to the half that the recogniser understands."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """Word error rates before and after the disguise on the same clips."""

    everything: PairedComparison
    understood: PairedComparison | None
    """Only clips that the recogniser understood before; None where there are none."""
    not_understood: PairedComparison | None
    hidden: PairedComparison | None
    """`after` is the share of the recogniser's wrong words that are heard again in the disguised sound; None where it
    made no errors."""


def recognised(
    sounds: Sequence[Samples | None],
    recognise: Callable[[Samples, Sequence[str]], Hypothesis],
    *,
    processes: int,
    cache: Path | None,
) -> list[tuple[RecognisedWord, ...]]:
    """Return the words that are recognised in each sound; none where it is withheld or the recogniser fails.

    Args:
        sounds: what to listen to.
        recognise: the recogniser; may be called from several threads.
        processes: how many listen at once.
        cache: folder of what was recognised before; None for none.
    """

    def listen(sound: Samples | None) -> tuple[RecognisedWord, ...]:
        if sound is None or not sound.size:
            return ()
        file = None if cache is None else cache / "recognised" / f"{sha256(sound.tobytes()).hexdigest()}.json"
        if file is not None and file.exists():
            return decode_hypothesis(file.read_bytes()).heard_words
        try:
            heard = recognise(sound, ("en",))
        except EngineFailed:
            return ()
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            _ = file.write_bytes(encode_hypothesis(heard))
        return heard.heard_words

    with ThreadPoolExecutor(processes) as pool:
        return list(pool.map(listen, sounds))


def compare_words(clips: Sequence[Clip], before: Sequence[Words], after: Sequence[Words], seed: int) -> Recognition:
    """Compare what was recognised before and after a disguise.

    Args:
        clips: clips whose words are known, N ≥ 1.
        before: what was recognised in each original.
        after: what was recognised in each disguised clip.
        seed: for the intervals; people are drawn again.
    """
    rates = [(_rate(clip, one), _rate(clip, other)) for clip, one, other in zip(clips, before, after, strict=True)]

    def compared(wanted: Callable[[float], bool]) -> PairedComparison | None:
        kept = [(clip, rate) for clip, rate in zip(clips, rates, strict=True) if wanted(rate[0])]
        if not kept:
            return None
        return paired_bootstrap(
            before=[one for _, (one, _) in kept],
            after=[other for _, (_, other) in kept],
            groups=[str(clip.person) for clip, _ in kept],
            weights=[float(len(clip.words)) for clip, _ in kept],
            seed=seed,
        )

    everything = compared(lambda _: True)
    if everything is None:
        raise ValueError(clips)
    return Recognition(
        everything=everything,
        understood=compared(lambda rate: rate < UNDERSTOOD_BELOW),
        not_understood=compared(lambda rate: rate >= UNDERSTOOD_BELOW),
        hidden=_hidden(clips, before, after, seed),
    )


def _rate(clip: Clip, recognised_words: Words) -> float:
    return text_errors(" ".join(clip.words), " ".join(recognised_words), clip.language).rate


def _hidden(
    clips: Sequence[Clip], before: Sequence[Words], after: Sequence[Words], seed: int
) -> PairedComparison | None:
    """Return which share of the wrong words comes again in the same place."""
    counted: list[tuple[int, int, int]] = []
    for clip, one, other in zip(clips, before, after, strict=True):
        wrong = wrong_words(clip.words, one)
        if wrong:
            counted.append((clip.person, len(wrong), len(wrong & wrong_words(clip.words, other))))
    if not counted:
        return None
    return paired_bootstrap(
        before=[0.0 for _ in counted],
        after=[again / wrong for _, wrong, again in counted],
        groups=[str(person) for person, _, _ in counted],
        weights=[float(wrong) for _, wrong, _ in counted],
        seed=seed,
    )


def wrong_words(reference: Words, hypothesis: Words) -> set[tuple[int, str]]:
    """Return the words of a hypothesis that were not said there, each with its place in the reference.

    A word for another has the place of that one; a word too many the place before which it was heard, minus a half,
    counted in halves so that both are whole numbers.
    """
    costs = [[0] * (len(hypothesis) + 1) for _ in range(len(reference) + 1)]
    for row in range(len(reference) + 1):
        for column in range(len(hypothesis) + 1):
            if row == 0 or column == 0:
                costs[row][column] = row + column
                continue
            changed = 0 if reference[row - 1] == hypothesis[column - 1] else 1
            costs[row][column] = min(
                costs[row - 1][column - 1] + changed, costs[row - 1][column] + 1, costs[row][column - 1] + 1
            )
    wrong: set[tuple[int, str]] = set()
    row, column = len(reference), len(hypothesis)
    while row > 0 or column > 0:
        changed = row > 0 and column > 0 and reference[row - 1] != hypothesis[column - 1]
        if row > 0 and column > 0 and costs[row][column] == costs[row - 1][column - 1] + int(changed):
            if changed:
                wrong.add((2 * row, hypothesis[column - 1]))
            row, column = row - 1, column - 1
        elif column > 0 and costs[row][column] == costs[row][column - 1] + 1:
            wrong.add((2 * row + 1, hypothesis[column - 1]))
            column -= 1
        else:
            row -= 1
    return wrong
