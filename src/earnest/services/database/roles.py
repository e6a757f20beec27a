"""Login roles: one for each process, so that what a process was not granted the database refuses."""

from collections.abc import Mapping
from enum import StrEnum

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import TupleRow

from earnest.services.database.connection import is_gone
from earnest.services.database.errors import DatabaseUnavailable
from earnest.services.database.locks import WholeLock


class Role(StrEnum):
    """Login role of a process."""

    DEVICE_GATEWAY = "earnest_device_gateway"
    CUSTOMER_PORTAL = "earnest_customer_portal"
    PERSONAL_WORKER = "earnest_personal_worker"
    WORKBENCH = "earnest_workbench"
    CORPUS_WORKER = "earnest_corpus_worker"
    ADMINISTRATION = "earnest_administration"
    RANDOMNESS_BEACON = "earnest_randomness_beacon"
    """Of the process that fetches rounds of a beacon, where the settings name one; it reaches nothing else."""
    CUSTOMER_ACCOUNTS = "earnest_customer_accounts"
    """Of commands that make accounts and passwords; no process that runs has it."""


JOBS_SCHEMAS: Mapping[Role, str] = {
    Role.DEVICE_GATEWAY: "jobs_personal",
    Role.CUSTOMER_PORTAL: "jobs_personal",
    Role.PERSONAL_WORKER: "jobs_personal",
    Role.WORKBENCH: "jobs_deidentified",
    Role.CORPUS_WORKER: "jobs_deidentified",
}
"""Schema of background work that a role may reach, and its search path; administration, beacon, accounts have none."""

_LIMITS = {
    "lock_timeout": "10s",
    "statement_timeout": "120s",
    "idle_in_transaction_session_timeout": "600s",
}
"""What one forgotten transaction may cost the others."""


_FORMER_NAMES: Mapping[Role, str] = {Role.CUSTOMER_ACCOUNTS: "earnest_customer_desk"}
"""What a role was called before; a server that has it keeps the role, and no second login stays beside it."""

_OWN_DATABASES = """
select datname from pg_database
where datname in ('postgres', 'template1') and datdba = (select oid from pg_roles where rolname = current_user)
"""
"""Databases that every server has; where they are ours (the embedded server), no role enters them either."""


def prepare(owner_dsn: str, passwords: Mapping[Role, str]) -> None:
    """Create the login roles or set their passwords, and close the database to all other roles; can be repeated.

    Args:
        owner_dsn: database owner with the right to create roles.
        passwords: one for each role. Only its SCRAM verifier goes to the server, so no password can reach its log.

    Raises:
        DatabaseUnavailable: the server does not answer.
    """
    try:
        with psycopg.connect(owner_dsn) as connection:
            _ = connection.execute("select pg_advisory_xact_lock(%s)", [WholeLock.ROLES.value])
            database = sql.Identifier(connection.info.dbname)
            _ = connection.execute(sql.SQL("revoke all on database {} from public").format(database))
            for (other,) in connection.execute(_OWN_DATABASES).fetchall():
                _ = connection.execute(sql.SQL("revoke all on database {} from public").format(sql.Identifier(other)))
            for role in Role:
                _prepare_role(connection, role, passwords[role])
                _ = connection.execute(
                    sql.SQL("grant connect on database {} to {}").format(database, sql.Identifier(role.value))
                )
    except psycopg.OperationalError as error:
        if is_gone(error):
            raise DatabaseUnavailable from error
        raise


def role_dsn(owner_dsn: str, role: Role, password: str) -> str:
    """Return how a role connects to the database that the owner's DSN names.

    Args:
        owner_dsn: owner's DSN (conninfo or URL); everything but user and password is kept.
        role: the login role.
        password: its password.
    """
    parameters = {key: str(value) for key, value in conninfo_to_dict(owner_dsn).items() if value is not None}
    parameters.update(user=role.value, password=password, application_name=role.value)
    return make_conninfo("", **parameters)


def _prepare_role(connection: Connection[TupleRow], role: Role, password: str) -> None:
    """Create or change one role: no right of its own, its password, its search path and its limits."""
    name = sql.Identifier(role.value)
    if not _exists(connection, role.value):
        former = _FORMER_NAMES.get(role)
        if former is not None and _exists(connection, former):
            _ = connection.execute(sql.SQL("alter role {} rename to {}").format(sql.Identifier(former), name))
        else:
            _ = connection.execute(sql.SQL("create role {} login").format(name))
    verifier = connection.pgconn.encrypt_password(password.encode(), role.value.encode(), b"scram-sha-256").decode()
    _ = connection.execute(sql.SQL("alter role {} with login password {}").format(name, sql.Literal(verifier)))
    schema = sql.Identifier(JOBS_SCHEMAS.get(role, "pg_catalog"))
    change = sql.SQL("alter role {} set ").format(name)
    _ = connection.execute(change + sql.SQL("search_path = {}").format(schema))
    for setting, value in _LIMITS.items():
        _ = connection.execute(change + sql.SQL("{} = {}").format(sql.Identifier(setting), sql.Literal(value)))


def _exists(connection: Connection[TupleRow], name: str) -> bool:
    """Tell whether the server has a role of this name."""
    return connection.execute("select 1 from pg_roles where rolname = %s", [name]).fetchone() is not None
