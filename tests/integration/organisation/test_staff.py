"""Staff in PostgreSQL under the roles of their processes: both factors, each code once (AC3, AC4, AC6, AC9, AC12)."""

import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import cast

import psycopg
import pytest
from pyotp.totp import TOTP
from support.databases import Databases
from tink import aead

from earnest.foundation.clock import SettableClock
from earnest.foundation.settings import PasskeyRule
from earnest.organisation.staff.errors import (
    MemberExists,
    MemberNameUnfit,
    MemberUnknown,
    SimulatedOnlyReviews,
    StaffSignInRefused,
)
from earnest.organisation.staff.passwords import HASHING
from earnest.organisation.staff.records import Member, MemberKind, NewMember, StaffRole
from earnest.organisation.staff.sessions import find_session, sign_in, sign_out
from earnest.organisation.staff.store import add_member, disable_member, list_members, load_member, reset_member
from earnest.organisation.staff.tasks import forget_ended
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey, SealBroken
from earnest.services.cryptography.keys import new_keyset
from earnest.services.database.roles import Role
from earnest.services.sign_in.errors import TooManyAttempts

START = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    databases: Databases
    clock: SettableClock
    key: MasterKey
    pseudonyms: Pseudonyms

    def add(
        self, name: str = "anna", role: StaffRole = StaffRole.REVIEWER, kind: MemberKind = MemberKind.PERSON
    ) -> NewMember:
        with self.databases[Role.ADMINISTRATION].transaction() as connection:
            return add_member(
                connection, name=name, role=role, kind=kind, key=self.key, pseudonyms=self.pseudonyms, clock=self.clock
            )

    def reset(self, name: str) -> NewMember:
        with self.databases[Role.ADMINISTRATION].transaction() as connection:
            return reset_member(connection, name=name, key=self.key, pseudonyms=self.pseudonyms, clock=self.clock)

    def disable(self, name: str) -> None:
        with self.databases[Role.ADMINISTRATION].transaction() as connection:
            disable_member(connection, name=name, pseudonyms=self.pseudonyms, clock=self.clock)

    def code(self, new: NewMember, steps: int = 0) -> str:
        return TOTP(new.totp_secret).at(self.clock.now() + timedelta(seconds=30 * steps))

    def enter(self, name: str, password: str, code: str) -> str:
        with self.databases[Role.WORKBENCH].transaction() as connection:
            return sign_in(connection, name, password, code, self.clock, key=self.key, pseudonyms=self.pseudonyms)

    def sign_in(self, new: NewMember, steps: int = 0) -> str:
        return self.enter(new.member.name, new.password, self.code(new, steps))

    def who(self, token: str, *, idle: timedelta | None = timedelta(0)) -> Member | None:
        with self.databases[Role.WORKBENCH].transaction() as connection:
            return find_session(connection, token, self.clock, PasskeyRule.AUTOMATIC, idle=idle)

    def count(self, table: str) -> int:
        with self.databases.owner.transaction() as connection:
            row = connection.execute(f"select count(*) from {table}".encode()).fetchone()
        assert row is not None
        return cast("int", row[0])

    def logged(self) -> list[str]:
        with self.databases.owner.transaction() as connection:
            rows = connection.execute("select convert_from(entry, 'utf8') from audit.leaves order by leaf_index")
            return [cast("str", row[0]) for row in rows]


@pytest.fixture
def house(databases: Databases) -> House:
    return House(
        databases=databases,
        clock=SettableClock(moment=START),
        key=MasterKey(new_keyset().primitive(aead.Aead)),
        pseudonyms=Pseudonyms(bytes(32)),
    )


def test_ac12_a_new_database_has_no_account(databases: Databases) -> None:
    with databases.owner.transaction() as connection:
        for statement in (
            "select count(*) from staff.members",
            "select count(*) from staff.sessions",
            "select count(*) from personal.customers",
        ):
            assert connection.execute(statement).fetchone() == (0,), statement


def test_a_member_signs_in_and_out(house: House) -> None:
    anna = house.add()
    token = house.sign_in(anna)
    assert house.who(token) == anna.member
    with house.databases[Role.WORKBENCH].transaction() as connection:
        _ = sign_out(connection, token)
        _ = sign_out(connection, token)
    assert house.who(token) is None


@pytest.mark.parametrize("role", list(StaffRole))
def test_the_role_and_kind_are_carried(house: House, role: StaffRole) -> None:
    kind = MemberKind.SIMULATED if role is StaffRole.REVIEWER else MemberKind.PERSON
    new = house.add("robot", role, kind)
    member = house.who(house.sign_in(new))
    assert member is not None
    assert (member.role, member.kind) == (role, kind)
    assert f'"member_kind":"{kind.value}"' in house.logged()[0]


