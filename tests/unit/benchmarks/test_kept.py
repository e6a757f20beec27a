"""A benchmark in pieces says the same as in one, and counts what was heard before."""

import json
import math
from pathlib import Path

import numpy
import pytest
from material.kept import Kept, KeptRecogniser, TimeOver

from earnest.foundation.units import Samples
from earnest.speech.hearing.recognition.adapters.pocketsphinx import PocketsphinxPass
from earnest.speech.hearing.recognition.domain_engine import DomainEngine

SOUND: Samples = numpy.random.default_rng(3).integers(-2_000, 2_000, 16_000).astype(numpy.int16)


def test_what_was_heard_is_said_again_by_a_later_run_with_its_cost(tmp_path: Path) -> None:
    file = tmp_path / "kept" / "pocketsphinx.jsonl"
    first = KeptRecogniser(DomainEngine(PocketsphinxPass(quick=True)), Kept(file, math.inf)).recognise(SOUND, ("en",))
    later = Kept(file, -math.inf)
    assert KeptRecogniser(DomainEngine(PocketsphinxPass(quick=True)), later).recognise(SOUND, ("en",)) == first
    [_, _, cost] = json.loads(file.read_text("utf-8"))
    assert later.saved_seconds == cost


def test_a_run_whose_time_is_over_listens_to_nothing_new(tmp_path: Path) -> None:
    with pytest.raises(TimeOver):
        _ = Kept(tmp_path / "none.jsonl", -math.inf).answer(SOUND, lambda: b"heard")
