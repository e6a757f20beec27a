"""A recogniser that cannot run is said before anybody speaks: library and weights are different causes."""

import sys
from pathlib import Path

import pytest

from earnest.engines.engine_choice import EngineChoice, RecogniserName
from earnest.engines.engine_process import EngineProcess
from earnest.speech.hearing.recognition.errors import LibraryMissing
from earnest.weights.errors import ModelMissing
from earnest.weights.finding import WeightPlaces


def missing(choice: EngineChoice) -> type[BaseException]:
    engine = EngineProcess(choice)
    try:
        with pytest.raises(ModelMissing) as found:
            engine.warm_up()
        return found.type
    finally:
        engine.close()


def test_weights_that_are_not_there_are_called_weights(tmp_path: Path) -> None:
    places = WeightPlaces(folder=tmp_path)
    assert issubclass(missing(EngineChoice(name=RecogniserName.WHISPER, model="unknown", places=places)), ModelMissing)


def test_a_library_that_is_not_there_is_called_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "sherpa_onnx"
    broken.mkdir()
    _ = (broken / "__init__.py").write_text("raise ImportError\n")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{':'.join(sys.path)}")
    choice = EngineChoice(name=RecogniserName.SHERPA_ONNX, places=WeightPlaces(folder=tmp_path))
    assert missing(choice) is LibraryMissing
    assert "pip install" in LibraryMissing.remedy
    assert "EARNEST_MODELS" in ModelMissing.remedy
