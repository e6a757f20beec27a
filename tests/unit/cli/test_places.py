"""The tour never plays on the data of the people who live here."""

from pathlib import Path

import pytest

from earnest.cli.places import RunPlace, choose_place
from earnest.foundation.settings import load_settings


def choose(folder: Path, *, tour: bool = False, demo: bool = False, own: bool = False, setting: str = "") -> RunPlace:
    environment = {"EARNEST_DATA": str(folder)}
    if setting:
        environment[setting] = "s3://bucket/earnest"
    return choose_place(load_settings(environment), wants_tour=tour, wants_demo=demo, only_own=own, outside=environment)


def lived_in(folder: Path) -> Path:
    (folder / "postgres").mkdir(parents=True)
    _ = (folder / "postgres" / "PG_VERSION").write_text("18", encoding="ascii")
    return folder


def test_the_first_start_is_a_tour_apart_from_the_own_data(tmp_path: Path) -> None:
    place = choose(tmp_path)
    assert (place.folder, place.is_demo, place.tour) == (tmp_path / "demo", True, True)


@pytest.mark.parametrize("is_lived_in", [False, True])
def test_a_tour_that_is_asked_for_is_apart_from_the_own_data(tmp_path: Path, is_lived_in: bool) -> None:  # noqa: FBT001
    own = lived_in(tmp_path) if is_lived_in else tmp_path
    place = choose(own, tour=True)
    assert (place.folder, place.tour) == (own / "demo", True)
    assert place.result_file == own / "tour.json"


def test_after_the_tour_the_own_data_start_empty_and_the_demo_can_be_seen_again(tmp_path: Path) -> None:
    _ = choose(tmp_path).result_file.write_text("{}", encoding="utf-8")
    _ = lived_in(tmp_path / "demo")
    assert choose(tmp_path) == RunPlace(folder=tmp_path, is_demo=False, tour=False, own_folder=tmp_path)
    again = choose(tmp_path, demo=True)
    assert (again.folder, again.tour) == (tmp_path / "demo", False)


def test_own_data_that_were_asked_for_or_exist_start_without_a_tour(tmp_path: Path) -> None:
    assert choose(tmp_path, own=True).folder == tmp_path
    assert not choose(lived_in(tmp_path)).tour


@pytest.mark.parametrize("name", ["EARNEST_OBJECTS", "EARNEST_PERSONAL_KEY"])
def test_an_own_object_store_or_key_service_is_never_toured_unasked(tmp_path: Path, name: str) -> None:
    """A second instance on the same store would sweep the first one's objects away as orphans."""
    place = choose(tmp_path, setting=name)
    assert (place.folder, place.tour) == (tmp_path, False)
