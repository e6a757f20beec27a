"""ML5: a sentence that one person said once and that asks for nothing is in no recogniser that is learned from labels.

The attacker has the released model's file, and the model itself, which hears whatever the attacker plays to it. What
does come out stands in docs/requirements.md: learned short phrases, names and values of commands are what a model is
for, and the words of every sentence stand in the vocabulary of the intents.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy
import pytest
from support.searching import strange_words

from earnest.deidentified.learning.labelled_clip import LabelledClip
from earnest.deidentified.learning.model_learning import LearningSettings, learn
from earnest.foundation.model_file.archive import read_parts
from earnest.foundation.units import Samples
from earnest.handover.bundle import read_bundle, write_bundle
from earnest.speech.hearing.recognition.adapters.pocketsphinx import PocketsphinxPass
from earnest.speech.hearing.recognition.domain_engine import DomainEngine
from earnest.speech.meaning.interpretation import Slot

CANARIES = 20
PLAYED = 5
ROOMS = ("kitchen", "bath", "hall")
COMMANDS = ("stop", "go on", "louder")
SETTINGS = LearningSettings(seed=1, open_pass="pocketsphinx", compares_texts=True, processes=1, general_sentences=6)


def sound(seed: int) -> Samples:
    generator = numpy.random.default_rng(seed)
    envelope = numpy.abs(numpy.sin(numpy.arange(12_000) / 1500 + seed))
    return (envelope * generator.normal(0, 3000, 12_000)).astype(numpy.int16)


@dataclass(frozen=True, kw_only=True)
class Released:
    """A model that was learned by the path of the corpus worker, and what was planted."""

    content: bytes
    canaries: Sequence[tuple[str, ...]]
    sounds: Sequence[Samples]

    def parts(self) -> dict[str, bytes]:
        """Return the files in the model."""
        found: dict[str, bytes] = {}
        read_parts(self.content, lambda parts, _identifier: found.update(parts))
        return found


def labelled(canaries: Sequence[tuple[str, ...]]) -> Iterator[LabelledClip]:
    lines = [(f"turn on the {room} light", "light", (Slot(name="room", value=room),)) for room in ROOMS * 3]
    lines += [(text, None, ()) for text in COMMANDS * 3]
    lines += [(" ".join(words), None, ()) for words in canaries]
    for number, (text, intent, slots) in enumerate(lines):
        yield LabelledClip(
            clip_id=f"clip{number}",
            hypothesis_words=tuple(text.split()),
            samples=sound(number),
            transcript=text,
            intent=intent,
            slots=slots,
        )


@pytest.fixture(scope="module")
def released() -> Released:
    canaries = [strange_words(5) for _ in range(CANARIES)]
    clips = list(labelled(canaries))
    content = write_bundle(learn(clips, SETTINGS, lambda _done, _total: None))
    return Released(content=content, canaries=canaries, sounds=[clip.samples for clip in clips[-PLAYED:]])


def test_ml5_no_part_of_the_recogniser_holds_a_word_of_it(released: Released) -> None:
    recogniser = b"\n".join(part for name, part in released.parts().items() if name.startswith("domain"))
    for known in (*ROOMS, "stop", "louder"):
        assert known.encode() in recogniser, "what people say again and again is found"
    assert [word for words in released.canaries for word in words if word.encode() in recogniser] == []


def test_ml5_the_model_says_no_word_of_it_when_its_sound_is_played(released: Released) -> None:
    planted = {word for words in released.canaries for word in words}
    engine = DomainEngine(PocketsphinxPass(), read_bundle(released.content).hearing)
    try:
        for played in released.sounds:
            hypothesis = engine.recognise(played, ("en",))
            said = {word.text for word in hypothesis.words}
            said |= {word for one in hypothesis.alternatives for word in one.words}
            assert not said & planted
    finally:
        engine.close()
