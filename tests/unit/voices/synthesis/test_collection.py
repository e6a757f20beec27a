"""The synthetic folder is whole, says what it is, and every text in it can be said."""

import json
from pathlib import Path
from random import Random
from typing import cast

from earnest.voices.synthesis.collection import Amounts, write_synthetic_collection
from earnest.voices.synthesis.pronunciation import bundled_pronunciations, phones_of
from earnest.voices.synthesis.texts import COMMAND_WORDS, orders, sentences


def test_every_text_can_be_pronounced() -> None:
    pronunciations = bundled_pronunciations()
    generator = Random(1)  # noqa: S311
    texts = [next(source) for source in (orders(generator), sentences(generator)) for _ in range(200)]
    for words in [*(line.words for line in texts), *((word,) for word in COMMAND_WORDS)]:
        assert phones_of(words, pronunciations)


def test_a_collection_is_whole_and_says_that_it_is_synthetic(tmp_path: Path) -> None:
    amounts = Amounts(voices=2, orders=1, words=1, sentences=1, passers_by=1)
    write_synthetic_collection(tmp_path, seed=3, amounts=amounts)
    lines = (tmp_path / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 8
    for line in lines:
        known = cast("dict[str, object]", json.loads(line))
        assert known["synthetic"] is True
        assert "synthetic" in str(known["licence"])
        assert (tmp_path / str(known["file"])).exists()
