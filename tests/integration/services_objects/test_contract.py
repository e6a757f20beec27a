"""One contract for every store: a local folder and a server that speaks S3."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest
from support.amazon import Amazon, running_amazon, without_header

from earnest.services.objects import ObjectMissing, ObjectStore, StoreUnavailable, check_store, random_object_key
from earnest.services.objects.errors import ObjectKeyInvalid, StoreRefuses

Open = Callable[[], ObjectStore]


@pytest.fixture(scope="module")
def amazon() -> Iterator[Amazon]:
    with running_amazon() as server:
        yield server


@pytest.fixture(params=["folder", "s3"])
def reopen(request: pytest.FixtureRequest, amazon: Amazon, tmp_path: Path) -> Open:
    url = tmp_path.as_uri() if request.param == "folder" else amazon.create_bucket(f"bucket-{uuid4().hex}")
    return lambda: ObjectStore.open(url)


def test_what_is_put_is_got_by_another_process_opening_it(reopen: Open) -> None:
    key = random_object_key()
    reopen().put(key, b"sealed")
    assert reopen().get(key) == b"sealed"


def test_an_empty_and_a_long_object(reopen: Open) -> None:
    store = reopen()
    long = bytes(range(256)) * 48_000
    store.put("empty", b"")
    store.put("long", long)
    assert store.get("empty") == b""
    assert store.get("long") == long


def test_putting_again_replaces(reopen: Open) -> None:
    store = reopen()
    store.put("a", b"first, and longer")
    store.put("a", b"second")
    assert store.get("a") == b"second"
    assert list(store.keys()) == ["a"]


def test_what_is_put_as_new_replaces_nothing(reopen: Open) -> None:
    store = reopen()
    assert store.put_new("a", b"first")
    assert not store.put_new("a", b"second, and longer")
    assert store.get("a") == b"first"
    store.delete("a")
    assert store.put_new("a", b"third")
    assert store.get("a") == b"third"
    assert list(store.keys()) == ["a"]
    with pytest.raises(ObjectKeyInvalid):
        _ = store.put_new("../outside", b"")


def test_of_many_who_put_the_same_new_object_at_once_one_does(reopen: Open) -> None:
    stores, begin = [reopen() for _ in range(8)], Barrier(8)

    def put(task: tuple[int, str]) -> bool:
        _ = begin.wait()
        return stores[task[0]].put_new(task[1], b"%d" % task[0])

    with ThreadPoolExecutor(8) as pool:
        for name in (random_object_key() for _ in range(12)):
            done = list(pool.map(put, [(number, name) for number in range(8)]))
            assert done.count(True) == 1
            assert stores[0].get(name) == b"%d" % done.index(True)
    assert len(list(stores[0].keys())) == 12


def test_a_store_is_checked_and_nothing_is_left(amazon: Amazon, tmp_path: Path) -> None:
    for address in (tmp_path.as_uri(), amazon.create_bucket(f"bucket-{uuid4().hex}")):
        check_store(address, changes=True)
        assert list(ObjectStore.open(address).keys()) == []


def test_a_store_that_writes_over_what_is_to_be_new_is_refused(amazon: Amazon, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server as they were before there were conditional writes: the header reaches it and is not obeyed."""
    address = amazon.create_bucket(f"bucket-{uuid4().hex}")
    with without_header(amazon.address, b"if-none-match") as before:
        monkeypatch.setenv("AWS_ENDPOINT_URL", before)
        with pytest.raises(StoreRefuses, match="only where there is none"):
            check_store(address, changes=True)
    assert list(ObjectStore.open(address).keys()) == []


def test_a_missing_object_is_missing(reopen: Open) -> None:
    with pytest.raises(ObjectMissing) as missing:
        _ = reopen().get("planted-name")
    assert "planted" not in str(missing.value)
    assert missing.value.__suppress_context__


def test_an_object_is_required_without_being_read(reopen: Open) -> None:
    store = reopen()
    store.put("a", b"1")
    store.require("a")
    store.delete("a")
    with pytest.raises(ObjectMissing):
        store.require("a")


def test_deleting_twice_is_no_error(reopen: Open) -> None:
    store = reopen()
    store.put("a", b"1")
    store.put("b", b"2")
    store.delete("a")
    store.delete("a")
    with pytest.raises(ObjectMissing):
        _ = store.get("a")
    assert store.get("b") == b"2"


def test_several_are_removed_at_once_whether_they_are_there_or_not(reopen: Open) -> None:
    store = reopen()
    names = [random_object_key() for _ in range(40)]
    for name in names:
        store.put(name, b"x")
    store.delete_several([*names[:20], random_object_key()])
    assert sorted(store.keys()) == sorted(names[20:])
    store.shred_several([*names[10:39], random_object_key()])
    assert list(store.keys()) == names[39:]
    store.delete_several([])
    with pytest.raises(ObjectKeyInvalid):
        store.shred_several([names[39], "../outside"])
    with pytest.raises(ObjectKeyInvalid):
        store.spoil_several([names[39], "../outside"])
    assert store.get(names[39]) == b"x", "nothing was removed"
    store.put("k-long", b"key" * 40)
    store.spoil_several(["k-long", random_object_key()])
    # Written over in a folder, removed elsewhere.
    there = list(store.keys())
    assert "k-long" not in there or store.get("k-long") != b"key" * 40


def test_every_name_is_listed_once(reopen: Open) -> None:
    store = reopen()
    assert list(store.keys()) == []
    names = {random_object_key() for _ in range(60)}
    for name in names:
        store.put(name, b"x")
    assert sorted(store.keys()) == sorted(names)


def test_a_missing_bucket_is_not_taken_for_missing_objects(amazon: Amazon) -> None:
    store = ObjectStore.open("s3://never-made/prefix")
    with pytest.raises(StoreUnavailable):
        _ = store.get("a")
    with pytest.raises(StoreUnavailable):
        store.delete("a")
    with pytest.raises(StoreUnavailable):
        store.put("a", b"1")
    with pytest.raises(StoreUnavailable):
        _ = list(store.keys())


def test_a_prefix_does_not_see_another(amazon: Amazon) -> None:
    address = amazon.create_bucket(f"bucket-{uuid4().hex}")
    one, other = ObjectStore.open(address + "/one"), ObjectStore.open(address + "/other")
    one.put("a", b"1")
    assert list(other.keys()) == []
    with pytest.raises(ObjectMissing):
        _ = other.get("a")


def test_a_server_that_is_gone(monkeypatch: pytest.MonkeyPatch, amazon: Amazon) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{listener.getsockname()[1]}")
    store = ObjectStore.open("s3://bucket/prefix")
    with pytest.raises(StoreUnavailable) as gone:
        store.put("a", b"1")
    assert "127.0.0.1" not in str(gone.value)
    for act in (
        lambda: store.get("a"),
        lambda: store.delete("a"),
        lambda: store.delete_several(["a", "b"]),
        lambda: list(store.keys()),
    ):
        with pytest.raises(StoreUnavailable):
            _ = act()
