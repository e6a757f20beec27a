"""The local store: private, whole or not at all, and honest when the folder is gone or the disk is full."""

import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from earnest.services.objects import ObjectStore, StoreFull, StoreUnavailable, random_object_key
from earnest.services.objects.errors import ObjectKeyInvalid, StoreUnknown
from earnest.services.objects.keys import check_object_key


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 512 KiB."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("mounting a small file system needs root")
    command = [mount, "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode != 0:
        pytest.skip("this machine does not let root mount a file system")
    try:
        yield folder
    finally:
        _ = subprocess.run(["umount", str(folder)], check=True)


def test_the_folder_is_private_even_when_it_was_not(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        _ = ObjectStore.open((tmp_path / "new").as_uri())
        (tmp_path / "old").mkdir(mode=0o777)
        _ = ObjectStore.open((tmp_path / "old").as_uri())
    finally:
        _ = os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "old").stat().st_mode) == 0o700


def test_a_folder_with_spaces_and_letters(tmp_path: Path) -> None:
    folder = tmp_path / "größe und mehr"
    ObjectStore.open(folder.as_uri()).put("a", b"1")
    assert (folder / "a").read_bytes() == b"1"


def test_a_relative_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ObjectStore.open("file://data/objects").put("a", b"1")
    assert (tmp_path / "data" / "objects" / "a").read_bytes() == b"1"


def test_a_full_disk_stores_nothing_and_breaks_nothing(tiny: Path) -> None:
    store = ObjectStore.open((tiny / "objects").as_uri())
    store.put("kept", b"k" * 1000)
    with pytest.raises(StoreFull) as full:
        store.put("new", os.urandom(2_000_000))
    assert full.value.status == 507
    assert str(tiny) not in f"{full.value}"
    with pytest.raises(StoreFull):
        store.put("kept", os.urandom(2_000_000))
    assert store.get("kept") == b"k" * 1000
    assert list(store.keys()) == ["kept"]
    assert [entry.name for entry in (tiny / "objects").iterdir()] == ["kept"]
    store.put("small", b"s" * 1000)
    assert store.get("small") == b"s" * 1000


def test_a_disk_without_room_for_the_folder(tiny: Path) -> None:
    with (tiny / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError):  # noqa: PT012 - until it is full
        while True:
            _ = filler.write(bytes(4096))
    with pytest.raises(StoreFull):
        ObjectStore.open((tiny / "objects").as_uri()).put("a", bytes(8192))


def test_a_folder_that_vanished_is_not_taken_for_missing_objects(tmp_path: Path) -> None:
    folder = tmp_path / "objects"
    store = ObjectStore.open(folder.as_uri())
    store.put("a", b"1")
    _ = folder.rename(tmp_path / "elsewhere")
    with pytest.raises(StoreUnavailable):
        _ = store.get("a")
    with pytest.raises(StoreUnavailable):
        store.delete("a")
    with pytest.raises(StoreUnavailable):
        _ = list(store.keys())


def test_a_file_in_the_folders_place(tmp_path: Path) -> None:
    _ = (tmp_path / "objects").write_bytes(b"")
    with pytest.raises(StoreUnavailable):
        _ = ObjectStore.open((tmp_path / "objects").as_uri())


def test_rt4_a_key_is_written_over_before_it_goes(tmp_path: Path) -> None:
    """An attacker who had the files open, or a second name for them, finds nothing of the keys."""
    store, keys = ObjectStore.open(tmp_path.as_uri()), {random_object_key(): os.urandom(120) for _ in range(20)}
    for name, key in keys.items():
        store.put(name, key)
        (tmp_path / f"{name}.second").hardlink_to(tmp_path / name)
    store.shred_several([*keys, "gone-already"])
    for name, key in keys.items():
        assert not (tmp_path / name).exists()
        left = (tmp_path / f"{name}.second").read_bytes()
        assert len(left) == len(key)
        assert not any(key[start : start + 8] in left for start in range(len(key) - 8))


def test_rt4_many_keys_are_unreadable_before_they_go(tmp_path: Path) -> None:
    store, keys = ObjectStore.open(tmp_path.as_uri()), {random_object_key(): os.urandom(120) for _ in range(40)}
    for name, key in keys.items():
        store.put(name, key)
    store.spoil_several([*keys, "gone-already"])
    assert set(store.keys()) == set(keys), "who shreds them removes them"
    for name, key in keys.items():
        left = store.get(name)
        assert len(left) == len(key)
        assert not any(key[start : start + 8] in left for start in range(len(key) - 8))


def test_what_a_killed_process_left_is_removed_after_an_hour(tmp_path: Path) -> None:
    store = ObjectStore.open(tmp_path.as_uri())
    store.put("whole", b"1")
    for name, age_seconds in (("old#1", 4000), ("young#1", 10)):
        _ = (tmp_path / name).write_bytes(b"begun")
        then = time.time() - age_seconds
        os.utime(tmp_path / name, (then, then))
    assert list(store.keys()) == ["whole"]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["whole", "young#1"]


def test_a_killed_writer_leaves_the_old_object_or_the_new_one(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from earnest.services.objects import ObjectStore\n"
        "store = ObjectStore.open(sys.argv[1])\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    store.put('a', b'1' * 3_000_000)\n"
        "    store.put('a', b'2' * 3_000_000)\n"
    )
    store = ObjectStore.open(tmp_path.as_uri())
    store.put("a", b"1" * 3_000_000)
    for delay_seconds in (0.01, 0.03, 0.07):
        with subprocess.Popen([sys.executable, "-c", program, tmp_path.as_uri()], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            _ = writer.stdout.readline()
            time.sleep(delay_seconds)
            writer.kill()
        assert store.get("a") in (b"1" * 3_000_000, b"2" * 3_000_000)
        assert list(store.keys()) == ["a"]


@pytest.mark.parametrize(
    "url", ["", "data", "/data", "ftp://x/y", "http://x/y", "memory:///", "file://", "file:///a?b", "file:///a%00b"]
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(StoreUnknown):
        _ = ObjectStore.open(url)


def test_an_azure_address_without_an_account_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AZURE_STORAGE_ACCOUNT_NAME", raising=False)
    with pytest.raises(StoreUnavailable):
        _ = ObjectStore.open("az://container/prefix")


@pytest.mark.parametrize("key", ["", "../a", "a/b", "/a", ".", "..", "a\x00", "A", "a#1", "-a", "a" * 129, "ä", "a\n"])
def test_a_name_that_could_reach_outside_is_refused(tmp_path: Path, key: str) -> None:
    store = ObjectStore.open(tmp_path.as_uri())
    for act in (lambda: store.put(key, b""), lambda: store.get(key), lambda: store.delete(key)):
        with pytest.raises(ObjectKeyInvalid):
            _ = act()


def test_random_names_are_valid_and_differ() -> None:
    names = [random_object_key() for _ in range(1000)]
    assert len(set(names)) == 1000
    for name in names:
        check_object_key(name)


@given(content=some.binary(max_size=5000))
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    store = ObjectStore.open(tmp_path_factory.getbasetemp().joinpath("any").as_uri())
    store.put("a", content)
    assert store.get("a") == content
