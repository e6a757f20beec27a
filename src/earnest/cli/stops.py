"""Stops from the command line, for when the page is gone; neither side, the administration's role.

Who acts proves it with password and code, as on the page: whoever can run commands here is not yet an officer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from earnest.cli.instance import Instance
from earnest.foundation.clock import SystemClock
from earnest.foundation.identifiers import StopId
from earnest.foundation.settings import KeyName
from earnest.handover.stops import LiveStop, ResumptionReason, StopReason, StopScope, list_live
from earnest.organisation.oversight.stopping import Stopping
from earnest.organisation.staff.errors import StaffSessionEnded
from earnest.organisation.staff.rules import Permission, require
from earnest.organisation.staff.sessions import find_session, sign_in, sign_out
from earnest.organisation.staff.tenants import ALL_TENANTS, load_vendor
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.database.roles import Role

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """What an officer proves who they are with."""

    name: str
    password: str
    code: str
    """Of the app, or a recovery code."""


def stop(officer: Officer, scope: StopScope, value: str | None, reason: StopReason) -> StopId:
    """Stop something at once; a vendor is given by name.

    Raises:
        StaffSignInRefused: name, password or code is wrong.
        StopUnfit, StopNotYours: it is nothing that can be stopped, or this is no officer.
    """

    def act(stopping: Stopping, token: str) -> StopId:
        named = value
        if scope is StopScope.VENDOR and value is not None:
            with stopping.database.transaction() as connection:
                named = str(load_vendor(connection, value, ALL_TENANTS))
        return stopping.stop(scope, named, reason, token=token)

    return _as_officer(officer, act, passkeys_matter=False)


def ask_to_resume(officer: Officer, stop_id: UUID, reason: ResumptionReason) -> None:
    """Ask that a stop ends.

    Raises:
        StaffSignInRefused: name, password or code is wrong.
        PasskeyDemanded: officers sign in with passkeys here, which a terminal cannot ask for; use the page.
        StopEndedAlready: there is no such stop, it has ended, or it was asked before.
    """
    _as_officer(
        officer,
        lambda stopping, token: stopping.ask_to_resume(StopId(stop_id), reason, token=token),
        passkeys_matter=True,
    )


def agree_to_resume(officer: Officer, stop_id: UUID) -> None:
    """Let a stop end as the second person.

    Raises:
        StaffSignInRefused, PasskeyDemanded, StopEndedAlready: as `ask_to_resume`.
        ResumptionNotYours: nothing was asked, or it was asked by this person, or neither is a privacy officer.
    """
    _as_officer(
        officer, lambda stopping, token: stopping.agree_to_resume(StopId(stop_id), token=token), passkeys_matter=True
    )


def all_live() -> tuple[LiveStop, ...]:
    """Return what is stopped now."""
    database = Instance(Role.ADMINISTRATION, frozenset()).open_database()
    try:
        with database.transaction() as connection:
            return list_live(connection)
    finally:
        database.close()


def _as_officer(officer: Officer, act: Callable[[Stopping, str], Result], *, passkeys_matter: bool) -> Result:
    """Sign in, act, and sign out again. Stopping is never refused for want of a passkey."""
    instance = Instance(Role.ADMINISTRATION, frozenset({KeyName.STAFF}))
    database, clock = instance.open_database(), SystemClock()
    pseudonyms = Pseudonyms.load(instance.settings.pseudonym_key_file)
    try:
        token = _sign_in(database, officer, instance.load_key(KeyName.STAFF), pseudonyms)
        try:
            if passkeys_matter:
                with database.transaction() as connection:
                    member = find_session(connection, token, clock, instance.settings.passkeys)
                if member is None:
                    raise StaffSessionEnded
                require(member, Permission.STOP)
            return act(Stopping(database=database, pseudonyms=pseudonyms, clock=clock), token)
        finally:
            with database.transaction() as connection:
                _ = sign_out(connection, token)
    finally:
        database.close()


def _sign_in(database: Database, officer: Officer, key: MasterKey, pseudonyms: Pseudonyms) -> str:
    with database.transaction() as connection:
        return sign_in(
            connection,
            officer.name,
            officer.password,
            officer.code,
            SystemClock(),
            key=key,
            pseudonyms=pseudonyms,
        )
