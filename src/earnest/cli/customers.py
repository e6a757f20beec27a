"""Customers and devices from the command line; personal side, the portal's role."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.cli.errors import ListUnreadable
from earnest.cli.instance import Instance
from earnest.cli.portal_connection import (
    accounts_instance,
    load_by_login,
    portal_instance,
    portal_transaction,
)
from earnest.foundation.clock import SystemClock
from earnest.foundation.identifiers import DeviceId
from earnest.personal.customers.records import Customer, Device, NewDevice, Programme
from earnest.personal.customers.store import (
    add_customer,
    add_device,
    find_customer_by_login,
    list_customers,
    list_devices,
    log_added_device,
    revoke_device,
    set_password,
)
from earnest.personal.panel.membership import invite_to_panel, note_reward, take_back_invitation
from earnest.services.audit import CustomerAdded, CustomerPasswordReset, DeviceRemoved, append

_PASSWORD_BYTES = 12
OWNER_LOGIN = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCustomer:
    """A customer just added; the password is shown this once."""

    customer: Customer
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitedCustomer:
    """An invited customer with a first device; password and token are shown this once."""

    login: str
    password: str
    token: str

    def to_json(self) -> str:
        """Return one line of JSON."""
        return json.dumps({"login": self.login, "password": self.password, "token": self.token})


def add(*, login: str, programme: str, region: str, language: str, child: bool, area: str | None = None) -> NewCustomer:
    """Add a customer with a random password; every purpose is off."""
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    accounts = accounts_instance()
    with portal_transaction(accounts) as connection:
        customer = add_customer(
            connection,
            login=login,
            password=password,
            region=region,
            language=language,
            programme=Programme(programme),
            clock=SystemClock(),
            is_child=child,
            area=area,
        )
        _log_added(connection, accounts, customer)
    return NewCustomer(customer=customer, password=password)


def invite(lines: Iterable[str]) -> list[InvitedCustomer]:
    """Add many customers, each with a device, all or none.

    Args:
        lines: one JSON object each: `login`, and where wanted `language`, `region`, `programme`, `child`, `device`.

    Raises:
        ListUnreadable: a line is something else.
    """
    accounts = accounts_instance()
    with portal_transaction(accounts) as connection:
        return [_invite(connection, accounts, line) for line in lines if line.strip()]


def _log_added(connection: Connection[TupleRow], accounts: Instance, customer: Customer) -> None:
    pseudonym = accounts.load_pseudonyms().of_subject(customer.customer_id, SystemClock().now())
    event = CustomerAdded(at=SystemClock().now(), customer=pseudonym, programme=customer.programme.value)
    _ = append(connection, event)


def _invite(connection: Connection[TupleRow], accounts: Instance, line: str) -> InvitedCustomer:
    try:
        parsed: object = json.loads(line)
    except ValueError:
        raise ListUnreadable from None
    if not isinstance(parsed, dict):
        raise ListUnreadable
    fields = cast("dict[str, object]", parsed)
    login, child = fields.get("login"), fields.get("child", False)
    programme = fields.get("programme", Programme.PANEL.value)
    if not isinstance(login, str) or not isinstance(child, bool) or programme not in set(Programme):
        raise ListUnreadable
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    customer = add_customer(
        connection,
        login=login,
        password=password,
        region=str(fields.get("region", "DE")),
        language=str(fields.get("language", "en")),
        programme=Programme(str(programme)),
        clock=SystemClock(),
        is_child=child,
    )
    device = add_device(connection, customer.customer_id, str(fields.get("device", "device")), SystemClock())
    _log_added(connection, accounts, customer)
    log_added_device(connection, device.device, accounts.load_pseudonyms())
    return InvitedCustomer(login=login, password=password, token=device.token)


def invite_into_panel(login: str, reward: str) -> None:
    """Invite a customer to the panel; they read its contract in the portal and agree or decline there."""
    accounts = accounts_instance()
    with portal_transaction(accounts) as connection:
        customer = load_by_login(connection, login)
        invite_to_panel(connection, customer, reward, pseudonyms=accounts.load_pseudonyms(), clock=SystemClock())


def take_back_panel_invitation(login: str) -> bool:
    """Take an invitation to the panel back; return whether one was open."""
    accounts = accounts_instance()
    with portal_transaction(accounts) as connection:
        customer = load_by_login(connection, login)
        return take_back_invitation(connection, customer, pseudonyms=accounts.load_pseudonyms(), clock=SystemClock())


def reward(login: str, given: str) -> None:
    """Note what a customer of the panel was given; they see it in the portal."""
    accounts = accounts_instance()
    with portal_transaction(accounts) as connection:
        customer = load_by_login(connection, login)
        note_reward(connection, customer, given, pseudonyms=accounts.load_pseudonyms(), clock=SystemClock())


def all_customers() -> tuple[Customer, ...]:
    """Return all customers, oldest first."""
    with portal_transaction() as connection:
        return list_customers(connection)


def reset_password(login: str) -> str:
    """Give a customer a new random password and return it."""
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    accounts = accounts_instance()
    with portal_transaction(accounts) as connection:
        customer_id = load_by_login(connection, login).customer_id
        set_password(connection, customer_id, password)
        event = CustomerPasswordReset(
            at=SystemClock().now(), customer=accounts.load_pseudonyms().of_subject(customer_id, SystemClock().now())
        )
        _ = append(connection, event)
    return password


def ensure_owner() -> NewCustomer | None:
    """Add the owner of a household; None where there is one already."""
    with portal_transaction() as connection:
        if find_customer_by_login(connection, OWNER_LOGIN) is not None:
            return None
    return add(login=OWNER_LOGIN, programme="household", region="DE", language="en", child=False)


def new_device(login: str, name: str) -> NewDevice:
    """Add a device to a customer."""
    instance = portal_instance()
    with portal_transaction(instance) as connection:
        new = add_device(connection, load_by_login(connection, login).customer_id, name, SystemClock())
        log_added_device(connection, new.device, instance.load_pseudonyms())
        return new


def devices_of(login: str) -> tuple[Device, ...]:
    """Return the devices of a customer, revoked ones included."""
    with portal_transaction() as connection:
        return list_devices(connection, load_by_login(connection, login).customer_id)


def revoke(login: str, device_id: DeviceId) -> None:
    """Refuse a device's token from now on."""
    instance = portal_instance()
    with portal_transaction(instance) as connection:
        customer_id = load_by_login(connection, login).customer_id
        revoke_device(connection, customer_id, device_id, SystemClock())
        pseudonym = instance.load_pseudonyms().of_subject(customer_id, SystemClock().now())
        _ = append(connection, DeviceRemoved(at=SystemClock().now(), device_id=device_id, customer=pseudonym))
