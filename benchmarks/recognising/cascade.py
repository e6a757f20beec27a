"""Cascade: the open pass with a domain over it that was learned from what other people's recordings are known to say.

Over an open pass that compares texts nothing is listened to when phrases are learned, so labels teach by their words
alone and need no sound here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy

from earnest.collections.collection import CollectionItem
from earnest.deidentified.learning.labelled_clip import LabelledClip
from earnest.deidentified.learning.model_learning import LearningSettings, learn
from earnest.handover.bundle import write_bundle
from earnest.speech.hearing.recognition.adapters.whisper import NAME
from earnest.speech.language.wording import normalised

MOST_LABELS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a cascade was taught."""

    bundle: bytes
    labels: int
    people: int

    def row(self) -> dict[str, object]:
        """Return it for the results."""
        return {"labels": self.labels, "people": self.people, "of": "single words of people who are not measured"}


def teach(items: Sequence[CollectionItem], *, seed: int) -> Lesson:
    """Return what so many labels teach.

    Args:
        items: single words, whose texts are known; the first `MOST_LABELS` are labels.
        seed: of learning.
    """
    labels = [
        LabelledClip(
            clip_id=str(item.path),
            hypothesis_words=(),
            samples=numpy.zeros(0, dtype=numpy.int16),
            transcript=normalised(item.text or ""),
            intent=None,
        )
        for item in items[:MOST_LABELS]
    ]
    settings = LearningSettings(seed=seed, open_pass=NAME, compares_texts=True, processes=1)
    bundle = write_bundle(learn(labels, settings, lambda _done, _total: None))
    return Lesson(bundle=bundle, labels=len(labels), people=len({item.speaker for item in items[:MOST_LABELS]}))