@pytest.mark.parametrize("role", [StaffRole.ADMINISTRATOR, StaffRole.AUDITOR])
def test_a_simulated_member_only_reviews(house: House, role: StaffRole) -> None:
    with pytest.raises(SimulatedOnlyReviews):
        _ = house.add("robot", role, MemberKind.SIMULATED)


def test_either_factor_alone_is_refused(house: House) -> None:
    anna = house.add()
    for password, code in ((anna.password, "000000"), ("wrong", house.code(anna)), ("", ""), (anna.password, "")):
        with pytest.raises(StaffSignInRefused):
            _ = house.enter("anna", password, code)
    assert house.count("staff.sessions") == 0


def test_a_wrong_password_does_not_use_the_code_up(house: House) -> None:
    anna = house.add()
    with pytest.raises(StaffSignInRefused):
        _ = house.enter("anna", "wrong", house.code(anna))
    assert house.who(house.sign_in(anna)) == anna.member


def test_a_code_works_once_and_no_older_one_afterwards(house: House) -> None:
    anna = house.add()
    _ = house.sign_in(anna, steps=0)
    for steps in (0, -1):
        with pytest.raises(StaffSignInRefused):
            _ = house.sign_in(anna, steps=steps)
    _ = house.sign_in(anna, steps=1)
    house.clock.advance(timedelta(seconds=30))
    for steps in (0, -1):
        with pytest.raises(StaffSignInRefused):
            _ = house.sign_in(anna, steps=steps)
    _ = house.sign_in(anna, steps=1)


