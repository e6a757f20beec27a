"""The schemas of background work: procrastinate's own SQL, once for each side, with grants for that side only."""

from importlib.resources import files

from psycopg import Connection, sql
from psycopg.rows import TupleRow

from earnest.services.database.locks import TURN_LOCKS, WORKER_LOCKS
from earnest.services.database.roles import JOBS_SCHEMAS, Role

WORKERS = {"jobs_personal": Role.PERSONAL_WORKER, "jobs_deidentified": Role.CORPUS_WORKER}
"""Who takes jobs of a schema; the other roles that reach it may only add."""

_VERSIONS = """
create table if not exists public.jobs_schema_version (
    schema_name text not null,
    migration   text not null,
    primary key (schema_name, migration)
);
comment on table public.jobs_schema_version is 'Migrations of procrastinate that a schema of background work has';
comment on column public.jobs_schema_version.schema_name is 'jobs_personal or jobs_deidentified';
comment on column public.jobs_schema_version.migration is 'file name of the migration';
"""

_LOCKS = """
create or replace function {schema}.hold_worker(worker bigint) returns void
language sql security definer as $$ select pg_catalog.pg_advisory_lock({workers}, worker::integer) $$;
create or replace function {schema}.try_worker(worker bigint) returns boolean
language sql security definer as $$ select pg_catalog.pg_try_advisory_lock({workers}, worker::integer) $$;
create or replace function {schema}.leave_worker(worker bigint) returns boolean
language sql security definer as $$ select pg_catalog.pg_advisory_unlock({workers}, worker::integer) $$;
create or replace function {schema}.take_turn(name text) returns boolean
language sql security definer as $$ select pg_catalog.pg_try_advisory_lock({turns}, pg_catalog.hashtext(name)) $$;
create or replace function {schema}.end_turn(name text) returns boolean
language sql security definer as $$ select pg_catalog.pg_advisory_unlock({turns}, pg_catalog.hashtext(name)) $$;
revoke all on function {schema}.hold_worker(bigint), {schema}.try_worker(bigint), {schema}.leave_worker(bigint),
    {schema}.take_turn(text), {schema}.end_turn(text) from public;
grant execute on function {schema}.hold_worker(bigint), {schema}.try_worker(bigint), {schema}.leave_worker(bigint),
    {schema}.take_turn(text), {schema}.end_turn(text) to {worker};
"""
"""The locks of one side's workers; no role may take any other lock of this kind, so none can hold up another side."""

_FUNCTIONS = """
select oid::regprocedure::text from pg_proc where pronamespace = %s::regnamespace
"""


def prepare_jobs(connection: Connection[TupleRow]) -> None:
    """Bring both schemas to the version of the installed procrastinate and grant what each role needs."""
    _ = connection.execute(_VERSIONS)
    for schema, worker in WORKERS.items():
        _ = connection.execute("select set_config('search_path', %s, true)", [schema])
        _apply(connection, schema)
        _make_locks(connection, schema, worker)
        _fix_search_path(connection, schema)
        _grant_worker(connection, schema, worker)
        for role, own in JOBS_SCHEMAS.items():
            if own == schema and role is not worker:
                _grant_adding(connection, schema, role)


def _apply(connection: Connection[TupleRow], schema: str) -> None:
    """Apply the whole schema to an empty one, or the migrations that it lacks to an older one."""
    folder = files("procrastinate").joinpath("sql")
    migrations = sorted(
        (entry for entry in folder.joinpath("migrations").iterdir() if entry.name.endswith(".sql")),
        key=lambda entry: entry.name,
    )
    rows = connection.execute(
        "select migration from public.jobs_schema_version where schema_name = %s", [schema]
    ).fetchall()
    applied = {str(row[0]) for row in rows}
    if not applied:
        _ = connection.execute(folder.joinpath("schema.sql").read_bytes())
    for migration in migrations:
        if migration.name in applied:
            continue
        if applied:
            _ = connection.execute(migration.read_bytes())
        _ = connection.execute("insert into public.jobs_schema_version values (%s, %s)", [schema, migration.name])


def _make_locks(connection: Connection[TupleRow], schema: str, worker: Role) -> None:
    """Give a side's worker functions for its own locks, and no other role."""
    names = {"schema": sql.Identifier(schema), "worker": sql.Identifier(worker.value)}
    numbers = {"workers": sql.Literal(WORKER_LOCKS[schema].value), "turns": sql.Literal(TURN_LOCKS[schema].value)}
    _ = connection.execute(sql.SQL(_LOCKS).format(**names, **numbers))


def _fix_search_path(connection: Connection[TupleRow], schema: str) -> None:
    """Tie every function to its own schema, so that it works whatever the caller's search path is."""
    for (signature,) in connection.execute(_FUNCTIONS, [schema]).fetchall():
        change = sql.SQL("alter function {} set search_path = {}, pg_temp")
        _ = connection.execute(change.format(sql.SQL(signature), sql.Identifier(schema)))


def _grant_worker(connection: Connection[TupleRow], schema: str, role: Role) -> None:
    """Let a worker take, finish, retry and remove jobs."""
    names = {"schema": sql.Identifier(schema), "role": sql.Identifier(role.value)}
    for statement in (
        "grant usage on schema {schema} to {role}",
        "grant select, insert, update, delete on all tables in schema {schema} to {role}",
        "grant usage, select on all sequences in schema {schema} to {role}",
    ):
        _ = connection.execute(sql.SQL(statement).format(**names))


def _grant_adding(connection: Connection[TupleRow], schema: str, role: Role) -> None:
    """Let a role add jobs and nothing else: it reads neither arguments nor states."""
    names = {"schema": sql.Identifier(schema), "role": sql.Identifier(role.value)}
    for statement in (
        "grant usage on schema {schema} to {role}",
        "grant insert, select (id) on {schema}.procrastinate_jobs to {role}",
        "grant insert on {schema}.procrastinate_events to {role}",
        "grant usage on all sequences in schema {schema} to {role}",
    ):
        _ = connection.execute(sql.SQL(statement).format(**names))
