"""Measured: what a model needs, as `make bench NAME=recognition` measured it; the machine is named in the file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, cast

from earnest.weights.known_models import DEFAULT_MODEL, KNOWN_MODELS

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
    content = files("earnest.weights").joinpath(_FILE).read_text(encoding="utf-8")
    models = cast("dict[str, dict[str, float]]", json.loads(content)["models"])
    return {
        name: ModelNeeds(
            memory=int(figures["memory"]), processor_seconds_per_second=figures["processor_seconds_per_second"]
        )
        for name, figures in models.items()
    }


def times_slower(model: str) -> float:
    """Return how many times as long as the default model another one may take; at least 1.

    As both were measured, else by the bytes of their weights: each takes part in every step. A model of the owner's
    own that is not in the table counts as the default.

    Args:
        model: name; empty for a recogniser that has one set of weights.
    """
    needs = measured_models()
    if model in needs and DEFAULT_MODEL in needs:
        own, usual = (needs[name].processor_seconds_per_second for name in (model, DEFAULT_MODEL))
        return max(1.0, own / usual)
    sizes = {known.name: known.conversions[0].size for known in KNOWN_MODELS}
    return max(1.0, sizes.get(model, 0) / sizes[DEFAULT_MODEL])