@pytest.mark.parametrize(("steps", "passes"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_one_step_of_drift(house: House, steps: int, passes: bool) -> None:  # noqa: FBT001 - a table
    anna = house.add()
    if passes:
        _ = house.sign_in(anna, steps=steps)
    else:
        with pytest.raises(StaffSignInRefused):
            _ = house.sign_in(anna, steps=steps)


def test_of_many_with_the_same_code_one_gets_in(house: House) -> None:
    anna = house.add()
    code = house.code(anna)
    tokens: list[str] = []
    refused: list[StaffSignInRefused] = []

    def enter() -> None:
        try:
            tokens.append(house.enter("anna", anna.password, code))
        except StaffSignInRefused as error:
            refused.append(error)

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(tokens), len(refused)) == (1, 3)
    assert house.count("staff.sessions") == 1


def refusal(house: House, name: str, password: str, code: str) -> tuple[type[Exception], str, str, int]:
    with pytest.raises((StaffSignInRefused, TooManyAttempts)) as refused:
        _ = house.enter(name, password, code)
    error = refused.value
    assert error.__context__ is None or error.__suppress_context__
    return type(error), error.message, error.remedy, error.status


def test_nothing_tells_an_unknown_name_from_a_known_one(house: House) -> None:
    anna = house.add()
    _ = house.add("gone")
    house.disable("gone")
    seen = [
        [refusal(house, name, anna.password, "000000") for _ in range(7)]
        for name in ("anna", "gone", "nobody", "a\x00", "\ud800" * 2000)
    ]
    assert all(one == seen[0] for one in seen)
    assert [error for error, *_ in seen[0]] == [StaffSignInRefused] * 5 + [TooManyAttempts] * 2


@pytest.mark.full_hashing
def test_an_unknown_name_takes_as_long(house: House) -> None:
    HASHING.prepare()
    _ = house.add()
    spent: dict[str, list[float]] = {"anna": [], "nobody": []}
    for _round in range(7):
        for name, times in spent.items():
            house.clock.advance(timedelta(minutes=2))
            begin = time.thread_time()
            _ = refusal(house, name, "wrong", "000000")
            times.append(time.thread_time() - begin)
    known, unknown = median(spent["anna"]), median(spent["nobody"])
    assert 0.75 < known / unknown < 1.33
    assert min(known, unknown) > 0.01, "the password was not hashed"


def test_six_attempts_within_a_minute_are_too_many_even_with_everything_right(house: House) -> None:
    anna = house.add()
    for _attempt in range(5):
        with pytest.raises(StaffSignInRefused):
            _ = house.enter("anna", "wrong", "000000")
    with pytest.raises(TooManyAttempts):
        _ = house.sign_in(anna)
    bert = house.add("bert")
    _ = house.sign_in(bert)
    house.clock.advance(timedelta(seconds=40))
    with pytest.raises(TooManyAttempts):
        _ = house.sign_in(anna)
    house.clock.advance(timedelta(seconds=21))
    _ = house.sign_in(anna)


def test_another_spelling_of_the_name_is_counted_with_it(house: House) -> None:
    _ = house.add("Ren\u00e9")
    for name in ("Ren\u00e9", "Rene\u0301") * 2 + ("Ren\u00e9",):
        with pytest.raises(StaffSignInRefused):
            _ = house.enter(name, "wrong", "000000")
    with pytest.raises(TooManyAttempts):
        _ = house.enter("Rene\u0301", "wrong", "000000")


def test_attempts_side_by_side_are_counted_too(house: House) -> None:
    _ = house.add()
    outcomes: list[type[Exception]] = []

    def enter() -> None:
        try:
            _ = house.enter("anna", "wrong", "000000")
        except (StaffSignInRefused, TooManyAttempts) as error:
            outcomes.append(type(error))

    threads = [threading.Thread(target=enter) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 12
    assert outcomes.count(StaffSignInRefused) <= 5


def test_a_sign_in_ends_the_counting(house: House) -> None:
    anna = house.add()
    for _attempt in range(4):
        with pytest.raises(StaffSignInRefused):
            _ = house.enter("anna", "wrong", "000000")
    _ = house.sign_in(anna)
    assert house.count("staff.sign_in_failures") == 0


def test_a_session_ends_after_half_an_hour_without_use(house: House) -> None:
    token = house.sign_in(house.add())
    for _request in range(3):
        house.clock.advance(timedelta(minutes=29))
        assert house.who(token) is not None
    house.clock.advance(timedelta(minutes=30))
    assert house.who(token) is None
    house.clock.advance(timedelta(minutes=-30))


def test_ac3_a_page_that_asks_by_itself_does_not_keep_its_session(house: House) -> None:
    token = house.sign_in(house.add())
    for _minute in range(14):
        house.clock.advance(timedelta(minutes=2))
        assert house.who(token, idle=None) is not None
    house.clock.advance(timedelta(minutes=1))
    assert house.who(token, idle=timedelta(minutes=29)) is not None, "acted just after signing in, 29 minutes ago"
    house.clock.advance(timedelta(minutes=1))
    assert house.who(token, idle=timedelta(minutes=30)) is None


def test_ac3_an_act_keeps_a_session_from_when_it_was_done(house: House) -> None:
    token = house.sign_in(house.add())
    house.clock.advance(timedelta(minutes=29))
    assert house.who(token, idle=timedelta(minutes=10)) is not None
    house.clock.advance(timedelta(minutes=10))
    assert house.who(token, idle=timedelta(hours=3)) is not None, "20 minutes before; an earlier act changes nothing"
    house.clock.advance(timedelta(minutes=10))
    assert house.who(token) is None


def test_a_session_ends_after_twelve_hours_however_busy(house: House) -> None:
    token = house.sign_in(house.add())
    for _request in range(47):
        house.clock.advance(timedelta(minutes=15))
        assert house.who(token) is not None
    house.clock.advance(timedelta(minutes=15))
    assert house.who(token) is None


def test_a_disabled_member_loses_every_session_at_once(house: House) -> None:
    anna, bert = house.add(), house.add("bert")
    tokens = [house.sign_in(anna), house.sign_in(anna, steps=1)]
    other = house.sign_in(bert)
    house.disable("anna")
    assert [house.who(token) for token in tokens] == [None, None]
    assert house.who(other) == bert.member
    house.clock.advance(timedelta(minutes=2))
    with pytest.raises(StaffSignInRefused):
        _ = house.sign_in(anna)
    with pytest.raises(MemberUnknown):
        house.disable("anna")
    with pytest.raises(MemberUnknown):
        _ = house.reset("anna")


def test_a_flag_alone_ends_a_session(house: House) -> None:
    token = house.sign_in(house.add())
    with house.databases.owner.transaction() as connection:
        _ = connection.execute("update staff.members set active = false")
    assert house.who(token) is None
    assert house.count("staff.sessions") == 1


def test_a_reset_gives_new_secrets_and_ends_sessions(house: House) -> None:
    old = house.add()
    token = house.sign_in(old, steps=1)
    new = house.reset("anna")
    assert house.who(token) is None
    assert new.member == old.member
    house.clock.advance(timedelta(minutes=2))
    with pytest.raises(StaffSignInRefused):
        _ = house.sign_in(old)
    with pytest.raises(StaffSignInRefused):
        _ = house.enter("anna", old.password, house.code(new))
    assert house.who(house.sign_in(new)) == new.member


def test_a_name_never_passes_to_another_person(house: House) -> None:
    _ = house.add()
    with pytest.raises(MemberExists):
        _ = house.add()
    house.disable("anna")
    with pytest.raises(MemberExists):
        _ = house.add()
    with pytest.raises(MemberNameUnfit):
        _ = house.add("anna ")


def test_members_are_listed_without_secrets(house: House) -> None:
    anna = house.add()
    _ = house.add("zoe")
    house.disable("zoe")
    with house.databases[Role.ADMINISTRATION].transaction() as connection:
        listed = list_members(connection)
        assert load_member(connection, "anna") == anna.member
        with pytest.raises(MemberUnknown):
            _ = load_member(connection, "zoe")
    assert [(line.member.name, line.active) for line in listed] == [("anna", True), ("zoe", False)]


def test_the_database_holds_no_secret_in_the_clear(house: House) -> None:
    anna = house.add()
    token = house.sign_in(anna)
    with house.databases.owner.transaction() as connection:
        rows = [
            str(connection.execute(f"select * from staff.{table}".encode()).fetchall())
            for table in ("members", "sessions", "sign_in_failures")
        ]
    logged = house.logged()
    assert "anna" in rows[0], "the search finds what is there"
    assert "staff_signed_in" in logged[-1]
    for secret in (anna.password, anna.totp_secret, token):
        assert all(secret not in row for row in rows)
        assert all(secret not in line for line in logged)


def test_the_log_names_no_person(house: House) -> None:
    anna = house.add("annabelle")
    _ = house.sign_in(anna)
    _ = house.reset("annabelle")
    house.disable("annabelle")
    logged = house.logged()
    assert [line.split('"kind":"')[1].split('"')[0] for line in logged] == [
        "staff_added",
        "staff_signed_in",
        "staff_reset",
        "staff_disabled",
    ]
    assert all(house.pseudonyms.of(anna.member.staff_id) in line for line in logged)
    assert not any("annabelle" in line or str(anna.member.staff_id) in line for line in logged)


def test_a_failed_sign_in_leaves_no_leaf(house: House) -> None:
    _ = house.add()
    with pytest.raises(StaffSignInRefused):
        _ = house.enter("anna", "wrong", "000000")
    assert len(house.logged()) == 1


def test_a_second_factor_moved_to_another_member_does_not_open(house: House) -> None:
    anna, bert = house.add(), house.add("bert")
    with house.databases.owner.transaction() as connection:
        _ = connection.execute(
            "update staff.members set sealed_totp = (select sealed_totp from staff.members where name = 'bert') "
            "where name = 'anna'"
        )
    with pytest.raises(SealBroken):
        _ = house.enter("anna", anna.password, house.code(bert))


def test_old_rows_are_forgotten_by_administration(house: House) -> None:
    anna = house.add()
    _ = house.sign_in(anna)
    with pytest.raises(StaffSignInRefused):
        _ = house.enter("nobody", "wrong", "000000")

    def forget() -> tuple[int, int]:
        with house.databases[Role.ADMINISTRATION].transaction() as connection:
            forget_ended(connection, house.clock)
        return house.count("staff.sessions"), house.count("staff.sign_in_failures")

    assert forget() == (1, 1)
    house.clock.advance(timedelta(minutes=1))
    assert forget() == (1, 0)
    house.clock.advance(timedelta(minutes=30))
    assert forget() == (0, 0)


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "\x00", "\ud800", "x" * 100_000, "' or true --"])
def test_a_made_up_token_is_no_session(house: House, token: str) -> None:
    _ = house.sign_in(house.add())
    assert house.who(token) is None


@pytest.mark.parametrize("role", [Role.DEVICE_GATEWAY, Role.CUSTOMER_PORTAL, Role.PERSONAL_WORKER, Role.CORPUS_WORKER])
def test_other_processes_cannot_read_staff(house: House, role: Role) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), house.databases[role].transaction() as connection:
        _ = connection.execute("select * from staff.members")


def test_there_are_no_accounts_until_one_is_added(house: House) -> None:
    assert house.count("staff.members") == 0


def test_the_workbench_cannot_make_or_change_accounts(house: House) -> None:
    _ = house.add()
    for statement in (
        "update staff.members set role = 'administrator'",
        "update staff.members set password_hash = 'x'",
        "update staff.members set active = true",
        "delete from staff.members",
        "insert into staff.members select * from staff.members",
    ):
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            house.databases[Role.WORKBENCH].transaction() as connection,
        ):
            _ = connection.execute(statement.encode())
