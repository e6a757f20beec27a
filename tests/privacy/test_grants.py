"""As each login role: what it cannot read, write or become. Types stop mistakes; this is what stops an attacker."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo
from support.databases import TEMPLATE, Databases, PostgresServer

from earnest.services.audit.events import canonical, writers_of_kinds
from earnest.services.database.roles import Role

PERSONAL = (Role.DEVICE_GATEWAY, Role.CUSTOMER_PORTAL, Role.PERSONAL_WORKER)
DEIDENTIFIED = (Role.WORKBENCH, Role.CORPUS_WORKER)

CLOSED_SCHEMAS = {
    Role.RANDOMNESS_BEACON: (
        "personal",
        "deidentified",
        "staff",
        "audit",
        "jobs_personal",
        "jobs_deidentified",
        "public",
    ),
    Role.CUSTOMER_ACCOUNTS: ("handover", "deidentified", "staff", "jobs_personal", "jobs_deidentified", "public"),
    **dict.fromkeys(PERSONAL, ("deidentified", "staff", "jobs_deidentified", "public")),
    Role.WORKBENCH: ("personal", "jobs_personal", "public"),
    Role.CORPUS_WORKER: ("personal", "staff", "jobs_personal", "public"),
    Role.ADMINISTRATION: ("personal", "deidentified", "jobs_personal", "jobs_deidentified", "public"),
}
"""Schemas in which a role may do nothing at all."""

CLOSED_TABLES = [
    (Role.DEVICE_GATEWAY, "personal.customer_sessions", "select"),
    (Role.DEVICE_GATEWAY, "personal.recordings", "delete"),
    (Role.DEVICE_GATEWAY, "personal.clip_links", "select"),
    (Role.DEVICE_GATEWAY, "handover.clips", "select"),
    (Role.DEVICE_GATEWAY, "handover.labels", "select"),
    (Role.DEVICE_GATEWAY, "handover.clips", "insert"),
    (Role.CUSTOMER_PORTAL, "handover.clips", "insert"),
    (Role.CUSTOMER_PORTAL, "handover.labels", "insert"),
    (Role.CUSTOMER_PORTAL, "handover.receipts", "insert"),
    (Role.CUSTOMER_PORTAL, "handover.allowances", "update"),
    (Role.PERSONAL_WORKER, "handover.labels", "insert"),
    (Role.PERSONAL_WORKER, "handover.receipts", "insert"),
    (Role.PERSONAL_WORKER, "handover.allowances", "update"),
    (Role.PERSONAL_WORKER, "handover.releases", "insert"),
    (Role.WORKBENCH, "handover.clips", "insert"),
    (Role.WORKBENCH, "handover.clips", "update"),
    (Role.WORKBENCH, "handover.labels", "delete"),
    (Role.WORKBENCH, "handover.receipts", "delete"),
    (Role.WORKBENCH, "handover.releases", "insert"),
    (Role.WORKBENCH, "deidentified.models", "select"),
    (Role.WORKBENCH, "staff.members", "insert"),
    (Role.WORKBENCH, "staff.members", "delete"),
    (Role.CORPUS_WORKER, "handover.receipts", "select"),
    (Role.CORPUS_WORKER, "handover.clips", "insert"),
    (Role.CORPUS_WORKER, "handover.labels", "insert"),
    (Role.CORPUS_WORKER, "deidentified.leases", "update"),
    (Role.ADMINISTRATION, "handover.clips", "select"),
    (Role.ADMINISTRATION, "handover.labels", "select"),
    (Role.ADMINISTRATION, "handover.allowances", "update"),
    *((role, "personal.consent_events", change) for role in PERSONAL for change in ("update", "delete")),
    *((role, "audit.leaves", change) for role in Role for change in ("insert", "update", "delete")),
    *((role, "audit.checkpoints", change) for role in Role for change in ("update", "delete")),
    *((role, "audit.leaves", "select") for role in Role if role is not Role.ADMINISTRATION),
]

CLOSED_COLUMNS = [
    (Role.WORKBENCH, "staff.members", "password_hash", "update"),
    (Role.WORKBENCH, "staff.members", "active", "update"),
    (Role.WORKBENCH, "handover.allowances", "allowed", "update"),
    (Role.WORKBENCH, "handover.allowances", "chosen", "update"),
    (Role.CORPUS_WORKER, "handover.clips", "object_key", "update"),
]
"""Columns that a role may not change although it may change others of the table."""


@pytest.fixture(scope="module")
def tables(module_databases: Databases) -> list[tuple[str, str]]:
    """All tables of ours and of the queues, as (schema, table)."""
    with module_databases.owner.transaction() as connection:
        rows = connection.execute(
            "select table_schema, table_name from information_schema.tables "
            "where table_schema not in ('pg_catalog', 'information_schema') order by 1, 2"
        ).fetchall()
    found = [(str(schema), str(table)) for schema, table in rows]
    assert {"personal", "handover", "deidentified", "audit", "staff", "jobs_personal"} <= {
        schema for schema, _ in found
    }
    return found


def _attempts(table: sql.Composable) -> Iterator[sql.Composed]:
    yield sql.SQL("select 1 from {}").format(table)
    yield sql.SQL("insert into {} default values").format(table)
    yield sql.SQL("delete from {}").format(table)
    yield sql.SQL("lock table {}").format(table)
    yield sql.SQL("truncate {}").format(table)


def _is_refused(databases: Databases, role: Role, statement: sql.Composed) -> bool:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), databases[role].transaction() as connection:
        _ = connection.execute(statement)
    return True


@pytest.mark.parametrize("role", list(Role))
def test_ps4_everything_in_the_other_sides_schemas_is_refused(
    module_databases: Databases, tables: list[tuple[str, str]], role: Role
) -> None:
    closed = [(schema, table) for schema, table in tables if schema in CLOSED_SCHEMAS[role]]
    assert closed
    for schema, table in closed:
        for statement in _attempts(sql.Identifier(schema, table)):
            assert _is_refused(module_databases, role, statement)


@pytest.mark.parametrize(("role", "table", "privilege"), CLOSED_TABLES)
def test_what_a_role_does_not_need_is_refused(
    module_databases: Databases, role: Role, table: str, privilege: str
) -> None:
    name = sql.Identifier(*table.split("."))
    with module_databases.owner.transaction() as connection:
        row = connection.execute(
            "select column_name from information_schema.columns where table_schema || '.' || table_name = %s", [table]
        ).fetchone()
    assert row is not None, "the table exists"
    column = sql.Identifier(str(row[0]))
    statements = {
        "select": sql.SQL("select * from {}").format(name),
        "insert": sql.SQL("insert into {} default values").format(name),
        "update": sql.SQL("update {} set {} = default").format(name, column),
        "delete": sql.SQL("delete from {}").format(name),
    }
    assert _is_refused(module_databases, role, statements[privilege])


@pytest.mark.parametrize(("role", "table", "column", "privilege"), CLOSED_COLUMNS)
def test_a_column_that_a_role_does_not_need_is_refused(
    module_databases: Databases, role: Role, table: str, column: str, privilege: str
) -> None:
    with module_databases.owner.transaction() as connection:
        row = connection.execute(
            "select attname from pg_attribute where attrelid = to_regclass(%s) and attname = %s", [table, column]
        ).fetchone()
    assert row is not None, "the column exists"
    change = sql.SQL("update {} set {column} = {column}")
    statement = change.format(sql.Identifier(*table.split(".")), column=sql.Identifier(column))
    assert _is_refused(module_databases, role, statement)


READ_BY_ADMINISTRATION = {
    "audit.verifiers": {"first_seen", "line"},
    "handover.candidate_settlements": {
        "number",
        "outcome",
        "period",
        "programme",
        "region",
        "signature",
        "utterance",
    },
    "handover.candidates": {
        "allowed",
        "chain",
        "chosen",
        "finding",
        "number",
        "period",
        "programme",
        "proof",
        "recording",
        "region",
        "root",
        "round",
        "selected",
        "share_millionths",
        "utterance",
    },
    "handover.draw_keys": {"period"},
    "handover.processors": {
        "country",
        "does",
        "ended_at",
        "name",
        "processor_id",
        "reference",
        "service",
        "since",
        "transfer",
    },
    "handover.affected_lists": {
        "agreed_at",
        "asked_at",
        "asked_by",
        "breach_id",
        "ended_at",
        "list_id",
        "people",
        "region",
        "sealed",
        "second_key",
        "since",
        "until",
    },
    "handover.panel_requests": {"act", "asked_at", "ended_at", "outcome", "request_id", "reward"},
    "accountability.statements": {
        "content",
        "state",
        "subject",
        "written_at",
    },
    "accountability.evidence_packs": {
        "asked_at",
        "began_at",
        "content",
        "ended_at",
        "expires_at",
        "first_day",
        "last_day",
        "pack_id",
        "problem",
    },
    "accountability.breach_entries": {
        "breach_id",
        "entered_at",
        "entry_id",
        "happened_at",
        "kind",
        "member",
        "nature",
        "people",
        "place",
        "remark",
        "risk",
    },
    "audit.checkpoints": {"note", "signed_at", "tree_size"},
    "audit.leaves": {"entry", "leaf_hash", "leaf_index"},
    "handover.allowances": {"allowed", "chosen", "handed_out", "period", "programme", "region", "utterances"},
    "handover.approvals": {"act", "escalation_id", "member"},
    "handover.counts": {"day", "event", "language", "number", "programme", "region", "vendor"},
    "handover.escalations": {
        "category",
        "clip_id",
        "contacted_at",
        "decided_at",
        "decision",
        "due_at",
        "escalation_id",
        "late_noted_at",
        "paid_minutes",
        "raised_at",
        "raised_by",
        "region",
        "taken_at",
        "taken_by",
        "told_at",
    },
    "handover.evidence": {"escalation_id", "hold_until"},
    "handover.identifications": {"escalation_id", "outcome"},
    "handover.requests": {
        "due_at",
        "ended_at",
        "extended_at",
        "extension_reason",
        "kind",
        "late_noted_at",
        "opened_at",
        "outcome",
        "pseudonym",
        "request_id",
        "soon_noted_at",
    },
    "handover.resumptions": {"act", "member", "stop_id"},
    "handover.stops": {"reason", "resumed_at", "scope", "stop_id", "stopped_at", "stopped_by", "value"},
    "handover.caps": {"programme", "share"},
    "handover.region_shares": {"programme", "region", "share"},
    "handover.two_person_requests": {
        "act",
        "approved_at",
        "approved_by",
        "ends_at",
        "programme",
        "region",
        "request_id",
        "requested_at",
        "requested_by",
        "share",
        "used_at",
    },
    "handover.wake_figures": {"not_said", "period", "region", "stopped"},
    "oversight.active_countries": {"country"},
    "oversight.country_entries": {"content", "country", "entry", "written_at", "written_by"},
    "oversight.duty": {"country", "duty_id", "member"},
    "staff.browsers": {"approved_at", "name", "posture_at", "requested_at", "requested_by", "site_id", "thumbprint"},
    "staff.challenges": {"challenge", "created_at", "staff_id"},
    "staff.linked_identities": {"issuer", "last_used_at", "linked_at", "staff_id", "subject"},
    "staff.members": {"active", "created_at", "kind", "languages", "name", "role", "site_id", "staff_id", "vendor_id"},
    "staff.passkeys": {"created_at", "credential_id", "last_used_at", "name", "public_key", "sign_count", "staff_id"},
    "staff.recovery_codes": {"staff_id"},
    "staff.sessions": {
        "created_at",
        "expires_at",
        "last_used_at",
        "method",
        "provider",
        "session_id",
        "staff_id",
        "token_hash",
    },
    "staff.sign_in_failures": {"failed_at"},
    "staff.single_sign_ons": {
        "browser_hash",
        "code_verifier",
        "created_at",
        "identified",
        "issuer",
        "linking",
        "nonce",
        "redirect_address",
        "state_hash",
        "taken_at",
    },
    "staff.sites": {
        "area",
        "attested",
        "closes",
        "country",
        "demands_browser",
        "demands_headphones",
        "demands_posture",
        "is_home",
        "name",
        "networks",
        "opens",
        "site_id",
        "time_zone",
        "vendor_id",
    },
    "staff.vendors": {"name", "vendor_id"},
}
"""Identifiers and figures; `content` of a country is what the organisation wrote of whom to call.

