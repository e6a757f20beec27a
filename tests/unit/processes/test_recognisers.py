"""Which recogniser answers: Whisper where its weights are, else pocketsphinx; a model that was chosen, or none."""

import sys
from pathlib import Path

import pytest
from support.small_models import OTHER, write_folder

from earnest.engines.engine_choice import RecogniserName
from earnest.engines.engine_process import EngineLimits
from earnest.foundation.settings import Settings, load_settings
from earnest.processes.recognisers import VerifyingEngine, cause_of, disguises_in_use, live_choice, live_recogniser
from earnest.voices.disguise.profiles import chosen_profile
from earnest.weights.choice import write_choice
from earnest.weights.errors import ModelMissing, WeightsDiffer, WeightsNotFound, WeightsTruncated
from earnest.weights.known_models import DEFAULT_MODEL, KNOWN_MODELS

[BASE] = [model.conversions[0] for model in KNOWN_MODELS if model.name == DEFAULT_MODEL]


@pytest.fixture(autouse=True)
def _nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    """No package, no cache: what is here is what a test lays down."""
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))


def settings(tmp_path: Path, **more: str) -> Settings:
    return load_settings({"EARNEST_DATA": str(tmp_path / "data"), **more})


def lay_down(folder: Path, *, cut: int = 0) -> Path:
    """Lay down files of the right names and lengths, without their bytes: they take no room on the disk."""
    folder.mkdir(parents=True)
    for file in BASE.files:
        with (folder / file.name).open("wb") as sparse:
            _ = sparse.truncate(file.size - (cut if file.name == "model.bin" else 0))
    return folder


def test_without_weights_pocketsphinx_listens_and_it_is_said_how_to_get_them(tmp_path: Path) -> None:
    live = live_recogniser(settings(tmp_path))
    assert live.choice.name is RecogniserName.POCKETSPHINX
    assert "pocketsphinx listens: English. The weights of whisper-base are not on this machine." in live.sentence
    assert "earnest models get" in live.sentence
    assert live.event.whisper_refused is WeightsNotFound


def test_with_weights_whisper_listens(tmp_path: Path) -> None:
    _ = lay_down(tmp_path / "data" / "weights" / DEFAULT_MODEL)
    live = live_recogniser(settings(tmp_path))
    assert live.choice.name is RecogniserName.WHISPER
    assert live.sentence == "whisper-base listens: English, German, Dutch."
    assert live.event.whisper_refused is None


def test_what_was_not_asked_for_by_name_is_no_reason_not_to_answer(tmp_path: Path) -> None:
    _ = lay_down(tmp_path / "data" / "weights" / DEFAULT_MODEL, cut=1)
    live = live_recogniser(settings(tmp_path))
    assert live.choice.name is RecogniserName.POCKETSPHINX
    assert "is truncated: 145,217,531 bytes instead of 145,217,532" in live.sentence


def test_a_chosen_model_that_is_not_here_ends_the_start(tmp_path: Path) -> None:
    with pytest.raises(WeightsNotFound, match="whisper-small"):
        _ = live_choice(settings(tmp_path, EARNEST_MODEL="whisper-small"))
    write_choice(tmp_path / "data" / "weights", "whisper-medium")
    with pytest.raises(WeightsNotFound, match="whisper-medium"):
        _ = live_choice(settings(tmp_path))


def test_a_truncated_file_in_the_named_folder_ends_the_start(tmp_path: Path) -> None:
    folder = lay_down(tmp_path / "own" / DEFAULT_MODEL, cut=1)
    with pytest.raises(WeightsTruncated) as refused:
        _ = live_choice(settings(tmp_path, EARNEST_MODELS=str(folder)))
    assert str(folder / "model.bin") in refused.value.message


def test_a_model_of_the_owner_s_own_listens_by_the_name_of_its_folder(tmp_path: Path) -> None:
    _ = write_folder(tmp_path / "own" / "tuned", OTHER)
    for chosen in (
        settings(tmp_path, EARNEST_MODELS=str(tmp_path / "own" / "tuned")),
        settings(tmp_path, EARNEST_MODELS=str(tmp_path / "own"), EARNEST_MODEL="tuned"),
        settings(tmp_path, EARNEST_MODELS=str(tmp_path / "own" / "tuned"), EARNEST_ENGINE="whisper"),
    ):
        choice = live_choice(chosen)
        assert (choice.name, choice.model) == (RecogniserName.WHISPER, "tuned")


