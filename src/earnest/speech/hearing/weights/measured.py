"""Measured: what a model needs, as `make bench NAME=recognition` measured it; the machine is named in the file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, cast

_FILE: Final = "measured.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelNeeds:
    """What recognising with one model needs."""

    memory: int
    """Resident memory of the recogniser's process with the model in it; bytes."""
    processor_seconds_per_second: float
    """Seconds of one processor per second of sound; sentences."""


@cache
def measured_models() -> Mapping[str, ModelNeeds]:
    """Return the figures by name of the model; a model that is not in it was not measured."""
    content = files("earnest.speech.hearing.weights").joinpath(_FILE).read_text(encoding="utf-8")
    models = cast("dict[str, dict[str, float]]", json.loads(content)["models"])
    return {
        name: ModelNeeds(
            memory=int(figures["memory"]), processor_seconds_per_second=figures["processor_seconds_per_second"]
        )
        for name, figures in models.items()
    }
