"""Planted clips for tests, placed by the corpus worker's role as `earnest review plant` does it."""

from datetime import timedelta

import numpy

from earnest.deidentified.quality.planted import PlantedTruth, add_planted
from earnest.foundation.identifiers import ClipId, random_identifier
from earnest.foundation.units import SampleCount
from earnest.handover.clip import ClipDescription, ConcealedWord, DayPart
from earnest.handover.planting import PlantedKind
from earnest.services.database.roles import Role
from earnest.sound_files.encoding import encode_wav
from support.clips import HandoverSide

SAID = "a large latte"
"""What is known of each."""


def plant(handover: HandoverSide, *, kind: PlantedKind = PlantedKind.TASK) -> None:
    """Plant a clip in which something else is shown than was said."""
    now, clip_id = handover.clock.now(), ClipId(random_identifier())
    about = ClipDescription(
        clip_id=clip_id,
        region="DE",
        language="en",
        programme="planted",
        period=now.date().replace(day=1),
        day_part=DayPart.MORNING,
        wake_word=None,
        confidence=0.9,
        domain="general",
        selection_reason="planted",
        selection_probability=1.0,
        disguise_profile="blended",
        sample_count=SampleCount(16_000),
        placed_on=now.date(),
        delete_after=now + timedelta(days=180),
    )
    word = ConcealedWord(text="tea", start=SampleCount(0), end=SampleCount(9_000), posterior=0.9, concealed=None)
    truth = PlantedTruth(language="en", transcript=SAID, intent=None, wrong_word=None)
    with handover.databases[Role.CORPUS_WORKER].transaction() as connection:
        add_planted(
            connection,
            about,
            [word],
            encode_wav(numpy.zeros(16_000, dtype=numpy.int16)),
            truth,
            kind=kind,
            licence="CC-BY-4.0",
            source=None,
            handover_key=handover.handover_key,
            objects=handover.objects,
            now=now,
        )
