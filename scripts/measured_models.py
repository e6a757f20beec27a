"""What `earnest models` says of memory and time: taken from the result file of the benchmark `recognition`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

from earnest.weights.known_models import DEFAULT_MODEL, KNOWN_MODELS

_ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = _ROOT / "benchmarks" / "results" / "recognition.json"
FILE: Final = _ROOT / "src" / "earnest" / "weights" / "measured.json"


def measured_models(results: Mapping[str, object]) -> str:
    """Return the file that the wheel carries.

    Args:
        results: of the benchmark; its engines are called `whisper`, with the default model, or by the name of a model.
            Empty before it was run.
    """
    engines = cast("Mapping[str, Mapping[str, float]]", results.get("engines", {}))
    names = {"whisper": DEFAULT_MODEL} | {model.name: model.name for model in KNOWN_MODELS}
    models = {
        names[engine]: {
            "memory": int(figures["memory_mebibytes"] * 2**20),
            "processor_seconds_per_second": figures["seconds_per_second"],
        }
        for engine, figures in engines.items()
        if engine in names
    }
    return json.dumps({"machine": results.get("machine"), "models": models}, indent=1) + "\n"


def text() -> str:
    """Return the file as the result file has it."""
    return measured_models(json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {})
