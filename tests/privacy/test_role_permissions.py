"""As an attacker inside one process, with its login role: what a grant on a table allowed and what is refused now."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from support.databases import Databases
from support.speaking import PersonalSide

from earnest.foundation.clock import SettableClock
from earnest.foundation.identifiers import ClipId, ConsentEventId
from earnest.personal.consent.purposes import Purpose
from earnest.personal.consent.wording import load_wording
from earnest.personal.customers.records import Customer
from earnest.services.audit import ClipPlaced, ConsentRecorded, Signer, SignerKey, VerificationReport, append
from earnest.services.audit.commands import verify_database
from earnest.services.audit.verification import LogFindingKind
from earnest.services.database.roles import Role

PERSONAL = (Role.DEVICE_GATEWAY, Role.CUSTOMER_PORTAL, Role.PERSONAL_WORKER)
KEY = SignerKey(name="example.org/log", seed=bytes(range(32)))
AT = datetime(2026, 3, 4, 15, 7, tzinfo=UTC)
CLOCK = SettableClock(moment=AT)
REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityError)


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


def _refused(databases: Databases, role: Role, statement: str, names: Mapping[str, object] | None = None) -> None:
    with pytest.raises(REFUSED), databases[role].transaction() as connection:
        _ = connection.execute(statement.encode(), names)


# consent -----------------------------------------------------------------------------------------------------

DECISION = """
select personal.record_decision(%(token)s, %(event)s, %(who)s, 'human_review', true, '1', %(hash)s, 'en', %(at)s)
"""
INSERTED = """
insert into personal.consent_events (consent_event_id, customer_id, purpose, given, wording_version, wording_hash,
    wording_language, channel, recorded_at)
