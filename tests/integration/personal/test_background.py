"""Background voices on the worker's real path: gone from sound and text, and any fault withholds (AU7, AU4)."""

from dataclasses import replace

import numpy
import pytest
from numpy.typing import NDArray
from support.deidentifying import Death, HearsPlease
from support.speaking import PersonalSide, spoken
from support.voices import say

from earnest.foundation.identifiers import ClipId, RecordingId
from earnest.foundation.units import SampleCount, Samples
from earnest.handover.taking import load_clip, open_sound, open_words
from earnest.personal.consent.purposes import Purpose
from earnest.personal.deidentification.tasks import Deidentifier
from earnest.services.database.roles import Role
from earnest.sound_files.decoding import decode
from earnest.speech.language.hypothesis import Hypothesis, RecognisedWord
from earnest.speech.sound.voice_activity import VoiceActivityModel, trim_silence
from earnest.voices.disguise.profiles import Disguises

ORDER = "large latte please"
FAR = "we are leaving soon"


def trimmed(sentence: str, seed: int) -> Samples:
    sound = say(sentence, seed=seed)
    return trim_silence(sound, 0).of(sound)


def scene() -> tuple[Samples, Hypothesis, int]:
    """A voice far away, then an order; what a recogniser hears of both; and where the order begins."""
    near, far = trimmed(ORDER, 1), trimmed(FAR, 4)
    start = far.size + 8_000
    sound = numpy.concatenate([far * 0.06, numpy.zeros(8_000), near, numpy.zeros(4_000)])
    words = tuple(
        RecognisedWord(
            text=text,
            start=SampleCount(first + place * size // len(said.split())),
            end=SampleCount(first + (place + 1) * size // len(said.split())),
            posterior=0.9,
        )
        for said, first, size in ((FAR, 0, far.size), (ORDER, start, near.size))
        for place, text in enumerate(said.split())
    )
    heard = replace(spoken().hypothesis, words=words)
    return (sound + numpy.random.default_rng(2).normal(0.0, 8.0, sound.size)).astype(numpy.int16), heard, start


def chosen(side: PersonalSide) -> RecordingId:
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    side.allow()
    sound, heard, _ = scene()
    return side.store(customer, samples=sound, content=replace(spoken(), hypothesis=heard), selected=True)


def deidentify(side: PersonalSide, recording_id: RecordingId, voices: VoiceActivityModel) -> tuple[str, str | None]:
    """Let a worker take a recording; return where it got to and why. Every moment stays in its place."""
    Deidentifier(
        database=side.databases[Role.PERSONAL_WORKER],
        vault=side.vault,
        handover_key=side.handover_key,
        objects=side.objects,
        engine=HearsPlease(Death(None)),
        spotter=HearsPlease(Death(None)),
        clock=side.clock,
        voices=voices,
        disguises=Disguises("warped"),
    ).deidentify(recording_id)
    with side.databases.owner.transaction() as connection:
        row = connection.execute(
            "select review_state, withheld_reason from personal.recordings where recording_id = %s", [recording_id]
        ).fetchone()
    assert row is not None
    return str(row[0]), row[1]


def clips(side: PersonalSide) -> list[ClipId]:
    with side.databases.owner.transaction() as connection:
        return [ClipId(row[0]) for row in connection.execute("select clip_id from handover.clips").fetchall()]


def test_au7_a_far_voice_reaches_a_reviewer_neither_in_sound_nor_in_text(side: PersonalSide) -> None:
    assert deidentify(side, chosen(side), VoiceActivityModel()) == ("placed", None)
    [clip_id] = clips(side)
    with side.databases[Role.WORKBENCH].transaction() as connection:
        clip = load_clip(connection, clip_id)
    words = open_words(clip, handover_key=side.handover_key, objects=side.objects)
    assert [word.text for word in words] == ORDER.split()
    heard = decode(open_sound(clip, handover_key=side.handover_key, objects=side.objects)).astype(float)
    original, _, start = scene()
    before, after = original[: start - 8_000].astype(float), heard[: start - 8_000]
    speech_before, speech_after = original[start:-6_000].astype(float), heard[start:-6_000]
    far_before = numpy.mean(before**2) / numpy.mean(speech_before**2)
    far_after = numpy.mean(after**2) / numpy.mean(speech_after**2)
    assert heard.size == original.size
    assert far_after < 0.1 * far_before


class Failing(VoiceActivityModel):
    """A model that fails, or answers nonsense, from its first question on."""

    def __init__(self, answer: float | Exception) -> None:
        super().__init__()
        self.answer = answer

    def probabilities(self, samples: Samples) -> tuple[NDArray[numpy.float64], SampleCount]:
        if isinstance(self.answer, Exception):
            raise self.answer
        return numpy.full(samples.size // 512 + 1, self.answer), SampleCount(512)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (RuntimeError("zebra"), "unexpected"),
        (MemoryError(), "unexpected"),
        (float("nan"), "nothing_to_hear"),
        (0.0, "nothing_to_hear"),
    ],
)
def test_au4_au7_a_fault_while_reducing_withholds(
    side: PersonalSide, answer: float | Exception, reason: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert deidentify(side, chosen(side), Failing(answer)) == ("withheld", reason)
    assert clips(side) == []
    assert "zebra" not in capfd.readouterr().err