Whoever adds a column here says why it is neither sound nor words."""


def test_the_administration_reads_identifiers_and_figures_and_no_content(module_databases: Databases) -> None:
    """Tries every column of every table as the administration's role (AC7)."""
    with module_databases.owner.transaction() as connection:
        columns = connection.execute(
            "select table_schema || '.' || table_name, column_name from information_schema.columns "
            "where table_schema not in ('pg_catalog', 'information_schema')"
        ).fetchall()
    read: dict[str, set[str]] = {}
    for table, column in columns:
        statement = sql.SQL("select {} from {}").format(
            sql.Identifier(str(column)), sql.Identifier(*str(table).split("."))
        )
        try:
            with module_databases[Role.ADMINISTRATION].transaction() as connection:
                _ = connection.execute(statement)
        except psycopg.errors.InsufficientPrivilege:
            continue
        read.setdefault(str(table), set()).add(str(column))
    assert read == READ_BY_ADMINISTRATION


def test_the_gateway_cannot_read_what_was_said(module_databases: Databases) -> None:
    with module_databases.owner.transaction() as connection:
        rows = connection.execute(
            "select attname, has_column_privilege('earnest_device_gateway', attrelid, attname, 'select') "
            "from pg_attribute where attrelid = 'personal.recordings'::regclass and attnum > 0"
        ).fetchall()
    readable = {str(name) for name, may in rows if may}
    assert readable == {"customer_id", "erasures", "object_key"}
    assert len(rows) > len(readable)