def test_a_recogniser_that_is_set_is_taken_whatever_is_here(tmp_path: Path) -> None:
    choice = live_choice(settings(tmp_path, EARNEST_ENGINE="whisper"))
    assert (choice.name, choice.model) == (RecogniserName.WHISPER, DEFAULT_MODEL)
    assert live_choice(settings(tmp_path, EARNEST_ENGINE="pocketsphinx")).name is RecogniserName.POCKETSPHINX


def test_why_a_child_could_not_load_is_told_with_file_and_hashes(tmp_path: Path) -> None:
    """The child says only that weights are missing, for it has heard people and what it says goes into the log."""
    folder = lay_down(tmp_path / "own" / DEFAULT_MODEL)
    choice = live_choice(settings(tmp_path, EARNEST_MODELS=str(tmp_path / "own")))
    cause = cause_of(choice, ModelMissing())
    assert isinstance(cause, WeightsDiffer)
    assert str(folder / "model.bin") in cause.message
    assert BASE.files[0].sha256 in cause.message


def test_the_encoder_for_the_disguise_is_that_of_what_listens(tmp_path: Path) -> None:
    """The worker that also deletes starts without it where weights that were chosen are missing."""
    assert encoder_model(settings(tmp_path)) is None
    chosen = settings(tmp_path, EARNEST_MODEL="whisper-small")
    with pytest.raises(ModelMissing):
        _ = live_choice(chosen)
    assert encoder_model(chosen) is None
    _ = lay_down(tmp_path / "data" / "weights" / DEFAULT_MODEL)
    assert encoder_model(settings(tmp_path)) == DEFAULT_MODEL
    assert encoder_model(settings(tmp_path, EARNEST_ENGINE="pocketsphinx")) is None


def encoder_model(chosen: Settings) -> str | None:
    engine = VerifyingEngine(chosen, EngineLimits())
    try:
        encoder = engine.encoder()
    finally:
        engine.close()
    return None if encoder is None else encoder.model


def profile_of_the_worker(own: Settings, language: str) -> str:
    """Return with which profile the worker that prepares clips disguises those of a language."""
    engine = VerifyingEngine(own, EngineLimits())
    try:
        encoder = engine.encoder()
        return chosen_profile(own.disguise.value, language, "" if encoder is None else encoder.model)
    finally:
        engine.close()


@pytest.mark.parametrize("setting", ["automatic", "respoken"])
def test_au2_the_notice_names_the_disguise_that_the_worker_uses_with_and_without_weights(
    tmp_path: Path, setting: str
) -> None:
    """What people are promised is what is done: with Whisper another disguise of English than without."""
    own = settings(tmp_path, EARNEST_DISGUISE=setting)
    found: list[str] = []
    for weights in ("missing", "there"):
        if weights == "there":
            _ = lay_down(tmp_path / "data" / "weights" / DEFAULT_MODEL)
        promised = disguises_in_use(own)
        for language in ("en", "de", "nl"):
            assert promised.of(language) == profile_of_the_worker(own, language), (weights, language)
        found.append(promised.of("en"))
    assert found == (["blended", "encoded"] if setting == "automatic" else ["respoken", "respoken"])


def test_au2_the_notice_counts_only_languages_that_are_heard(tmp_path: Path) -> None:
    own = settings(tmp_path)
    assert disguises_in_use(own).beside("en") == frozenset(), "pocketsphinx hears English alone"
    _ = lay_down(tmp_path / "data" / "weights" / DEFAULT_MODEL)
    assert disguises_in_use(own).beside("en") == {"warped"}
    assert disguises_in_use(own).beside("de") == {"encoded", "warped"}


def test_a_model_that_was_chosen_and_is_missing_does_not_keep_the_portal_from_starting(tmp_path: Path) -> None:
    assert disguises_in_use(settings(tmp_path, EARNEST_MODEL="whisper-small")).of("en") == "blended"
