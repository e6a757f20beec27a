"""Accounts: what customers do with their own account at the portal: sign in and out, add and revoke devices."""

from dataclasses import dataclass

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import DeviceId
from earnest.personal.customers.records import Account, Customer, Device, DeviceToken, ListedDevice, Programme
from earnest.personal.customers.sessions import find_session, sign_in, sign_out
from earnest.personal.customers.store import (
    add_device,
    find_device_by_token,
    list_devices,
    log_added_device,
    revoke_device,
)
from earnest.services.audit import CustomerSignedOut, DeviceRemoved, Pseudonyms, append
from earnest.services.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Accounts of customers, as each customer uses their own."""

    database: Database
    """Connections of the portal's role."""
    pseudonyms: Pseudonyms
    clock: Clock

    def sign_in(self, login: str, password: str) -> str:
        """Return a session token; see `sessions.sign_in`."""
        with self.database.transaction() as connection:
            return sign_in(connection, login, password, pseudonyms=self.pseudonyms, clock=self.clock)

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self.database.transaction() as connection:
            customer_id = sign_out(connection, token)
            if customer_id is not None:
                customer = self.pseudonyms.of_subject(customer_id, self.clock.now())
                _ = append(connection, CustomerSignedOut(at=self.clock.now(), customer=customer))

    def find_signed_in(self, token: str) -> Customer | None:
        """Return who is signed in; None where the session has ended."""
        with self.database.transaction() as connection:
            return find_session(connection, token, self.clock)

    def list_devices(self, customer: Customer) -> tuple[ListedDevice, ...]:
        """Return the customer's devices, revoked ones included, oldest first."""
        with self.database.transaction() as connection:
            return tuple(_listed(device) for device in list_devices(connection, customer.customer_id))

    def find_device_by_token(self, customer: Customer, token: str) -> ListedDevice | None:
        """Return the customer's device that has a token; None where it was revoked, or the token is another's."""
        with self.database.transaction() as connection:
            device = find_device_by_token(connection, customer.customer_id, token)
        return None if device is None else _listed(device)

    def add_device(self, customer: Customer, name: str) -> DeviceToken:
        """Add a device; its token is returned this once.

        Raises:
            CustomerInvalid: the name is empty or cannot be printed.
        """
        with self.database.transaction() as connection:
            new = add_device(connection, customer.customer_id, name, self.clock)
            log_added_device(connection, new.device, self.pseudonyms)
        return DeviceToken(device_id=new.device.device_id, token=new.token)

    def revoke_device(self, customer: Customer, device_id: DeviceId) -> None:
        """Refuse a device's token from now on.

        Raises:
            DeviceMissing: the customer has no such device.
        """
        with self.database.transaction() as connection:
            revoke_device(connection, customer.customer_id, device_id, self.clock)
            pseudonym = self.pseudonyms.of_subject(customer.customer_id, self.clock.now())
            removed = DeviceRemoved(at=self.clock.now(), device_id=device_id, customer=pseudonym)
            _ = append(connection, removed)


def _listed(device: Device) -> ListedDevice:
    return ListedDevice(
        device_id=device.device_id, name=device.name, created_at=device.created_at, revoked_at=device.revoked_at
    )


def account_of(customer: Customer) -> Account:
    """Return what a signed-in customer is told of their account."""
    return Account(
        login=customer.login,
        language=customer.language,
        region=customer.region,
        programme=customer.programme.value,
        household=customer.programme is Programme.HOUSEHOLD,
    )
