"""Single sign-on: a member signs in at the provider of their employer, with an identity that they linked."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.identifiers import StaffId
from earnest.organisation.staff.codes import accepted_step
from earnest.organisation.staff.errors import (
    IdentityElsewhere,
    IdentityUnknown,
    ProviderUnknown,
    StaffSignInRefused,
)
from earnest.organisation.staff.records import LinkedIdentity, Member
from earnest.organisation.staff.store import totp_binding
from earnest.services.audit import (
    Pseudonyms,
    StaffIdentityLinked,
    StaffIdentityUnlinked,
    StaffSignedIn,
    StaffSignedOut,
    append,
)
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database, load_queries
from earnest.services.sign_in.attempts import count_attempt
from earnest.services.sign_in.openid import EndedElsewhere, OpenIdProvider, ProvenIdentity
from earnest.services.sign_in.provider_errors import ProviderAnswerRefused
from earnest.services.sign_in.providers import Provider
from earnest.services.sign_in.tokens import SESSION_LENGTH, new_token, text_hash

_QUERIES = load_queries("earnest.organisation.staff")
ANSWERED_WITHIN: Final = timedelta(minutes=10)
"""How long a sign-in at a provider may take, our own code included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A sign-in that a browser begins at a provider."""

    address: str
    """Where the browser goes."""
    browser: str
    """What the browser keeps as a cookie, so that no other browser can use the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a sign-in at a provider began with."""

    state_hash: bytes
    issuer: str
    nonce: str
    code_verifier: str
    redirect_address: str
    linking: StaffId | None


class Providers:
    """The providers of this organisation, by name."""

    def __init__(self, providers: Sequence[Provider]) -> None:
        """Take what the file names; none of them is asked anything yet."""
        self._providers = {one.name: one for one in providers}
        self._clients = {one.name: OpenIdProvider(one.access) for one in providers}

    @property
    def names(self) -> tuple[str, ...]:
        """What stands on the buttons."""
        return tuple(self._providers)

    def load(self, name: str) -> tuple[Provider, OpenIdProvider]:
        """Return a provider.

        Raises:
            ProviderUnknown: there is none of this name.
        """
        if name not in self._providers:
            raise ProviderUnknown
        return self._providers[name], self._clients[name]

    def load_by_issuer(self, issuer: str) -> tuple[Provider, OpenIdProvider]:
        """Return a provider by its issuer.

        Raises:
            ProviderUnknown: it is none of this organisation's any more.
        """
        name = next((name for name, one in self._providers.items() if one.access.issuer == issuer), None)
        if name is None:
            raise ProviderUnknown
        return self.load(name)


def begin(
    database: Database, client: OpenIdProvider, *, redirect_address: str, linking: StaffId | None, now: datetime
) -> Begun:
    """Begin a sign-in at a provider, or the linking of an identity.

    Args:
        database: connections of the process's role; none is held while the provider is asked.
        client: the provider.
        redirect_address: of our page, to which the provider sends the browser back.
        linking: the signed-in member who links an identity; None: a sign-in.
        now: aware.

    Raises:
        ProviderUnreachable: it does not answer.
    """
    state, nonce, verifier, browser = (secrets.token_urlsafe(32) for _ in range(4))
    address = client.authorization_address(
        state=state, nonce=nonce, code_verifier=verifier, redirect_address=redirect_address, now=now
    )
    names = {
        "state_hash": text_hash(state),
        "browser_hash": text_hash(browser),
        "issuer": client.access.issuer,
        "nonce": nonce,
        "code_verifier": verifier,
        "redirect_address": redirect_address,
        "linking": linking,
        "now": now,
    }
    with database.transaction() as connection:
        _ = connection.execute(_QUERIES["begin_single_sign_on"], names)
    return Begun(address=address, browser=browser)


def take(connection: Connection[TupleRow], *, state: str, browser: str, now: datetime) -> Asked:
    """Take what a provider's answer belongs to; a second answer with the same state finds nothing.

    Raises:
        ProviderAnswerRefused: nothing of the kind was begun in this browser within ten minutes, or it was answered.
    """
    names = {
        "state_hash": text_hash(state),
        "browser_hash": text_hash(browser),
        "since": now - ANSWERED_WITHIN,
        "now": now,
    }
    with connection.cursor(row_factory=class_row(_AskedRow)) as cursor:
        row = cursor.execute(_QUERIES["take_single_sign_on"], names).fetchone()
    if row is None:
        raise ProviderAnswerRefused
    return row.parse()


def link(
    connection: Connection[TupleRow],
    member: Member,
    identity: ProvenIdentity,
    provider: Provider,
    *,
    now: datetime,
    pseudonyms: Pseudonyms,
) -> None:
    """Link an identity to the member who is signed in here.

    Raises:
        IdentityElsewhere: it is linked to another member, this member has another one of this provider, or the provider
            is not one for this member's employer.
    """
    names = {"issuer": identity.issuer, "subject": identity.subject, "staff_id": member.staff_id, "now": now}
    row = connection.execute(_QUERIES["link_identity"], {**names, **_allowed(provider)}).fetchone()
    if row is None:
        raise IdentityElsewhere
    _ = append(connection, StaffIdentityLinked(at=now, member=pseudonyms.of(member.staff_id)))


def enter(
    connection: Connection[TupleRow],
    asked: Asked,
    identity: ProvenIdentity,
    provider: Provider,
    *,
    browser: str,
    now: datetime,
    pseudonyms: Pseudonyms,
) -> str | None:
    """Sign in the member to whom an identity is linked; None where the provider states no second factor.

    In that case `enter_with_code` asks for ours.

    Raises:
        IdentityUnknown: it is linked to no active member whom this provider may sign in.
    """
    names = {"issuer": identity.issuer, "subject": identity.subject, "state_hash": asked.state_hash}
    row = connection.execute(_QUERIES["identify_single_sign_on"], {**names, **_allowed(provider)}).fetchone()
    if row is None or not isinstance(row[0], UUID):
        raise IdentityUnknown
    if not identity.methods & provider.second_factors:
        return None
    by_key = bool(identity.methods & provider.phishing_resistant)
    return _open(connection, StaffId(row[0]), browser=browser, step=None, by_key=by_key, now=now, pseudonyms=pseudonyms)


def enter_with_code(
    connection: Connection[TupleRow],
    code: str,
    *,
    browser: str,
    now: datetime,
    key: MasterKey,
    pseudonyms: Pseudonyms,
) -> str:
    """Sign in whom the provider named without a second factor, with the code of an authenticator app.

    Args:
        connection: at the beginning of a transaction.
        code: six digits.
        browser: what this browser keeps of the sign-in.
        now: aware.
        key: the staff key, which opens the second factor.
        pseudonyms: how the member appears in the log.

    Raises:
        ProviderAnswerRefused: no provider named a member in this browser within ten minutes.
        StaffSignInRefused: the code is wrong, or was used before.
        TooManyAttempts: it was tried too often.
    """
    names = {"browser_hash": text_hash(browser), "since": now - ANSWERED_WITHIN}
    found = connection.execute(_QUERIES["find_identified"], names).fetchone()
    if found is None:
        raise ProviderAnswerRefused
    name = str(found[0])
    count_attempt(connection, _QUERIES["count_attempt"], name, now)
    held = connection.execute(_QUERIES["find_credentials"], {"name": name}).fetchone()
    if held is None:
        raise StaffSignInRefused
    staff_id = StaffId(held[0])
    step = accepted_step(key.open(bytes(held[2]), totp_binding(staff_id)).decode("ascii"), code, now)
    if step is None:
        raise StaffSignInRefused
    return _open(connection, staff_id, browser=browser, step=step, by_key=False, now=now, pseudonyms=pseudonyms)


def list_identities(connection: Connection[TupleRow], staff_id: StaffId) -> tuple[LinkedIdentity, ...]:
    """Return the identities that sign a member in, oldest first."""
    with connection.cursor(row_factory=class_row(LinkedIdentity)) as cursor:
        return tuple(cursor.execute(_QUERIES["list_identities"], {"staff_id": staff_id}))


def unlink(
    connection: Connection[TupleRow], staff_id: StaffId, issuer: str, *, now: datetime, pseudonyms: Pseudonyms
) -> None:
    """Take back the link to a provider; sessions that began with it end.

    Raises:
        IdentityUnknown: this member has none of this provider.
    """
    names = {"staff_id": staff_id, "issuer": issuer}
    if connection.execute(_QUERIES["unlink_identity"], names).fetchone() is None:
        raise IdentityUnknown
    _ = connection.execute(_QUERIES["end_sessions_of_provider"], names)
    _ = append(connection, StaffIdentityUnlinked(at=now, member=pseudonyms.of(staff_id)))


def find_provider_of_session(connection: Connection[TupleRow], token: str) -> str | None:
    """Return the issuer of the provider by which a session began; None where its member signed in here."""
    row = connection.execute(_QUERIES["find_provider_of_session"], {"token_hash": text_hash(token)}).fetchone()
    return None if row is None or row[0] is None else str(row[0])


def _open(
    connection: Connection[TupleRow],
    staff_id: StaffId,
    *,
    browser: str,
    step: int | None,
    by_key: bool,
    now: datetime,
    pseudonyms: Pseudonyms,
) -> str:
    token = new_token()
    names = {
        "browser_hash": text_hash(browser),
        "staff_id": staff_id,
        "step": step,
        "by_key": by_key,
        "token_hash": text_hash(token),
        "now": now,
        "expires_at": now + SESSION_LENGTH,
    }
    row = connection.execute(_QUERIES["open_session_by_single_sign_on"], names).fetchone()
    if row is None or row[0] is not True:
        raise StaffSignInRefused
    _ = append(connection, StaffSignedIn(at=now, member=pseudonyms.of(staff_id)))
    return token


def _allowed(provider: Provider) -> dict[str, object]:
    return {"vendors": sorted(provider.vendors), "own_people": provider.own_people}


@dataclass(frozen=True, slots=True, kw_only=True)
class _AskedRow:
    state_hash: bytes
    issuer: str
    nonce: str
    code_verifier: str
    redirect_address: str
    linking: UUID | None

    def parse(self) -> Asked:
        return Asked(
            state_hash=bytes(self.state_hash),
            issuer=self.issuer,
            nonce=self.nonce,
            code_verifier=self.code_verifier,
            redirect_address=self.redirect_address,
            linking=None if self.linking is None else StaffId(self.linking),
        )


def end_ended(
    connection: Connection[TupleRow], ended: EndedElsewhere, *, now: datetime, pseudonyms: Pseudonyms
) -> None:
    """End the sessions that began at a provider which says that the person's session there has ended.

    Sessions that began here, and those that began after it was said, go on.
    """
    names = {
        "issuer": ended.issuer,
        "subject": ended.subject,
        # It is said to the second; what began within that second began before.
        "before": ended.said_at + timedelta(seconds=1),
    }
    for (staff_id,) in connection.execute(_QUERIES["end_ended_elsewhere"], names).fetchall():
        _ = append(connection, StaffSignedOut(at=now, member=pseudonyms.of(StaffId(staff_id))))
