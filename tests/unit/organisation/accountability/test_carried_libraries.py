"""What packages carry of others: against an own search of the installed files, and on packages made here."""

import hashlib
import json
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path
from typing import cast

from earnest.organisation.accountability import bill_of_materials
from earnest.organisation.accountability.bill_of_materials import Bill, Component
from earnest.organisation.accountability.carried_libraries import carried_by

SITE = Path(str(Distribution.from_name("numpy").locate_file("")))


def installed() -> dict[str, Component]:
    return {one.name: one for one in bill_of_materials.python_components()}


def package(folder: Path, files: dict[str, bytes]) -> PathDistribution:
    """Write a package `own` with these files below the folder of packages."""
    meta = folder / "own-1.dist-info"
    meta.mkdir(parents=True)
    _ = (meta / "METADATA").write_text("Metadata-Version: 2.4\nName: own\nVersion: 1\n")
    for name, held in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        _ = (folder / name).write_bytes(held)
    _ = (meta / "RECORD").write_text("\n".join(f"{name},," for name in files))
    return PathDistribution(meta)


def list_of(*components: dict[str, object]) -> bytes:
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.5", "components": components}).encode()


def test_each_file_in_a_folder_of_repaired_wheels_is_listed_with_its_hash_and_so_is_libsndfile() -> None:
    """`*.libs` is where auditwheel puts libraries of others; soundfile brings its own in a package of data."""
    lying = [*SITE.glob("*.libs/*"), *SITE.glob("_soundfile_data/libsndfile*")]
    assert len(lying) > 10
    listed = {digest for one in installed().values() for held in one.carries for digest in held.hashes.values()}
    for path in lying:
        assert hashlib.sha256(path.read_bytes()).hexdigest() in listed, path.name


def test_what_packages_state_is_listed_and_a_package_that_states_nothing_is_said_to_be_unknown() -> None:
    """OpenSSL is linked into cryptography, which says so; soundfile does not tell what is within libsndfile."""
    found = installed()
    openssl = next(one for one in found["cryptography"].carries if one.purl.startswith("pkg:generic/openssl@"))
    assert openssl.purl == f"pkg:generic/openssl@{openssl.version}"
    assert (found["cryptography"].contents_unknown, found["soundfile"].contents_unknown) == (False, True)
    [sound] = found["soundfile"].carries
    assert (sound.version, sound.licence) == ("", "")
    assert "LICENSE" in sound.notes["files of licences"]


def test_a_file_is_named_without_marks_and_its_interface_is_no_version(tmp_path: Path) -> None:
    files = {
        "own.libs/libone-0123abcd-89abcdef.so.5.0.1": b"one",
        "own/libone.so.5": b"one",
        "own/two.so": b"two",
        "own/code.cpython-311-x86_64-linux-gnu.so": b"own",
        "own/other.abi3.so": b"own too",
        "own-1.dist-info/licenses/LICENSE-bundled.txt": b"words",
        "own/words.py": b"",
    }
    carried = carried_by(package(tmp_path, files))
    assert [(one.name, one.version, one.interface) for one in carried.libraries] == [
        ("libone", "", "5.0.1"),
        ("two", "", ""),
    ]
    assert carried.licence_files == ("own-1.dist-info/licenses/LICENSE-bundled.txt",)
    assert (carried.is_compiled, carried.has_list) == (True, False)


def test_a_list_tells_libraries_without_the_package_itself_and_a_damaged_one_tells_nothing(tmp_path: Path) -> None:
    stated = list_of(
        {"type": "library", "name": "Own", "version": "1"},
        {"type": "library", "name": "own_core", "version": "1", "purl": "pkg:cargo/own_core@1?download_url=file://."},
        {"type": "library", "name": "zlib", "version": "1.3", "licenses": [{"license": {"id": "Zlib"}}]},
        {"type": "library", "name": "serde", "version": "2", "purl": "pkg:cargo/serde@2?a=b"},
    )
    other = list_of({"type": "library", "name": "serde", "licenses": "?", "purl": 3}, cast("dict[str, object]", "no"))
    files = {
        "own/code.abi3.so": b"own",
        "own-1.dist-info/sboms/a.cdx.json": stated,
        "own-1.dist-info/sboms/b.cdx.json": other,
        "own-1.dist-info/sboms/c.json": b"{",
        "own-1.dist-info/sboms/d.json": b'{"spdxVersion": "SPDX-2.3", "packages": [{"name": "x"}]}',
    }
    carried = carried_by(package(tmp_path, files))
    assert [(one.name, one.version, one.licence, one.purl) for one in carried.libraries] == [
        ("serde", "", "", ""),
        ("serde", "2", "", "pkg:cargo/serde@2"),
        ("zlib", "1.3", "Zlib", ""),
    ]
    assert carried.has_list
    (tmp_path / "own-1.dist-info/sboms/a.cdx.json").unlink()
    assert not carried_by(package(tmp_path / "other", {"own/code.abi3.so": b"own"})).has_list


def test_cyclonedx_nests_what_a_package_carries_and_says_of_which_it_is_unknown() -> None:
    inner = Component(kind="library", name="inner", version="", licence="", hashes={"SHA-256": "00"})
    silent = Component(kind="library", name="a", version="1", licence="", purl="pkg:pypi/a@1", contents_unknown=True)
    telling = Component(kind="library", name="b", version="1", licence="", purl="pkg:pypi/b@1", carries=(inner,))
    plain = Component(kind="library", name="c", version="1", licence="", purl="pkg:pypi/c@1")
    bill = Bill(python=(silent, telling, plain), pages=(), database=(), weights=(), programs=())
    written = json.loads(bill.as_cyclonedx())
    assert [one.get("components", []) for one in written["components"]] == [[], [inner.as_cyclonedx()], []]
    assert [one.get("bom-ref") for one in written["components"]] == ["pkg:pypi/a@1", "pkg:pypi/b@1", None]
    assert written["compositions"] == [
        {"aggregate": "unknown", "assemblies": ["pkg:pypi/a@1"]},
        {"aggregate": "incomplete", "assemblies": ["pkg:pypi/b@1"]},
    ]
    rows = {section.title: section.rows for section in bill.as_document().sections}
    assert rows["1 packages with machine code that do not state what was compiled into it"] != []
