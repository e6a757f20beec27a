import json
import math
from pathlib import Path

import numpy
from recognising.cascade import MOST_LABELS, teach
from recognising.engines import Listening
from recognising.material import Material, Sound
from support.voices import say

from earnest.collections.item import CollectionItem
from earnest.engines.engine_choice import EngineChoice, RecogniserName
from earnest.handover.bundle import read_bundle
from earnest.sound_files.encoding import encode_wav


def word(text: str, person: str, number: int) -> CollectionItem:
    return CollectionItem(path=Path(f"{person}{number}.wav"), speaker=person, task="words", text=text)


def test_a_cascade_knows_the_words_that_were_labelled_and_the_same_labels_teach_the_same() -> None:
    items = [word(text, person, number) for person in "ab" for number, text in enumerate(("stop", "on", "stop"))]
    lesson = teach(items, seed=1)
    (domain,) = read_bundle(lesson.bundle).domains
    assert {token.words for token in domain.model.tokens} == {("stop",), ("on",)}
    assert (lesson.labels, lesson.people) == (6, 2)
    assert teach(items, seed=1) == lesson
    assert teach([word("stop", "a", number) for number in range(MOST_LABELS + 9)], seed=1).labels == MOST_LABELS


def test_who_is_measured_labels_nothing(tmp_path: Path) -> None:
    lines: list[str] = []
    for person in "abcdef":
        for number, text in enumerate(("stop", "go")):
            name = f"{person}{number}.wav"
            _ = (tmp_path / name).write_bytes(encode_wav(numpy.zeros(1600, dtype=numpy.int16)))
            lines.append(json.dumps({"file": name, "speaker": person, "task": "words", "text": text}))
    _ = (tmp_path / "manifest.jsonl").write_text("\n".join(lines), encoding="utf-8")
    material = Material(tmp_path, sample=3, seed=1)
    measured = {sound.person for sound in material.group("words")}
    labelled = {item.speaker for item in material.words_of_others()}
    assert measured
    assert labelled
    assert not measured & labelled


def test_what_is_learned_is_heard_by_the_engine_that_is_measured(tmp_path: Path) -> None:
    """The domain is in the measured process: the answer says which model gave it."""
    lesson = teach([word(text, "a", number) for number, text in enumerate(("stop", "on") * 3)], seed=1)
    sound = Sound(name="s", group="words", samples=say("stop"), text="stop", language="en", person="b")
    choice = EngineChoice(name=RecogniserName.POCKETSPHINX)
    (heard,) = Listening(choice, tmp_path / "kept.jsonl", lesson.bundle).hear([sound], math.inf)
    (stock,) = Listening(choice, tmp_path / "stock.jsonl").hear([sound], math.inf)
    assert heard.hypothesis is not None
    assert stock.hypothesis is not None
    assert heard.hypothesis.model == read_bundle(lesson.bundle).identifier
    assert stock.hypothesis.model == "stock"
