"""Weights are found by content: the first place with the right bytes wins, and wrong bytes are never used."""

import hashlib
from pathlib import Path

import pytest
from support.small_models import CUT, FILES, OTHER, SMALL, TABLE, fill_cache, install_wheels, write_folder

from earnest.weights.errors import (
    ModelMissing,
    WeightsAmbiguous,
    WeightsDiffer,
    WeightsIncomplete,
    WeightsNotFound,
    WeightsTruncated,
)
from earnest.weights.finding import WeightPlaces, find_model, load_model, models_here
from earnest.weights.found_model import WeightSource

NAME = SMALL.name
WRONG = {**FILES, "model.bin": FILES["model.bin"][:-1] + b"S"}
SHORT = {**FILES, "model.bin": FILES["model.bin"][:-1]}


@pytest.fixture
def everywhere(tmp_path: Path) -> WeightPlaces:
    """All four places have the model."""
    _ = write_folder(tmp_path / "own" / NAME)
    _ = write_folder(tmp_path / "fetched" / NAME)
    return WeightPlaces(
        folder=tmp_path / "own",
        caches=(fill_cache(tmp_path / "hub"),),
        installed=[str(install_wheels(tmp_path / "site"))],
        fetched=tmp_path / "fetched",
    )


def test_the_first_place_that_has_it_wins(everywhere: WeightPlaces) -> None:
    places = [
        everywhere,
        WeightPlaces(caches=everywhere.caches, installed=everywhere.installed, fetched=everywhere.fetched),
        WeightPlaces(installed=everywhere.installed, fetched=everywhere.fetched),
        WeightPlaces(installed=[], fetched=everywhere.fetched),
    ]
    found = [find_model(NAME, one, TABLE) for one in places]
    assert [one.source for one in found] == list(WeightSource)
    assert all(one.load().files == FILES for one in found)
    assert all(one.known is SMALL for one in found)


def test_a_file_in_two_wheels_is_joined_in_memory(tmp_path: Path) -> None:
    places = WeightPlaces(installed=[str(install_wheels(tmp_path))])
    found = find_model(NAME, places, TABLE)
    assert [path.name for path in found.files["model.bin"]] == ["model.bin.part1", "model.bin.part2"]
    assert found.files["model.bin"][0].stat().st_size == CUT
    loaded = load_model(NAME, places, TABLE)
    assert loaded.files == FILES
    assert loaded.identifier == hashlib.sha256(FILES["model.bin"]).hexdigest()[:16]
    assert not list(tmp_path.rglob("model.bin")), "no joined file is written"


def test_a_wheel_of_another_version_is_not_read(tmp_path: Path) -> None:
    """A package of a higher version may be anyone's; only the version in the table is looked into."""
    with pytest.raises(WeightsNotFound):
        _ = find_model(NAME, WeightPlaces(installed=[str(install_wheels(tmp_path, "999.9.9"))]), TABLE)


def test_of_two_wheels_one_is_not_enough(tmp_path: Path) -> None:
    site = install_wheels(tmp_path)
    (site / "small_part2-1.0.0.dist-info" / "METADATA").unlink()
    (site / "small_part2-1.0.0.dist-info").rmdir()
    with pytest.raises(WeightsNotFound):
        _ = find_model(NAME, WeightPlaces(installed=[str(site)]), TABLE)


def test_what_is_nowhere_is_named(tmp_path: Path) -> None:
    for name in (NAME, "never-heard-of"):
        with pytest.raises(WeightsNotFound) as refused:
            _ = load_model(name, WeightPlaces(folder=tmp_path, caches=(tmp_path / "no",), installed=[]), TABLE)
        assert name in refused.value.message
        assert "earnest models" in refused.value.remedy
        assert isinstance(refused.value, ModelMissing), "whoever starts a recogniser knows this error"


def test_other_bytes_in_the_named_folder_are_refused_with_both_hashes(everywhere: WeightPlaces) -> None:
    """The owner's folder is used or refused; that others have the model is no reason to pass over it."""
    assert everywhere.folder is not None
    folder = write_folder(everywhere.folder / NAME, WRONG)
    with pytest.raises(WeightsDiffer) as refused:
        _ = load_model(NAME, everywhere, TABLE)
    assert str(folder / "model.bin") in refused.value.message
    for content in (WRONG, FILES):
        assert hashlib.sha256(content["model.bin"]).hexdigest() in refused.value.message


def test_a_truncated_file_is_refused_before_it_is_read(everywhere: WeightPlaces) -> None:
    assert everywhere.folder is not None
    folder = write_folder(everywhere.folder / NAME, SHORT)
    for attempt in (find_model, load_model):
        with pytest.raises(WeightsTruncated, match="truncated: 1,802 bytes instead of 1,803") as refused:
            _ = attempt(NAME, everywhere, TABLE)
        assert str(folder / "model.bin") in refused.value.message


