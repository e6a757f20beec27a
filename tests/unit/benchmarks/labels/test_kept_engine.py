from pathlib import Path

import numpy
import pytest
from labels.kept_engine import KeptEngine

from earnest.engines.engine_choice import EngineChoice, RecogniserName

SOUND = numpy.zeros(16_000, dtype=numpy.int16)


def test_a_sound_is_heard_once_in_all_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "build" / "heard.jsonl"
    first = KeptEngine(EngineChoice(name=RecogniserName.POCKETSPHINX_QUICK), kept)
    heard = first.recognise(SOUND, ("en",))
    first.close()
    monkeypatch.setattr("sys.executable", "/nowhere")  # another child could not start
    again = KeptEngine(EngineChoice(name=RecogniserName.POCKETSPHINX_QUICK), kept)
    again.hear_before([SOUND])
    assert again.recognise(SOUND, ("en",)) == heard
    again.close()
    assert len(kept.read_text("utf-8").splitlines()) == 1
