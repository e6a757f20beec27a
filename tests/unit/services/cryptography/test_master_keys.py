"""Master keys in files: written whole or not at all, never over another, never where others could read."""

import os
import stat
import threading
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from earnest.services.cryptography import Binding, KeyExists, KeyUnreadable, MasterKey, SealBroken
from earnest.services.cryptography.errors import KeyExposed
from earnest.services.cryptography.secret_files import read_secret_file, write_secret_file

BINDING = Binding(kind="customer", identifier=UUID(int=1), version=1)


def test_a_created_key_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "personal.json"
    sealed = MasterKey.create(path).seal(b"secret", BINDING)
    assert MasterKey.load(path).open(sealed, BINDING) == b"secret"
    assert MasterKey.load(str(path)).open(sealed, BINDING) == b"secret"


def test_the_file_is_for_this_user_only_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        _ = MasterKey.create(tmp_path / "personal.json")
    finally:
        _ = os.umask(before)
    assert stat.S_IMODE((tmp_path / "personal.json").stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["personal.json"]


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "personal.json"
    _ = MasterKey.create(path)
    before = path.read_bytes()
    with pytest.raises(KeyExists):
        _ = MasterKey.create(path)
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


def test_of_many_that_create_at_once_one_wins(tmp_path: Path) -> None:
    path = tmp_path / "personal.json"
    made: list[MasterKey] = []
    refused: list[KeyExists] = []

    def create() -> None:
        try:
            made.append(MasterKey.create(path))
        except KeyExists as error:
            refused.append(error)

    threads = [threading.Thread(target=create) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(refused)) == (1, 7)
    assert MasterKey.load(path).open(made[0].seal(b"x", BINDING), BINDING) == b"x"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o606, 0o601, 0o610, 0o644, 0o777])
def test_a_key_that_others_can_reach_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "personal.json"
    _ = MasterKey.create(path)
    path.chmod(mode)
    with pytest.raises(KeyExposed):
        _ = MasterKey.load(path)


def test_what_is_not_there_is_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.json", tmp_path, tmp_path / "a" / "b"):
        with pytest.raises(KeyUnreadable):
            _ = MasterKey.load(path)
    with pytest.raises(KeyUnreadable):
        _ = MasterKey.create(tmp_path / "no folder" / "personal.json")


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    with pytest.raises(KeyUnreadable):
        _ = MasterKey.load(tmp_path / "pipe")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=some.one_of(some.binary(max_size=300), some.sampled_from([b"{}", b'{"key":[]}', b"null", b"[1]"])))
def test_what_is_not_a_keyset_is_unreadable(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "personal.json"
    path.unlink(missing_ok=True)
    write_secret_file(path, content)
    with pytest.raises(KeyUnreadable):
        _ = MasterKey.load(path)


def test_the_error_holds_neither_path_nor_content(tmp_path: Path) -> None:
    path = tmp_path / "planted-name.json"
    write_secret_file(path, b'{"planted": "words"}')
    with pytest.raises(KeyUnreadable) as broken:
        _ = MasterKey.load(path)
    assert "planted" not in f"{broken.value} {broken.value.remedy}"
    assert broken.value.__suppress_context__


def test_a_secret_that_is_too_long_is_refused(tmp_path: Path) -> None:
    write_secret_file(tmp_path / "long", bytes(2**20 + 1))
    with pytest.raises(KeyUnreadable):
        _ = read_secret_file(tmp_path / "long")


def test_cr2_a_rotated_key_is_taken_up_by_who_runs_and_older_ones_go_on_opening(tmp_path: Path) -> None:
    path = tmp_path / "personal.json"
    before = MasterKey.create(path)
    old = before.seal(b"old", BINDING)
    one, other = MasterKey.load(path), MasterKey.load(path)
    place = path.stat().st_ino
    assert MasterKey.rotate(path) == 2
    assert path.stat().st_ino == place, "the kernel lets confined processes read this file, not another of its name"
    assert [entry.name for entry in tmp_path.iterdir()] == ["personal.json"]
    new = one.seal(b"new", BINDING)
    assert other.open(new, BINDING) == b"new", "a process that has not sealed since takes it up when it opens"
    assert (one.open(old, BINDING), other.open(old, BINDING)) == (b"old", b"old")
    with pytest.raises(SealBroken):
        _ = before.open(new, BINDING)
    assert new[1:5] != old[1:5], "another key sealed it"
    assert MasterKey.rotate(path) == MasterKey.count(path) == 3
    assert MasterKey.load(path).open(old, BINDING) == b"old"


def test_cr2_rotating_while_many_seal_and_open_breaks_nothing(tmp_path: Path) -> None:
    path = tmp_path / "personal.json"
    _ = MasterKey.create(path)
    keys = [MasterKey.load(path) for _ in range(4)]
    failed: list[Exception] = []
    stop = threading.Event()

    def work(number: int) -> None:
        while not stop.is_set():
            try:
                sealed = keys[number].seal(b"x", BINDING)
                assert all(key.open(sealed, BINDING) == b"x" for key in keys)
            except Exception as error:  # noqa: BLE001 - the test tells which
                failed.append(error)
                return

    threads = [threading.Thread(target=work, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        _ = MasterKey.rotate(path)
    stop.set()
    for thread in threads:
        thread.join()
    assert failed == []
    assert MasterKey.count(path) == 6


def test_cr2_what_an_earlier_crash_left_stops_a_rotation(tmp_path: Path) -> None:
    path = tmp_path / "personal.json"
    key = MasterKey.create(path)
    sealed = key.seal(b"x", BINDING)
    write_secret_file(tmp_path / "personal.json.before", path.read_bytes())
    with pytest.raises(KeyExists):
        _ = MasterKey.rotate(path)
    assert MasterKey.load(path).open(sealed, BINDING) == b"x"