@pytest.mark.parametrize("wrong", [WRONG, SHORT])
def test_wrong_bytes_in_a_cache_are_passed_over(tmp_path: Path, wrong: dict[str, bytes]) -> None:
    cache = fill_cache(tmp_path / "hub", wrong)
    places = WeightPlaces(caches=(cache,), installed=[str(install_wheels(tmp_path / "site"))])
    loaded = load_model(NAME, places, TABLE)
    assert loaded.files == FILES
    with pytest.raises((WeightsDiffer, WeightsTruncated), match="models--owner--faster-small-model"):
        _ = load_model(NAME, WeightPlaces(caches=(cache,), installed=[]), TABLE)


def test_every_file_is_checked_not_only_the_weights(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / NAME, {**FILES, "tokenizer.json": b'{"version": "1.1"}'})
    with pytest.raises(WeightsDiffer, match=r"tokenizer\.json"):
        _ = find_model(NAME, WeightPlaces(folder=tmp_path, installed=[]), TABLE).load().files
    (folder / "tokenizer.json").unlink()
    with pytest.raises(WeightsIncomplete, match=r"missing: tokenizer\.json"):
        _ = find_model(NAME, WeightPlaces(folder=tmp_path, installed=[]), TABLE)


def test_a_second_conversion_is_as_good(tmp_path: Path) -> None:
    _ = write_folder(tmp_path / f"faster-{NAME}", OTHER)
    found = find_model(NAME, WeightPlaces(folder=tmp_path, installed=[]), TABLE)
    assert found.conversion is SMALL.conversions[1]
    assert found.load().files == OTHER


def test_a_folder_that_holds_the_files_itself_is_known_by_them(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "anything")
    assert find_model(None, WeightPlaces(folder=folder, installed=[]), TABLE).known is SMALL
    assert find_model(NAME, WeightPlaces(folder=folder, installed=[]), TABLE).load().files == FILES


def test_a_model_of_the_owner_s_own_is_taken_from_the_named_folder_unchecked(tmp_path: Path) -> None:
    own = {**OTHER, "model.bin": b"tuned at home", "preprocessor_config.json": b"{}"}
    _ = write_folder(tmp_path / "my-turbo", own)
    by_name = find_model("my-turbo", WeightPlaces(folder=tmp_path, installed=[]), TABLE)
    by_folder = find_model(None, WeightPlaces(folder=tmp_path / "my-turbo", installed=[]), TABLE)
    for found in (by_name, by_folder):
        assert found.known is None
        assert found.name == "my-turbo"
        assert found.load().files == own
    with pytest.raises(WeightsNotFound):
        _ = find_model("my-turbo", WeightPlaces(fetched=tmp_path, installed=[]), TABLE)


def test_a_known_name_is_not_given_to_a_model_of_the_owner_s_own(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "tuned", {**FILES, "model.bin": b"tuned at home"})
    with pytest.raises(WeightsTruncated):
        _ = find_model(NAME, WeightPlaces(folder=folder, installed=[]), TABLE)


def test_an_own_model_in_parts_of_one_is_not_taken(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "my-turbo", {"model.bin": b"tuned", "config.json": b"{}"})
    with pytest.raises(WeightsIncomplete, match=r"tokenizer\.json, vocabulary\.txt"):
        _ = find_model(None, WeightPlaces(folder=folder, installed=[]), TABLE)


def test_two_models_of_one_name_are_refused(tmp_path: Path) -> None:
    _ = write_folder(tmp_path)
    _ = write_folder(tmp_path / NAME)
    with pytest.raises(WeightsAmbiguous) as refused:
        _ = find_model(NAME, WeightPlaces(folder=tmp_path, installed=[]), TABLE)
    assert str(tmp_path / NAME) in refused.value.message


def test_the_snapshot_of_the_main_branch_comes_first(tmp_path: Path) -> None:
    hub = fill_cache(tmp_path, revision="0older")
    _ = fill_cache(hub, revision="9newer")
    assert find_model(NAME, WeightPlaces(caches=(hub,), installed=[]), TABLE).place.endswith("9newer")


def test_a_name_is_no_path(tmp_path: Path) -> None:
    _ = write_folder(tmp_path / "outside")
    (tmp_path / "own").mkdir()
    for name in ("../outside", "..", str(tmp_path / "outside")):
        with pytest.raises(WeightsNotFound):
            _ = find_model(name, WeightPlaces(folder=tmp_path / "own", installed=[]), TABLE)


def test_all_that_is_here_is_listed_whole_or_not(everywhere: WeightPlaces) -> None:
    assert everywhere.folder is not None
    _ = write_folder(everywhere.folder / "my-turbo", {**OTHER, "model.bin": b"tuned"})
    _ = write_folder(everywhere.folder / NAME, SHORT)
    listed = [(one.name, one.source) for one in models_here(everywhere, TABLE)]
    assert listed == [("my-turbo", WeightSource.FOLDER), *[(NAME, source) for source in WeightSource]]