@pytest.mark.parametrize("role", list(Role))
def test_no_role_can_become_more_than_it_is(module_databases: Databases, role: Role) -> None:
    with module_databases[role].transaction() as connection:
        row = connection.execute(
            "select rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, "
            "(select count(*) from pg_auth_members where member = pg_roles.oid), "
            "(select count(*) from pg_class where relowner = pg_roles.oid), "
            "has_database_privilege(oid, current_database(), 'create'), "
            "(select count(*) from pg_namespace where nspname !~ '^pg_' and has_schema_privilege(pg_roles.oid, "
            "pg_namespace.oid, 'create')) from pg_roles where rolname = current_user"
        ).fetchone()
    assert row == (False, False, False, False, False, 0, 0, False, 0)
    for other in [*Role, "earnest_owner"]:
        if other != role:
            assert _is_refused(module_databases, role, sql.SQL("set role {}").format(sql.Identifier(str(other))))


def _entry(kind: str, fields: tuple[str, ...]) -> bytes:
    """Return a leaf of a kind as the log takes it."""
    held: dict[str, str | int | bool | None] = dict.fromkeys(fields, "code")
    held |= {"kind": kind, "version": 1, "at": "2026-01-02T03:04:05.000678Z"}
    held |= {name: "00000000-0000-0000-0000-000000000001" for name in fields if name.endswith("_id")}
    return canonical(held)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.RANDOMNESS_BEACON])
