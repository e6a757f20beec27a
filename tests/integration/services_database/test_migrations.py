"""Migrations: once, together with the queues' own, and never twice; and what a changed consent takes away."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from uuid import uuid4

import psycopg
import pytest
from psycopg import Connection
from psycopg.conninfo import make_conninfo
from psycopg.errors import CheckViolation, UndefinedColumn
from psycopg.rows import TupleRow
from support.databases import Databases, PostgresServer

from earnest.services.database import DatabaseNewer
from earnest.services.database.errors import MigrationSkipped
from earnest.services.database.migrations import migration_files
from earnest.services.database.migrations.jobs import prepare_jobs
from earnest.services.database.roles import Role, prepare
from earnest.services.migration import migrate

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


def test_migrations_are_numbered_without_a_gap_and_nothing_else_orders_them() -> None:
    numbers = list(migration_files())
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    folder = migration_files()["0001"].parent
    assert len(list(folder.glob("[0-9]*.sql"))) == len(numbers), "two files have the same number"
    assert not list(folder.rglob("versions/*.py")), "a migration is an SQL file; it needs no module"


def test_each_migration_is_noted_and_one_of_a_later_version_is_refused(empty: str) -> None:
    """An older program must not write into a schema that it does not know."""
    migrate(empty)
    with psycopg.connect(empty) as connection:
        rows = connection.execute("select version_num from public.schema_version order by 1").fetchall()
        assert [row[0] for row in rows] == list(migration_files())
        _ = connection.execute("insert into public.schema_version values ('9999')")
    with pytest.raises(DatabaseNewer):
        migrate(empty)


def test_a_database_in_which_only_the_last_migration_is_noted_goes_on_from_there(empty: str) -> None:
    """So it is where an earlier Earnest made the table."""
    migrate(empty, until="0012")
    with psycopg.connect(empty) as connection:
        _ = connection.execute("delete from public.schema_version where version_num < '0012'")
    migrate(empty)
    with psycopg.connect(empty) as connection:
        rows = connection.execute("select version_num from public.schema_version order by 1").fetchall()
        assert [row[0] for row in rows] == [number for number in migration_files() if number >= "0012"]


def test_a_migration_below_the_highest_that_the_database_has_is_not_passed_over_in_silence(empty: str) -> None:
    """It happens where two people number migrations at once: the tables of the lower one would be missing."""
    migrate(empty)
    with psycopg.connect(empty) as connection:
        _ = connection.execute("delete from public.schema_version where version_num in ('0003', '0004')")
    with pytest.raises(MigrationSkipped, match=f"has migration {max(migration_files())}, but not 0003, 0004"):
        migrate(empty)


def test_a_database_is_brought_up_to_date_before_its_grants_are_derived_anew(empty: str) -> None:
    """Those written down may name a column that a new migration drops."""
    migrate(empty)
    with psycopg.connect(empty) as connection:
        _ = connection.execute("alter table handover.wake_examples drop column addressed cascade")
    with pytest.raises(UndefinedColumn):
        migrate(empty)
    migrate(empty, with_grants=False)


def test_a_migration_that_fails_leaves_the_database_as_it_was_before_it(empty: str) -> None:
    migrate(empty, until="0002")
    with psycopg.connect(empty) as connection:
        _ = connection.execute("create table handover.wake_examples (taken integer)")  # in the way of 0003
    with pytest.raises(psycopg.errors.DuplicateTable):
        migrate(empty)
    with psycopg.connect(empty) as connection:
        assert connection.execute("select max(version_num) from public.schema_version").fetchone() == ("0002",)
        assert connection.execute("select to_regclass('personal.wake_links')").fetchone() == (None,)


def test_two_that_migrate_at_the_same_time_wait_for_each_other(empty: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(migrate, empty) for _ in range(2)]:
            done.result(timeout=120)
    assert _noted(empty) == len(migration_files())


def _noted(dsn: str) -> int:
    with psycopg.connect(dsn) as connection:
        return _count(connection, "public.schema_version")


def test_a_role_gets_its_new_password(databases: Databases) -> None:
    prepare(databases.owner_dsn, {**databases.passwords, Role.WORKBENCH: "another"})
    try:
        new = make_conninfo(databases.dsn(Role.WORKBENCH), password="another")
        with psycopg.connect(new) as connection:
            assert connection.execute("select current_user").fetchone() == ("earnest_workbench",)
    finally:
        prepare(databases.owner_dsn, databases.passwords)


def test_a_role_with_a_former_name_is_renamed_and_leaves_no_second_login(databases: Databases) -> None:
    with psycopg.connect(databases.owner_dsn, autocommit=True) as connection:
        _ = connection.execute("alter role earnest_customer_accounts rename to earnest_customer_desk")
    prepare(databases.owner_dsn, databases.passwords)
    with psycopg.connect(databases.dsn(Role.CUSTOMER_ACCOUNTS)) as connection:
        assert connection.execute("select count(login) from personal.customers").fetchone() == (0,)
        names = connection.execute("select rolname from pg_roles where rolname like 'earnest_customer%'").fetchall()
    assert sorted(name for (name,) in names) == ["earnest_customer_accounts", "earnest_customer_portal"]


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


@pytest.fixture
def empty(postgres: PostgresServer) -> Iterator[str]:
    """An empty database with its roles."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgres.owner_dsn, autocommit=True) as connection:
        _ = connection.execute(f"create database {name}".encode())
    try:
        dsn = make_conninfo(postgres.owner_dsn, dbname=name)
        prepare(dsn, postgres.passwords)
        yield dsn
    finally:
        postgres.drop(name)


