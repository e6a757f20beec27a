"""Connections to PostgreSQL."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from support.databases import Databases

from earnest.services.database import Database, DatabaseBusy, DatabaseUnavailable
from earnest.services.database.roles import Role


def test_a_transaction_commits_at_its_end_and_rolls_back_on_an_error(databases: Databases) -> None:
    with databases.owner.transaction() as connection:
        _ = connection.execute("create table public.kept (number integer)")
        _ = connection.execute("insert into public.kept values (1)")
    with pytest.raises(psycopg.errors.DivisionByZero):
        _run(databases.owner, "insert into public.kept values (2)", "select 1 / 0")
    with databases.owner.transaction() as connection:
        assert connection.execute("select number from public.kept").fetchall() == [(1,)]


def _run(database: Database, *statements: LiteralString) -> None:
    with database.transaction() as connection:
        for statement in statements:
            _ = connection.execute(statement)


def test_times_come_back_aware_in_utc(databases: Databases) -> None:
    moment = datetime(2024, 5, 17, 12, 30, tzinfo=UTC)
    with databases[Role.WORKBENCH].transaction() as connection:
        row = connection.execute("select %s::timestamptz", [moment]).fetchone()
    assert row is not None
    assert row[0] == moment
    assert row[0].utcoffset().total_seconds() == 0


def test_a_connection_that_broke_in_the_pool_is_replaced(databases: Databases) -> None:
    database = databases[Role.CORPUS_WORKER]
    with database.transaction() as connection:
        broken = connection.info.backend_pid
    with databases.owner.transaction() as connection:
        _ = connection.execute("select pg_terminate_backend(%s, 5000)", [broken])
    with database.transaction() as connection:
        assert connection.info.backend_pid != broken


def test_a_connection_that_breaks_in_use_is_unavailable(databases: Databases) -> None:
    with pytest.raises(DatabaseUnavailable):
        _run(databases[Role.CORPUS_WORKER], "select 1", "select pg_terminate_backend(pg_backend_pid())", "select 1")


def test_what_the_server_refuses_is_not_unavailable(databases: Databases) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), databases[Role.WORKBENCH].transaction() as connection:
        _ = connection.execute("select * from personal.customers")


def test_a_lock_held_for_too_long_is_busy(databases: Databases) -> None:
    with databases.owner.transaction() as holder:
        _ = holder.execute("lock table handover.clips in access exclusive mode")
        with pytest.raises(DatabaseBusy):
            _run(databases[Role.WORKBENCH], "set local lock_timeout = '50ms'", "select 1 from handover.clips")
        with pytest.raises(DatabaseBusy):
            _run(databases[Role.WORKBENCH], "set local statement_timeout = '50ms'", "select pg_sleep(5)")


def test_no_server_is_unavailable_within_seconds(tmp_path: Path) -> None:
    database = Database(f"host={tmp_path} dbname=earnest user=nobody")
    began = time.monotonic()
    with pytest.raises(DatabaseUnavailable), database.transaction():
        pass
    assert time.monotonic() - began < 8
    database.close()