def test_every_role_may_append_to_the_log_and_none_may_change_it(databases: Databases, role: Role) -> None:
    kind, _, fields, _ = next(one for one in writers_of_kinds() if role.value in one[3])
    entry = _entry(kind, fields)
    with databases[role].transaction() as connection:
        row = connection.execute("select audit.append(%(entry)s), audit.append(%(entry)s)", {"entry": entry}).fetchone()
    assert row == (0, 1)
    for statement in ("update audit.leaves set entry = ''", "delete from audit.leaves", "truncate audit.leaves"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), databases.owner.transaction() as connection:
            _ = connection.execute(sql.SQL(statement))


def test_a_stranger_cannot_even_connect(postgres: PostgresServer) -> None:
    with psycopg.connect(postgres.owner_dsn, autocommit=True) as connection:
        _ = connection.execute("create role stranger login password 'stranger'")
    try:
        stranger = make_conninfo(postgres.owner_dsn, dbname=TEMPLATE, user="stranger", password="stranger")
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(stranger).close()
    finally:
        with psycopg.connect(postgres.owner_dsn, autocommit=True) as connection:
            _ = connection.execute("drop role stranger")


def test_a_wrong_password_is_refused(module_databases: Databases) -> None:
    wrong = make_conninfo(module_databases.dsn(Role.WORKBENCH), password="guess")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong).close()
