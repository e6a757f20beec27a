"""Wake lessons: the wake detector learns from verdicts with every model, and goes live only with evidence.

Half of the verdicts teach, the other half measure; which half one is in follows from its random identifier. Nothing is
known of whose they are, so the interval is drawn by verdict and may be too narrow.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from earnest.deidentified.evaluation.records import Comparison, MeasuredPart, Metric, Verdict
from earnest.deidentified.evaluation.rules import verdict_on_part
from earnest.deidentified.learning.wake_learning import learn_wake
from earnest.deidentified.training.model_parts import WAKE_WORD
from earnest.foundation.statistics.bootstrap import paired_bootstrap
from earnest.handover.bundle import read_bundle, write_bundle
from earnest.handover.wake import PlacedExample
from earnest.speech.hearing.wake_word.detector import KEEP_FROM, WakeDetector, WakeExample, load_stock

LEAST_VERDICTS: Final = 20
"""With fewer verdicts to measure on, nothing is learned: chance would decide."""
SET_NAME: Final = "verdicts on the wake word"
TASK: Final = "wake word"


def add_wake_detector(bundle: bytes, live: bytes | None, placed: Sequence[PlacedExample]) -> bytes:
    """Return a bundle with the wake detector that verdicts teach; that of the live model where there are too few.

    Args:
        bundle: what was learned of the same labels.
        live: the live model's bundle; None for the stock model.
        placed: verdicts that may be learned from.

    Raises:
        ModelUnreadable: one of the bundles is damaged.
    """
    standing = None if live is None else read_bundle(live).wake
    taught = standing
    if len(_measuring(placed)) >= LEAST_VERDICTS:
        stock = load_stock()
        teaching = [one.example for one in placed if not _measures(one)]
        taught = learn_wake(teaching, standing or stock.detector, stock.anchors)
    return bundle if taught is None else write_bundle(replace(read_bundle(bundle), wake=taught))


def compare_wake(
    placed: Sequence[PlacedExample], *, before: bytes | None, after: bytes, seed: int
) -> tuple[Comparison, ...]:
    """Compare the wake detectors of two models on the verdicts that taught nothing; empty where there are too few.

    Args:
        placed: verdicts that may be learned from.
        before: the live model's bundle; None for the stock model.
        after: the candidate's.
        seed: of the bootstrap.

    Raises:
        ModelUnreadable: one of the bundles is damaged.
    """
    measuring = [*_measuring(placed), *load_stock().anchors]
    if len(measuring) - len(load_stock().anchors) < LEAST_VERDICTS:
        return ()
    detectors = [_detector_of(before), _detector_of(after)]
    first, second = ([_right(detector, example) for example in measuring] for detector in detectors)
    measured = paired_bootstrap(
        before=first,
        after=second,
        groups=[str(number) for number in range(len(measuring))],
        weights=[1.0] * len(measuring),
        seed=seed,
    )
    comparison = Comparison(
        set_name=SET_NAME,
        task=TASK,
        metric=Metric.WAKE_VERDICTS_RIGHT,
        item_count=measured.items,
        speaker_count=measured.groups,
        before=measured.before,
        after=measured.after,
        lower=measured.by_item.low,
        upper=measured.by_item.high,
        seed=seed,
    )
    return (comparison,)


def choose_wake(
    bundle: bytes, live: bytes | None, placed: Sequence[PlacedExample], *, seed: int
) -> tuple[bytes, tuple[MeasuredPart, ...]]:
    """Return the bundle with the wake detector that goes live, and what the one that was learned contributes.

    One that is not better than the live model's stays out; the live one's weights are passed on as they are where too
    few verdicts were given, and so they are here.

    Raises:
        ModelUnreadable: one of the bundles is damaged.
    """
    comparisons = compare_wake(placed, before=live, after=bundle, seed=seed)
    kept = verdict_on_part(comparisons) is Verdict.BETTER
    parts = tuple(MeasuredPart(part=WAKE_WORD, kept=kept, comparison=one) for one in comparisons)
    if kept or not comparisons:
        return bundle, parts
    standing = None if live is None else read_bundle(live).wake
    return write_bundle(replace(read_bundle(bundle), wake=standing)), parts


def _detector_of(bundle: bytes | None) -> WakeDetector:
    found = None if bundle is None else read_bundle(bundle).wake
    return found or load_stock().detector


def _right(detector: WakeDetector, example: WakeExample) -> float:
    return float((detector.probability(example.row) >= KEEP_FROM) == example.addressed)


def _measuring(placed: Sequence[PlacedExample]) -> list[WakeExample]:
    return [one.example for one in placed if _measures(one)]


def _measures(placed: PlacedExample) -> bool:
    return placed.example_id.int % 2 == 1