@pytest.fixture
def before_wake_consent(empty: str) -> str:
    """A database as it was before wake word learning had a yes of its own."""
    migrate(empty, until="0003")
    return empty


def test_cn1_rt8_what_taught_the_wake_word_under_another_yes_is_gone(before_wake_consent: str) -> None:
    """Migration 0004: no customer had said yes to it, so neither numbers nor whose they were stay; all else does."""
    customer_id, example_id = uuid4(), uuid4()
    with psycopg.connect(before_wake_consent) as connection:
        _add_customer(connection, customer_id)
        _ = connection.execute(_ADD_EXAMPLE, [example_id, [0.5] * 11])
        _ = connection.execute(_ADD_LINK, [example_id, customer_id, uuid4()])
        _add_decision(connection, customer_id, "automatic_learning")
    with psycopg.connect(before_wake_consent) as connection, pytest.raises(CheckViolation):
        _add_decision(connection, customer_id, "wake_word_learning")

    migrate(before_wake_consent)

    with psycopg.connect(before_wake_consent) as connection:
        assert _count(connection, "handover.wake_examples") == 0
        assert _count(connection, "personal.wake_links") == 0
        assert _count(connection, "personal.customers") == _count(connection, "personal.consent_events") == 1
        _add_decision(connection, customer_id, "wake_word_learning")
        _ = connection.execute(_ADD_EXAMPLE, [example_id, [0.5] * 11])

    migrate(before_wake_consent)

    with psycopg.connect(before_wake_consent) as connection:
        assert _count(connection, "handover.wake_examples") == 1, "what crosses under the new yes stays"


def test_labels_of_before_are_the_first_review_of_their_clip(empty: str) -> None:
    """Migration 0016: what a reviewer wrote stays as it was, and can still be taken back by whoever wrote it."""
    migrate(empty, until="0015")
    label_id, clip_id, lease_id, staff_id = (uuid4() for _ in range(4))
    with psycopg.connect(empty) as connection:
        _ = connection.execute(_ADD_LABEL, [label_id, clip_id])
        _ = connection.execute(_ADD_LEASE, [lease_id, clip_id, staff_id])
    migrate(empty)
    with psycopg.connect(empty) as connection:
        rows = connection.execute("select label_id, number, differs, transcript from handover.labels").fetchall()
        assert rows == [(label_id, 1, False, "a large latte")]
        taken = connection.execute(
            "select deidentified.take_back(%s, %s, '2025-05-05 12:01+00')", [lease_id, staff_id]
        ).fetchone()
        assert taken == (label_id,)
        assert _count(connection, "handover.labels") == 0


_ADD_LABEL = """
insert into handover.labels (label_id, clip_id, outcome, transcript, guideline_version, reviewer_kind, labelled_at)
values (%s, %s, 'labelled', 'a large latte', '2', 'reviewer', '2025-05-05 12:00+00')
"""

_ADD_LEASE = """
insert into deidentified.leases (lease_id, clip_id, staff_id, leased_at, expires_at, ended_at, outcome)
values (%s, %s, %s, '2025-05-05 11:59+00', '2025-05-05 12:09+00', '2025-05-05 12:00+00', 'labelled')
"""

_ADD_EXAMPLE = """
insert into handover.wake_examples (example_id, measurements, addressed, delete_after)
values (%s, %s, true, current_date + 30)
"""

_ADD_LINK = """
insert into personal.wake_links (example_id, customer_id, recording_id, delete_after)
values (%s, %s, %s, now() + interval '30 days')
"""

_ADD_DECISION = """
insert into personal.consent_events (consent_event_id, customer_id, purpose, given, wording_version, wording_hash,
    wording_language, channel, recorded_at)
values (%s, %s, %s, true, '1', '', 'en', 'portal', now())
"""


def _add_customer(connection: Connection[TupleRow], customer_id: object) -> None:
    _ = connection.execute(
        "insert into personal.customers (customer_id, login, region, language, programme, created_at)"
        " values (%s, 'anna', 'DE', 'de', 'general', now())",
        [customer_id],
    )


def _add_decision(connection: Connection[TupleRow], customer_id: object, purpose: str) -> None:
    event_id = uuid4()
    _ = connection.execute(_ADD_DECISION, [event_id, customer_id, purpose])
    if connection.execute("select to_regclass('audit.consent_leaves')").fetchone() != (None,):
        _ = connection.execute("insert into audit.consent_leaves values (%s, %s, true)", [event_id, purpose])


def _count(connection: Connection[TupleRow], table: str) -> int:
    row = connection.execute(f"select count(*) from {table}".encode()).fetchone()
    return 0 if row is None else int(row[0])
