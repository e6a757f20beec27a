"""Migrations: once, together with the queues' own, and never twice."""

from importlib.resources import files

import psycopg
from psycopg import Connection
from psycopg.conninfo import make_conninfo
from psycopg.rows import TupleRow
from support.databases import Databases

from earnest.services.database.migrations import migrate
from earnest.services.database.migrations.jobs import prepare_jobs
from earnest.services.database.roles import Role, prepare

_CATALOGUE = """
select 'relation', oid::regclass::text, relkind::text, relacl::text from pg_class
where relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
union all
select 'function', oid::regprocedure::text, md5(prosrc), proacl::text || coalesce(proconfig::text, '') from pg_proc
where pronamespace::regnamespace::text !~ '^(pg_|information_schema)'
order by 1, 2
"""

_SCHEMA_FUNCTIONS = """
select proname || md5(prosrc) from pg_proc where pronamespace = %s::regnamespace and proname like 'procrastinate%%'
"""


def _catalogue(databases: Databases) -> list[TupleRow]:
    with databases.owner.transaction() as connection:
        return connection.execute(_CATALOGUE).fetchall()


def test_a_second_run_changes_nothing(databases: Databases) -> None:
    before = _catalogue(databases)
    assert len(before) > 100
    prepare(databases.owner_dsn, databases.passwords)
    migrate(databases.owner_dsn)
    assert _catalogue(databases) == before


def test_a_role_gets_its_new_password(databases: Databases) -> None:
    prepare(databases.owner_dsn, {**databases.passwords, Role.WORKBENCH: "another"})
    try:
        new = make_conninfo(databases.dsn(Role.WORKBENCH), password="another")
        with psycopg.connect(new) as connection:
            assert connection.execute("select current_user").fetchone() == ("earnest_workbench",)
    finally:
        prepare(databases.owner_dsn, databases.passwords)


def test_an_owner_without_superuser_rights_suffices(databases: Databases) -> None:
    """A managed PostgreSQL gives no superuser: the right to create roles and to own the database must do."""
    name = "managed_database"
    with psycopg.connect(databases.owner_dsn, autocommit=True) as connection:
        for role in Role:
            _ = connection.execute(f"alter role {role.value} rename to kept_{role.value}".encode())
        _ = connection.execute("create role manager login createrole password 'manager'")
        _ = connection.execute(f"create database {name} owner manager".encode())
    try:
        managed = make_conninfo(databases.owner_dsn, dbname=name, user="manager", password="manager")
        prepare(managed, databases.passwords)
        migrate(managed)
        prepare(managed, databases.passwords)
        migrate(managed)
        with psycopg.connect(managed) as connection:
            assert connection.execute("select count(*) from personal.customers").fetchone() == (0,)
    finally:
        with psycopg.connect(databases.owner_dsn, autocommit=True) as connection:
            _ = connection.execute(f"drop database if exists {name}".encode())
            for role in Role:
                _ = connection.execute(f"drop role if exists {role.value}".encode())
                _ = connection.execute(f"alter role kept_{role.value} rename to {role.value}".encode())
            _ = connection.execute("drop role manager")
        prepare(databases.owner_dsn, databases.passwords)


def test_a_queue_of_an_older_library_is_brought_up_to_date(databases: Databases) -> None:
    with databases.owner.transaction() as connection:
        _ = connection.execute("drop schema jobs_personal cascade")
        _ = connection.execute("create schema jobs_personal")
        _ = connection.execute("delete from public.jobs_schema_version where schema_name = 'jobs_personal'")
        _apply_until(connection, "03.02")
        assert _functions(connection, "jobs_personal") != _functions(connection, "jobs_deidentified")
        prepare_jobs(connection)
        assert _functions(connection, "jobs_personal") == _functions(connection, "jobs_deidentified")


def _apply_until(connection: Connection[TupleRow], version: str) -> None:
    folder = files("procrastinate").joinpath("sql").joinpath("migrations")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    _ = connection.execute("set local search_path = jobs_personal")
    for name in names:
        if name < version:
            _ = connection.execute(folder.joinpath(name).read_bytes())
            _ = connection.execute("insert into public.jobs_schema_version values ('jobs_personal', %s)", [name])


def _functions(connection: Connection[TupleRow], schema: str) -> set[str]:
    return {str(row[0]) for row in connection.execute(_SCHEMA_FUNCTIONS, [schema]).fetchall()}
