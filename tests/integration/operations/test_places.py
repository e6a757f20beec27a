"""A tour on an external PostgreSQL takes place only while that is empty."""

from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from support.databases import Databases, PostgresServer

from earnest.cli.errors import TourNeedsEmptyDatabase
from earnest.cli.places import RunPlace, choose_place
from earnest.foundation.settings import load_settings


def choose(folder: Path, dsn: str, *, tour: bool) -> RunPlace:
    environment = {"EARNEST_DATA": str(folder), "EARNEST_DATABASE": dsn}
    return choose_place(
        load_settings(environment), wants_tour=tour, wants_demo=False, only_own=False, outside=environment
    )


def test_a_database_in_use_is_never_toured(databases: Databases, tmp_path: Path) -> None:
    assert not choose(tmp_path, databases.owner_dsn, tour=False).tour
    with pytest.raises(TourNeedsEmptyDatabase):
        _ = choose(tmp_path, databases.owner_dsn, tour=True)


def test_an_empty_database_is_toured_when_asked(postgres: PostgresServer, tmp_path: Path) -> None:
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgres.owner_dsn, autocommit=True) as connection:
        _ = connection.execute(f"create database {name}".encode())
    try:
        dsn = make_conninfo(postgres.owner_dsn, dbname=name)
        assert not choose(tmp_path, dsn, tour=False).tour
        place = choose(tmp_path, dsn, tour=True)
        assert (place.folder, place.tour) == (tmp_path, True)
    finally:
        postgres.drop(name)
