"""Signing in with both factors, and the sessions that follow."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import StaffId, random_identifier
from earnest.foundation.settings import PasskeyRule
from earnest.organisation.staff.codes import accepted_step, new_secret
from earnest.organisation.staff.errors import MemberNameUnfit, StaffSignInRefused
from earnest.organisation.staff.passwords import HASHING
from earnest.organisation.staff.records import Member, PasskeyDemand
from earnest.organisation.staff.recovery import recovery_hash
from earnest.organisation.staff.rules import IDLE_LENGTH, PASSKEY_ROLES, STRICT_IDLE_LENGTH, STRICT_ROLES, fitting_name
from earnest.organisation.staff.store import MemberRow, totp_binding
from earnest.services.audit import Pseudonyms, StaffRecoveryCodeUsed, StaffSignedIn, append
from earnest.services.cryptography import MasterKey
from earnest.services.database import load_queries
from earnest.services.sign_in.attempts import count_attempt
from earnest.services.sign_in.tokens import SESSION_LENGTH, new_token, text_hash

QUERIES = load_queries("earnest.organisation.staff")

_USE_NOTED_EVERY = timedelta(seconds=30)
"""A request writes the time of use at most so often, so that playing a clip does not write each second."""
_LONGEST_TOKEN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Credentials:
    staff_id: UUID
    parameters: str | None
    """How the password is hashed; never the hash."""
    sealed_totp: bytes


def sign_in(
    connection: Connection[TupleRow],
    name: str,
    password: str,
    code: str,
    clock: Clock,
    *,
    key: MasterKey,
    pseudonyms: Pseudonyms,
) -> str:
    """Check both factors and return a new session token.

    Nothing tells an unknown name from a wrong password, code or a disabled member: not the error, and not the time, for
    the same work is done each time. The attempt is counted and *committed* before it is checked, so that neither
    attempts side by side nor an error afterwards escape the count; so call it at the beginning of a transaction.

    Args:
        connection: of the workbench role, outside of `connection.transaction()`.
        name: what was typed.
        password: what was typed.
        code: what was typed: six digits of an app, or a recovery code.
        clock: the time.
        key: the staff key, which opens the second factor.
        pseudonyms: how the member appears in the audit log.

    Raises:
        StaffSignInRefused: name, password or code is wrong, or the code was used before.
        TooManyAttempts: five attempts for this name within a minute, whether or not it exists.
    """
    now = clock.now()
    looked_up = _name_to_look_up(name)
    count_attempt(connection, QUERIES["count_attempt"], looked_up or name, now)
    found = _find_credentials(connection, looked_up)
    held = found or _credentials_of_nobody(key)
    proof = HASHING.prove(password, held.parameters)
    secret = key.open(bytes(held.sealed_totp), totp_binding(StaffId(held.staff_id))).decode("ascii")
    step, recovery = accepted_step(secret, code, now), recovery_hash(StaffId(held.staff_id), code)
    if found is None or (step is None and recovery is None):
        raise StaffSignInRefused
    token = new_token()
    names = {
        "staff_id": held.staff_id,
        "proof": proof,
        "step": step,
        "code_hash": recovery,
        "token_hash": text_hash(token),
        "now": now,
        "expires_at": now + SESSION_LENGTH,
    }
    opening = QUERIES["open_session"] if step is not None else QUERIES["open_session_by_recovery"]
    opened = connection.execute(opening, names).fetchone()
    if opened is None or opened[0] is not True:
        raise StaffSignInRefused
    if step is None:
        _ = append(connection, StaffRecoveryCodeUsed(at=now, member=pseudonyms.of(held.staff_id)))
    _ = append(connection, StaffSignedIn(at=now, member=pseudonyms.of(held.staff_id)))
    return token


def find_session(
    connection: Connection[TupleRow],
    token: str,
    clock: Clock,
    passkeys: PasskeyRule,
    *,
    idle: timedelta | None = None,
) -> Member | None:
    """Return the member whose live session a token is, or None.

    A session lives 12 hours, ends after 30 minutes without an act of its member (15 for those who manage, decide or
    audit), and ends at once when the member is disabled. A page that asks by itself does not keep it alive.

    Args:
        connection: of the workbench role.
        token: what the browser sent.
        clock: the time.
        passkeys: of whom a passkey is demanded.
        idle: how long ago the member acted at the page; None: this request is no act, or does not say.
    """
    if len(token) > _LONGEST_TOKEN:
        return None
    now = clock.now()
    names = {
        "token_hash": text_hash(token),
        "now": now,
        "idle_since": now - IDLE_LENGTH,
        "strict_idle_since": now - STRICT_IDLE_LENGTH,
        "strict_roles": sorted(role.value for role in STRICT_ROLES),
        "passkey_roles": [] if passkeys is PasskeyRule.OFFERED else sorted(role.value for role in PASSKEY_ROLES),
        "passkey_always": passkeys is PasskeyRule.DEMANDED,
    }
    with connection.cursor(row_factory=class_row(_SessionRow)) as cursor:
        row = cursor.execute(QUERIES["find_session"], names).fetchone()
    if row is None:
        return None
    if idle is not None and now - idle - row.last_used_at >= _USE_NOTED_EVERY:
        _ = connection.execute(QUERIES["use_session"], {**names, "acted_at": now - idle})
    return row.parse()


def began_since(connection: Connection[TupleRow], token: str, moment: datetime) -> bool:
    """Tell whether a session began after a moment, which means that its member proved who they are since then."""
    names = {"token_hash": text_hash(token), "moment": moment}
    return connection.execute(QUERIES["began_since"], names).fetchone() is not None


def sign_out(connection: Connection[TupleRow], token: str) -> StaffId | None:
    """End a session and return whose it was; None where it has ended already."""
    row = connection.execute(QUERIES["end_session"], {"token_hash": text_hash(token)}).fetchone()
    return None if row is None else StaffId(cast("UUID", row[0]))


def _name_to_look_up(name: str) -> str:
    """Return a name as members have it, or an empty one, which no member has: the work stays the same."""
    try:
        return fitting_name(name)
    except MemberNameUnfit:
        return ""


def _find_credentials(connection: Connection[TupleRow], name: str) -> _Credentials | None:
    with connection.cursor(row_factory=class_row(_Credentials)) as cursor:
        return cursor.execute(QUERIES["find_credentials"], {"name": name}).fetchone()


def _credentials_of_nobody(key: MasterKey) -> _Credentials:
    """Return what an unknown name is checked against: no password fits, and the code is checked all the same."""
    staff_id = StaffId(random_identifier())
    sealed = key.seal(new_secret().encode("ascii"), totp_binding(staff_id))
    return _Credentials(staff_id=staff_id, parameters=None, sealed_totp=sealed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _SessionRow(MemberRow):
    last_used_at: datetime
    created_at: datetime
    passkey_demand: str

    def parse(self) -> Member:
        member = MemberRow.parse(self)
        return replace(member, passkey_demand=PasskeyDemand(self.passkey_demand))