values (%(event)s, %(who)s, 'human_review', true, '1', %(hash)s, 'en', %(channel)s, %(at)s)
"""


def _yes(side: PersonalSide, customer: Customer, **other: object) -> Mapping[str, object]:
    wording = load_wording(Purpose.HUMAN_REVIEW, "en")
    names = {
        "event": uuid4(),
        "who": customer.customer_id,
        "hash": wording.sha256,
        "at": side.clock.now(),
        "token": "x",
    }
    return {**names, **other}


def test_cn2_no_role_writes_a_yes_into_the_table(side: PersonalSide) -> None:
    customer = side.add_customer()
    for role in Role:
        for channel in ("portal", "voice", "panel_contract"):
            _refused(side.databases, role, INSERTED, _yes(side, customer, channel=channel))


@pytest.mark.parametrize("role", list(Role))
def test_cn2_no_role_writes_a_yes_into_the_table_together_with_its_leaf(side: PersonalSide, role: Role) -> None:
    """A decision commits only with its leaf; a role that may write such leaves still writes no yes."""
    customer, event = side.add_customer(), ConsentEventId(uuid4())
    yes = _yes(side, customer, event=event, channel="voice")
    leaf = ConsentRecorded(
        at=side.clock.now(),
        consent_event_id=event,
        customer=side.pseudonyms.of_subject(customer.customer_id, side.clock.now()),
        purpose="human_review",
        given=True,
        wording_hash=load_wording(Purpose.HUMAN_REVIEW, "en").sha256,
    )
    with pytest.raises(REFUSED), side.databases[role].transaction() as connection:  # noqa: PT012 - when it commits
        _ = connection.execute(INSERTED, yes)
        _ = append(connection, leaf)
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from personal.consent_events").fetchone() == (0,)


def test_cn2_no_role_says_yes_for_a_person_who_is_not_signed_in(side: PersonalSide) -> None:
    customer, other = side.add_customer(), side.add_customer()
    tokens = ["", "guess", side.signed_in(other)]
    tokens.append(side.signed_in(customer))
    side.clock.advance(timedelta(hours=2))
    tokens.append(side.signed_in(other))
    for role in Role:
        for token in tokens:
            _refused(side.databases, role, DECISION, _yes(side, customer, token=token))
    with side.databases.owner.transaction() as connection:
        assert connection.execute("select count(*) from personal.consent_events").fetchone() == (0,)


@pytest.mark.parametrize("role", list(Role))
def test_no_role_opens_a_customers_session_without_the_password(side: PersonalSide, role: Role) -> None:
    customer = side.add_customer(password="correct horse battery")
    names = {"login": customer.login, "who": customer.customer_id, "at": AT, "until": AT + timedelta(days=300)}
    _refused(
        side.databases, role, "insert into personal.customer_sessions values ('x', %(who)s, %(at)s, %(until)s)", names
    )
    _refused(side.databases, role, "update personal.customer_sessions set expires_at = %(until)s", names)
    if role is Role.CUSTOMER_PORTAL:
        with side.databases[role].transaction() as connection:
            for proof in ("", "A" * 43, None):
                row = connection.execute(
                    "select personal.open_session(%(login)s, %(proof)s, 'x', %(at)s, %(until)s)",
                    {**names, "proof": proof},
                ).fetchone()
                assert row == (None,)
    else:
        _refused(side.databases, role, "select personal.open_session(%(login)s, 'x', 'x', %(at)s, %(until)s)", names)


def test_ad1_a_decision_without_its_leaf_does_not_commit(side: PersonalSide) -> None:
    customer = side.add_customer()
    token = side.signed_in(customer)
    _refused(side.databases, Role.CUSTOMER_PORTAL, DECISION, _yes(side, customer, token=token))
    spoken = "select personal.record_spoken_no(%(event)s, %(who)s, '1', %(hash)s, 'en', %(at)s)"
    _refused(side.databases, Role.DEVICE_GATEWAY, spoken, _yes(side, customer))
    event = ConsentEventId(uuid4())
    yes = _yes(side, customer, token=token, event=event)
    leaf = ConsentRecorded(
        at=AT,
        consent_event_id=event,
        customer=side.pseudonyms.of_subject(customer.customer_id, side.clock.now()),
        purpose="human_review",
        given=False,
        wording_hash=bytes(32),
    )
    database = side.databases[Role.CUSTOMER_PORTAL]
    with pytest.raises(REFUSED), database.transaction() as connection:  # noqa: PT012 - refused when it commits
        _ = connection.execute(DECISION, yes)
        _ = append(connection, leaf)


def test_cn5_the_gateway_can_write_a_spoken_no_and_the_portal_a_yes(side: PersonalSide) -> None:
    customer = side.add_customer(Purpose.HUMAN_REVIEW)
    assert side.grant(customer) is not None
    with side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
        _ = side.decisions.withdraw_by_voice(connection, customer)
    assert side.grant(customer) is None


# passwords ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("table", ["personal.customers", "staff.members"])
def test_ac5_no_role_reads_a_password_hash(module_databases: Databases, role: Role, table: str) -> None:
    _refused(module_databases, role, f"select password_hash from {table}")
    _refused(module_databases, role, f"select * from {table}")
    _refused(module_databases, role, f"select 1 from {table} where password_hash like '$argon2id$%%'")


def test_ac5_what_a_process_is_told_of_a_password_is_not_the_hash(side: PersonalSide) -> None:
    customer = side.add_customer(password="correct horse battery")
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        row = connection.execute("select personal.sign_in_parameters(%s)", [customer.login]).fetchone()
    with side.databases.owner.transaction() as connection:
        held = connection.execute("select password_hash from personal.customers").fetchone()
    assert row is not None
    assert held is not None
    assert held[0].startswith(row[0] + "$")
    assert len(held[0]) > len(row[0]) + 40


# caps --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_sp1_no_role_writes_counts_of_the_cap(module_databases: Databases, role: Role) -> None:
    for change in (
        "utterances = 0",
        "allowed = 1000000",
        "chosen = chosen + 1",
        "handed_out = 0",
        "handed_out = handed_out",
    ):
        _refused(module_databases, role, f"update handover.allowances set {change}")
    _refused(module_databases, role, "insert into handover.allowances values ('DE', 'panel', '2026-03-01', 9, 9, 9, 0)")
    _refused(module_databases, role, "delete from handover.allowances")
    _refused(module_databases, role, "update handover.caps set share = 1")
    _refused(module_databases, role, "insert into handover.caps values ('other', 1)")


def test_sp1_the_gateway_allows_no_more_than_the_share_that_is_set(databases: Databases) -> None:
    with databases.owner.transaction() as connection:
        _ = connection.execute("update handover.caps set share = 0.002 where programme = 'general'")
    place = "'DE', 'general', '2026-03-01'"
    with databases[Role.DEVICE_GATEWAY].transaction() as connection:
        for _ in range(499):
            _ = connection.execute(f"select handover.count_utterance({place})".encode())
        _ = connection.execute(f"select handover.set_allowance({place}, 1000000, false)".encode())
    _refused(databases, Role.DEVICE_GATEWAY, f"select handover.set_allowance({place}, 1000000, true)")
    with databases[Role.DEVICE_GATEWAY].transaction() as connection:
        _ = connection.execute(f"select handover.count_utterance({place})".encode())
        _ = connection.execute(f"select handover.set_allowance({place}, 1000000, true)".encode())
    _refused(databases, Role.DEVICE_GATEWAY, f"select handover.set_allowance({place}, 1000000, true)")
    for programme in ("household", "unknown"):
        odd = f"'DE', '{programme}', '2026-03-01'"
        with databases[Role.DEVICE_GATEWAY].transaction() as connection:
            _ = connection.execute(f"select handover.count_utterance({odd})".encode())
        _refused(databases, Role.DEVICE_GATEWAY, f"select handover.set_allowance({odd}, 1000000, true)")


def test_sp1_a_lease_is_counted_once_and_never_back(databases: Databases) -> None:
    with databases[Role.WORKBENCH].transaction() as connection:
        assert connection.execute("select handover.raise_handed_out(%s)", [uuid4()]).fetchone() == (False,)


# staff -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_ac2_no_role_mints_a_session_of_staff(databases: Databases, role: Role) -> None:
    staff_id = uuid4()
    with databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into staff.members values (%s, 'rita', 'reviewer', 'person', %s, 'x', 0, true, now())",
            [staff_id, "$argon2id$v=19$m=47104,t=2,p=1$c2FsdHNhbHRzYWx0$" + "a" * 43],
        )
    names = {"who": staff_id, "at": AT, "until": AT + timedelta(days=99), "step": int(AT.timestamp()) // 30}
    _refused(databases, role, "insert into staff.sessions values ('x', %(who)s, %(at)s, %(at)s, %(until)s)", names)
    _refused(databases, role, "update staff.sessions set expires_at = %(until)s", names)
    _refused(databases, role, "update staff.sessions set staff_id = %(who)s", names)
    if role is not Role.ADMINISTRATION:
        _refused(databases, role, "update staff.members set last_totp_step = 0", names)
    opening = "select staff.open_session(%(who)s, %(proof)s, %(step)s, 'x', %(at)s, %(until)s)"
    if role in {Role.WORKBENCH, Role.ADMINISTRATION}:
        with databases[role].transaction() as connection:
            for proof in ("", "b" * 43, None):
                assert connection.execute(opening, {**names, "proof": proof}).fetchone() == (False,)
    else:
        _refused(databases, role, opening, {**names, "proof": "a" * 43})


# attempts to sign in -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("schema", ["personal", "staff"])
def test_ac6_no_process_reads_or_forgets_attempts_of_a_name(databases: Databases, role: Role, schema: str) -> None:
    counting = f"select {schema}.count_attempt(sha256('rita'), %(at)s, %(since)s, 5)"
    names = {"at": AT, "since": AT - timedelta(minutes=1)}
    with databases.owner.transaction() as connection:
        for expected in (True, True, True, True, True, False):
            assert connection.execute(counting.encode(), names).fetchone() == (expected,)
    _refused(databases, role, f"select name_hash from {schema}.sign_in_failures")
    _refused(databases, role, f"delete from {schema}.sign_in_failures where name_hash = sha256('rita')")
    _refused(databases, role, f"update {schema}.sign_in_failures set failed_at = failed_at - interval '1 day'")
    _refused(databases, role, f"insert into {schema}.sign_in_failures values ('x', %(at)s)", names)
    if (role, schema) in {
        (Role.CUSTOMER_PORTAL, "personal"),
        (Role.WORKBENCH, "staff"),
        (Role.ADMINISTRATION, "staff"),
    }:
        with databases[role].transaction() as connection:
            assert connection.execute(counting.encode(), names).fetchone() == (False,)
    else:
        _refused(databases, role, counting, names)


# the log -----------------------------------------------------------------------------------------------------

GARBAGE = [
    b"",
    b"\x00\xff",
    b"hello",
    b"{}",
    b"[]",
    b"null",
    b'{"kind":"clip_placed"}',
    b'{"at":"2026-01-02T03:04:05.000678Z","clip_id":"call my wife","kind":"clip_placed","version":1}',
    b'{"at":"2026-01-02T03:04:05.000678Z","clip_id":"Anna","kind":"clip_placed","version":1}',
    b'{"at":"2026-01-02T03:04:05.000678Z","clip_id":["a"],"kind":"clip_placed","version":1}',
    b'{"at":"2026-01-02T03:04:05.000678Z","clip_id":1.5,"kind":"clip_placed","version":1}',
    b'{"at":"2026-01-02T03:04:05.000678Z","clip_id":1e3,"kind":"clip_placed","version":1}',
    b'{"at":"2026-01-02T03:04:05.000678Z","clip_id":"a","clip_id":"a","kind":"clip_placed","version":1}',
    b'{"at":"2026-01-02T03:04:05.000678Z", "clip_id":"a","kind":"clip_placed","version":1}',
    b'{"at":"2026-01-02T03:04:05.000678Z","clip_id":"a","kind":"clip_placed","version":2}',
    b'{"at":"2026-01-02T03:04:05.000678Z","clip_id":"a","kind":"clip_placed","more":1,"version":1}',
    b'{"at":"2026-01-02T03:04:05.000678Z","kind":"made_up","version":1}',
    '{"at":"2026-01-02T03:04:05.000678Z","clip_id":"ä","kind":"clip_placed","version":1}'.encode(),
    b'{"kind":"clip_placed","version":1,"x":"' + b"a" * 5000 + b'"}',
    b"[" * 4000,
]


@pytest.mark.parametrize("role", list(Role))
def test_ad1_a_leaf_that_earnest_does_not_write_is_refused(module_databases: Databases, role: Role) -> None:
    for garbage in GARBAGE:
        _refused(module_databases, role, "select audit.append(%(entry)s)", {"entry": garbage})
    with module_databases.owner.transaction() as connection:
        assert verify_database(connection, KEY.verifier).tree_size == 0


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PERSONAL_WORKER])
def test_ad1_a_role_writes_only_its_own_events(module_databases: Databases, role: Role) -> None:
    entry = ClipPlaced(at=AT, clip_id=ClipId(UUID(int=1))).entry()
    _refused(module_databases, role, "select audit.append(%(entry)s)", {"entry": entry})


def _old_garbage(databases: Databases, entry: bytes) -> None:
    """Put a row into the log that an earlier version let through."""
    with databases.owner.transaction() as connection:
        _ = connection.execute(
            "insert into audit.leaves select coalesce(max(leaf_index) + 1, 0), %(entry)s, "
            "sha256('\\x00'::bytea || %(entry)s) from audit.leaves",
            {"entry": entry},
        )


def _place(databases: Databases, number: int) -> None:
    with databases[Role.PERSONAL_WORKER].transaction() as connection:
        _ = append(connection, ClipPlaced(at=AT, clip_id=ClipId(UUID(int=number))))


def _verify(databases: Databases) -> VerificationReport:
    with databases[Role.ADMINISTRATION].transaction() as connection:
        return verify_database(connection, KEY.verifier)


def test_ad5_old_garbage_is_skipped_by_name_and_the_rest_is_verified(databases: Databases) -> None:
    _place(databases, 1)
    _old_garbage(databases, b"rubbish")
    _place(databases, 2)
    signer = Signer(KEY, CLOCK)
    with databases[Role.ADMINISTRATION].transaction() as connection:
        _ = signer.sign(connection)
    report = _verify(databases)
    assert report.intact
    assert [(one.kind, one.place) for one in report.findings] == [(LogFindingKind.ENTRY_MALFORMED, 1)]
    assert report.signed_size == 3
    assert signer.entries_skipped == 1
    with databases.owner.transaction() as connection:
        _ = connection.execute("alter table audit.leaves disable trigger all")
        _ = connection.execute(
            "update audit.leaves set entry = 'changed', leaf_hash = sha256('\\x00'::bytea || 'changed') "
            "where leaf_index = 1"
        )
    assert not _verify(databases).intact


def test_ad1_rubbish_among_the_checkpoints_stops_nothing(databases: Databases) -> None:
    _place(databases, 1)
    signer = Signer(KEY, CLOCK)
    with databases[Role.ADMINISTRATION].transaction() as connection:
        first, _ = signer.sign(connection)
    with databases.owner.transaction() as connection:
        for size, note in ((1, "rubbish"), (2, "rubbish\n2\n"), (10**9, "far\n1000000000\n")):
            _ = connection.execute("insert into audit.checkpoints values (%s, %s, %s, now())", [size, bytes(32), note])
    _place(databases, 2)
    with databases[Role.ADMINISTRATION].transaction() as connection:
        second, new = signer.sign(connection)
        assert new
        assert second != first
        assert Signer(KEY, CLOCK).sign(connection) == (second, False)
    assert signer.checkpoints_skipped >= 1
    report = _verify(databases)
    assert report.intact
    assert report.signed_size == 2
    assert {one.kind for one in report.findings} == {LogFindingKind.CHECKPOINT_SKIPPED}


def test_ad1_the_administration_keeps_only_what_is_a_checkpoint_of_this_log(databases: Databases) -> None:
    _place(databases, 1)
    for size, note in ((0, "rubbish"), (2, "x\n2\n"), (-1, "x\n-1\n"), (1, "x\n2\n"), (10**9, "x\n1000000000\n")):
        _refused(
            databases,
            Role.ADMINISTRATION,
            "select audit.add_checkpoint(%(size)s, %(root)s, %(note)s, now())",
            {"size": size, "root": bytes(32), "note": note},
        )
    _refused(databases, Role.ADMINISTRATION, "insert into audit.checkpoints values (1, 'x', 'x', now())")


# what could hold up all others -------------------------------------------------------------------------------

LOCKS = (
    "select pg_advisory_lock(4711001)",
    "select pg_advisory_xact_lock(4711001)",
    "select pg_advisory_xact_lock_shared(4711001)",
    "select pg_try_advisory_lock(4711001)",
    "select pg_advisory_lock(4711013, hashtext('sweep'))",
    "select pg_advisory_unlock_all()",
    "lock table audit.leaves in exclusive mode",
    "lock table audit.leaves in share mode",
    "lock table audit.head in access share mode",
    "select 1 from audit.head for update",
)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("statement", LOCKS)
def test_no_role_can_hold_the_log_from_outside(module_databases: Databases, role: Role, statement: str) -> None:
    _refused(module_databases, role, statement)


@pytest.mark.parametrize("role", [role for role in Role if role not in PERSONAL])
def test_no_other_side_can_hold_what_belongs_to_a_person(module_databases: Databases, role: Role) -> None:
    _refused(module_databases, role, "select personal.lock_customer(gen_random_uuid())")
    _refused(module_databases, role, "select jobs_personal.take_turn('sweep')")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    "statement",
    [
        "select lo_create(0)",
        "select lo_creat(-1)",
        "select lo_from_bytea(0, 'x')",
        "select lo_put(1, 0, 'x')",
        "select lo_unlink(1)",
        "create temporary table held (x integer)",
        "create table public.held (x integer)",
        "create schema held",
        "create function pg_temp.held() returns integer language sql as 'select 1'",
        "select pg_read_file('PG_VERSION')",
        "copy (select 1) to program 'true'",
    ],
)
def test_what_no_role_needs_is_refused(module_databases: Databases, role: Role, statement: str) -> None:
    _refused(module_databases, role, statement)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("database", ["postgres", "template1"])
def test_no_role_enters_another_database(databases: Databases, role: Role, database: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(make_conninfo(databases.dsn(role), dbname=database)).close()
