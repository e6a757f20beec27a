"""A data folder may be called anything the system allows: other letters, spaces, commas, bytes that are no UTF-8."""

import os
from pathlib import Path

import psycopg
import pytest

from earnest.cli.instance import embedded_dsn
from earnest.operations.embedded_database import EmbeddedPostgres
from earnest.services.objects import ObjectStore

NAMES = ["jürgen", "日本, with 'signs' %41#?", os.fsdecode(b"\xff\xfe caf\xe9")]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_database_and_its_socket_are_found(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    server = EmbeddedPostgres(folder, durable=False)
    dsn = server.start()
    try:
        with psycopg.connect(dsn) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
        found = embedded_dsn(folder)
        assert found
        assert found.encode("utf-8"), "a DSN is text that can be handed to a process"
    finally:
        server.stop()


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_objects_lie_in_the_folder_that_was_named(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / "objects"
    store = ObjectStore.open(folder.as_uri())
    store.put("abc", b"sealed")
    assert (folder / "abc").read_bytes() == b"sealed"
    assert store.get("abc") == b"sealed"
    assert list(store.keys()) == ["abc"]
