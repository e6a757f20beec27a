"""Rules of evaluation, decided without input or output: what is measured, how two models compare, what is released."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final, Protocol

from earnest.deidentified.evaluation.errors import NotAnsweredByWords
from earnest.deidentified.evaluation.records import NO_ANSWER, Comparison, GivenAnswer, KnownAnswer, Metric, Verdict
from earnest.deidentified.evaluation.understanding_scores import all_slots_right
from earnest.foundation.statistics.bootstrap import paired_bootstrap
from earnest.speech.language.comparing.word_errors import WordErrors, text_errors
from earnest.speech.language.wording import normalised_words

_COMPARISONS_KEPT: Final = 4096
"""Texts whose errors are kept: a round compares the same answers once for each part of a candidate, at 3 ms each.
Chosen as a bound on memory."""


class ReleaseDecision(StrEnum):
    """Whether a candidate goes live, and why."""

    IMPROVED = "improved"
    """At least one task is better, clear of chance, and none is worse: the only reason to release."""
    NOTHING_BETTER = "nothing_better"
    SOMETHING_WORSE = "something_worse"
    NOT_EVALUATED = "not_evaluated"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredItem:
    """One item with the answers of both models."""

    known: KnownAnswer
    before: GivenAnswer
    after: GivenAnswer


class JudgedComparison(Protocol):
    """A comparison that says something about the candidate."""

    @property
    def verdict(self) -> Verdict:
        """What it says."""
        ...


def decide_release(comparisons: Sequence[JudgedComparison]) -> ReleaseDecision:
    """Decide whether a candidate is released: better somewhere and worse nowhere."""
    verdicts = {comparison.verdict for comparison in comparisons}
    if not verdicts:
        return ReleaseDecision.NOT_EVALUATED
    if Verdict.WORSE in verdicts:
        return ReleaseDecision.SOMETHING_WORSE
    return ReleaseDecision.IMPROVED if Verdict.BETTER in verdicts else ReleaseDecision.NOTHING_BETTER


def verdict_on_part(comparisons: Sequence[JudgedComparison]) -> Verdict:
    """Return what its comparisons say about one part: worse where it is so on any task, else better where on any."""
    verdicts = {comparison.verdict for comparison in comparisons}
    return next((one for one in (Verdict.WORSE, Verdict.BETTER) if one in verdicts), Verdict.NOT_BETTER)


def compare(items: Sequence[AnsweredItem], *, seed: int) -> tuple[Comparison, ...]:
    """Compare two models on every set, task and metric that the items allow, ordered by these names.

    Items without any known answer are left out.

    Args:
        items: with the answers of both models.
        seed: of the bootstrap; the same seed gives the same intervals.
    """
    groups: dict[tuple[str, str, Metric], list[AnsweredItem]] = {}
    one_word = _one_word_tasks(items)
    for item in items:
        metric = _metric(item.known, one_word=one_word)
        if metric is not None:
            groups.setdefault((item.known.set_name, item.known.task, metric), []).append(item)
    return tuple(
        _compare_group(set_name, task, metric, members, seed=seed)
        for (set_name, task, metric), members in sorted(groups.items())
    )


def _compare_group(
    set_name: str, task: str, metric: Metric, members: Sequence[AnsweredItem], *, seed: int
) -> Comparison:
    measured = paired_bootstrap(
        before=[_measure(metric, item.known, item.before) for item in members],
        after=[_measure(metric, item.known, item.after) for item in members],
        groups=[item.known.speaker for item in members],
        weights=[_weight(metric, item.known) for item in members],
        seed=seed,
    )
    return Comparison(
        set_name=set_name,
        task=task,
        metric=metric,
        item_count=measured.items,
        speaker_count=measured.groups,
        before=measured.before,
        after=measured.after,
        # With few speakers the interval by speaker is too narrow (with one it has no width), so the wider one counts.
        lower=min(measured.by_group.low, measured.by_item.low),
        upper=max(measured.by_group.high, measured.by_item.high),
        seed=seed,
    )


def _one_word_tasks(items: Sequence[AnsweredItem]) -> Mapping[tuple[str, str], bool]:
    """Say of each task whether all of its items that know only their words have one word each."""
    found: dict[tuple[str, str], bool] = {}
    for item in items:
        if item.known.intent is None and item.known.reference is not None:
            task = (item.known.set_name, item.known.task)
            found[task] = found.get(task, True) and len(normalised_words(item.known.reference)) <= 1
    return found


def _metric(known: KnownAnswer, *, one_word: Mapping[tuple[str, str], bool]) -> Metric | None:
    if known.intent is not None:
        return Metric.INTENT_AND_SLOTS_RIGHT
    if known.reference is None or not normalised_words(known.reference):
        return None
    return Metric.WORDS_RIGHT if one_word[known.set_name, known.task] else Metric.WORD_ERROR_RATE


def _measure(metric: Metric, known: KnownAnswer, given: GivenAnswer) -> float:
    """Return what one answer measures; for the word error rate errors over reference words, which can pass 1."""
    match metric:
        case Metric.INTENT_AND_SLOTS_RIGHT:
            right = all_slots_right(
                labelled_intent=known.intent, labelled_slots=known.slots, intent=given.intent, slots=given.slots
            )
            return float(right)
        case Metric.WORDS_RIGHT:
            return float(_errors(known, given).total == 0)
        case Metric.WORD_ERROR_RATE:
            return _errors(known, given).rate
        case Metric.WAKE_VERDICTS_RIGHT:
            raise NotAnsweredByWords


def _errors(known: KnownAnswer, given: GivenAnswer) -> WordErrors:
    return _text_errors(known.reference or "", " ".join(given.words), known.language)


@lru_cache(maxsize=_COMPARISONS_KEPT)
def _text_errors(reference: str, text: str, language: str) -> WordErrors:
    return text_errors(reference, text, language)


def _weight(metric: Metric, known: KnownAnswer) -> float:
    return float(_errors(known, NO_ANSWER).reference_words) if metric is Metric.WORD_ERROR_RATE else 1.0
