"""The bill of materials says what is in the pages and on the machine, against an own reading of the lock files."""

import hashlib
import json
import re
import shutil
import subprocess
from base64 import b64decode
from importlib import metadata
from pathlib import Path
from typing import cast

import pytest
from support.small_models import FILES, SMALL, TABLE, write_folder

from earnest.organisation.accountability import bill_of_materials
from earnest.organisation.accountability.bill_of_materials import Component, page_components, weight_components
from earnest.weights.finding import WeightPlaces

ROOT = Path(__file__).parents[4]
PAGES = ROOT / "src" / "earnest" / "services" / "web" / "pages"


def lock_of_npm() -> dict[str, dict[str, object]]:
    """Return what package-lock.json says, by name; a package inside another one counts by its last name."""
    held = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))["packages"]
    return {
        place.rpartition("node_modules/")[2]: one
        for place, one in cast("dict[str, dict[str, object]]", held).items()
        if place.count("node_modules/") == 1
    }


def test_packages_of_the_pages_are_those_of_the_lock_with_version_licence_and_hash() -> None:
    listed = {one.name: one for one in page_components()}
    lock = lock_of_npm()
    # What package.json asks for at run time, the framework that is compiled in, and nothing that only builds or checks.
    wanted = {name for name, one in lock.items() if not one.get("dev")} | {"svelte"}
    assert wanted <= listed.keys()
    assert listed.keys().isdisjoint({"typescript", "eslint", "vitest", "svelte-check", "rolldown", "axe-core"})
    for name, one in listed.items():
        assert (one.version, one.licence) == (lock[name]["version"], lock[name]["license"]), name
        digest = b64decode(str(lock[name]["integrity"]).removeprefix("sha512-")).hex()
        assert one.hashes == {"SHA-512": digest}, name
        assert one.purl == f"pkg:npm/{name.replace('@', '%40')}@{one.version}"


def test_each_package_of_which_a_page_bears_a_trace_is_listed_for_that_page() -> None:
    """The fonts by their file names, wavesurfer by its class, QR codes by an error text: found in the built files."""
    traces = {"@fontsource-variable/inter": "inter-latin", "wavesurfer.js": "No audio loaded"}
    for page in bill_of_materials.PAGES:
        built = [path for path in (PAGES / page).rglob("*") if path.is_file() and path.name != "packages.json"]
        text = "\n".join([path.name for path in built] + [path.read_text("utf-8", "replace") for path in built])
        listed = {one.name for one in page_components() if page in one.notes["pages"].split(", ")}
        for name, trace in traces.items():
            assert (trace in text) == (name in listed), (page, name)
        assert "svelte" in listed


def test_packages_of_python_are_those_of_the_lock() -> None:
    locked = dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ \\;]+)[^;\n]*$", lock_text(), re.MULTILINE))
    listed = {re.sub(r"[-_.]+", "-", one.name.lower()): one for one in bill_of_materials.python_components()}
    assert len(locked) > 50
    for name, version in locked.items():
        assert listed[name].version == version, name
        assert listed[name].purl == f"pkg:pypi/{name}@{version}"
    assert listed["earnest"].version == metadata.version("earnest")


def lock_text() -> str:
    return (ROOT / "requirements.lock").read_text("utf-8")


def test_weights_are_hashed_as_they_lie_here_and_only_known_bytes_get_licence_and_source(tmp_path: Path) -> None:
    _ = write_folder(tmp_path / "own" / SMALL.name)
    _ = write_folder(tmp_path / "fetched" / SMALL.name)
    places = WeightPlaces(folder=tmp_path / "own", installed=[], fetched=tmp_path / "fetched")
    [one] = weight_components(places, TABLE)
    assert (one.name, one.licence) == (SMALL.name, SMALL.licence)
    assert one.hashes == {"SHA-256": hashlib.sha256(FILES["model.bin"]).hexdigest()}
    weights = tmp_path / "own" / SMALL.name / "model.bin"
    _ = weights.write_bytes(FILES["model.bin"][:-1] + b"S")
    changed = {digest: one for one in weight_components(places, TABLE) for digest in one.hashes.values()}
    assert len(changed) == 2, "the other place has the right bytes still"
    wrong = changed[hashlib.sha256(weights.read_bytes()).hexdigest()]
    assert (wrong.licence, wrong.source) == ("", "")
    assert wrong.notes["bytes"] == "not those of any known model"


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_espeak_is_listed_with_the_version_that_it_tells() -> None:
    [one] = bill_of_materials.program_components()
    told = subprocess.run(["espeak-ng", "--version"], check=True, capture_output=True, text=True).stdout
    assert one.version, told
    assert f" {one.version} " in told
    assert one.licence == "GPL-3.0-or-later"


def test_without_programs_none_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert bill_of_materials.program_components() == ()


def test_a_component_without_licence_and_version_states_none() -> None:
    assert Component(kind="library", name="one", version="", licence="").as_cyclonedx() == {
        "type": "library",
        "name": "one",
    }
