"""Answering: what two models make of every reference recording."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Protocol, TypeVar

from earnest.deidentified.evaluation.items import open_item
from earnest.deidentified.evaluation.records import NO_ANSWER, GivenAnswer, StoredReference
from earnest.deidentified.evaluation.rules import AnsweredItem
from earnest.foundation.units import Samples
from earnest.services.cryptography import MasterKey
from earnest.services.objects import ObjectStore
from earnest.speech.hearing.recognition.errors import EngineFailed

Item = TypeVar("Item")


class Answerer(Protocol):
    """One model: recognises and interprets. May be used from one thread at a time."""

    def answer(self, samples: Samples, language: str) -> GivenAnswer:
        """Return what the model makes of an utterance.

        Args:
            samples: shape (n,).
            language: what is spoken; ISO 639-1.

        Raises:
            EngineFailed: the engine crashed or took too long on it.
        """
        ...

    def close(self) -> None:
        """Free what it holds."""
        ...


Report = Callable[[int, int], None]
"""Takes how many steps are done, and of how many."""


def answer_items(
    items: Sequence[StoredReference],
    *,
    before: Answerer,
    after: Answerer,
    handover_key: MasterKey,
    objects: ObjectStore,
    report: Report,
) -> list[AnsweredItem]:
    """Ask both models for every item; an item on which an engine fails counts as not answered.

    Args:
        items: what is asked; two sounds are in memory.
        before: the baseline.
        after: the candidate.
        handover_key: opens the items.
        objects: where they lie.
        report: told after every item.
    """

    def asked_of(model: Answerer) -> Callable[[StoredReference], GivenAnswer]:
        return lambda item: _ask(
            model, open_item(item, handover_key=handover_key, objects=objects), item.answer.language
        )

    answers = answer_from_both_ends(items, asked_of(before), asked_of(after), report)
    return [
        AnsweredItem(known=item.answer, before=one, after=other)
        for item, (one, other) in zip(items, answers, strict=True)
    ]


def answer_from_both_ends(
    items: Sequence[Item],
    before: Callable[[Item], GivenAnswer],
    after: Callable[[Item], GivenAnswer],
    report: Report,
) -> list[tuple[GivenAnswer, GivenAnswer]]:
    """Return both models' answers to every item, in the order of the items.

    They go through the items from opposite ends: what one model has heard the other need not hear again, and so two
    sounds are heard at a time, on two processors.

    Args:
        items: what is asked.
        before: asks the baseline.
        after: asks the candidate.
        report: told after every item.
    """
    report(0, len(items))
    with ThreadPoolExecutor(1, "answering") as forwards, ThreadPoolExecutor(1, "answering") as backwards:
        first = [forwards.submit(before, item) for item in items]
        second = [backwards.submit(after, item) for item in reversed(items)]
        try:
            for number, answered in enumerate(as_completed([*first, *second]), start=1):
                _ = answered.result()
                report(number // 2, len(items))
        except BaseException:
            for one in (*first, *second):
                _ = one.cancel()
            raise
    return [(one.result(), other.result()) for one, other in zip(first, reversed(second), strict=True)]


def answer_again(
    items: Sequence[StoredReference], model: Answerer, *, handover_key: MasterKey, objects: ObjectStore
) -> list[GivenAnswer]:
    """Return one model's answers to items, in their order; one on which the engine fails counts as not answered."""
    return [
        _ask(model, open_item(item, handover_key=handover_key, objects=objects), item.answer.language) for item in items
    ]


def _ask(model: Answerer, samples: Samples, language: str) -> GivenAnswer:
    try:
        return model.answer(samples, language)
    except EngineFailed:
        return NO_ANSWER
