"""Customer store: accounts and devices; also what the command line calls."""

import re
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CustomerId, DeviceId, random_identifier
from earnest.personal.customers.errors import CustomerInvalid, CustomerMissing, DeviceMissing, LoginTaken, TokenRefused
from earnest.personal.customers.passwords import hash_password
from earnest.personal.customers.records import Customer, Device, NewDevice, Programme, Speaker
from earnest.personal.customers.rows import CustomerRow, DeviceRow, SpeakerRow
from earnest.services.audit import DeviceAdded, Pseudonyms, append
from earnest.services.database import load_queries
from earnest.services.sign_in.tokens import new_token, text_hash

QUERIES = load_queries("earnest.personal.customers")

_LONGEST_LOGIN: Final = 200
_LONGEST_NAME: Final = 100


def add_customer(
    connection: Connection[TupleRow],
    *,
    login: str,
    password: str | None,
    region: str,
    language: str,
    programme: Programme,
    clock: Clock,
    is_child: bool = False,
    area: str | None = None,
) -> Customer:
    """Add a customer; every purpose is off (CN2).

    Args:
        connection: transaction of the portal's role.
        login: name to sign in with; 1 to 200 characters.
        password: 8 to 200 characters; None where there is no sign-in yet.
        region: country, ISO 3166-1 alpha-2, such as DE.
        language: ISO 639-1, such as de.
        programme: how the person takes part.
        clock: tells when.
        is_child: never sampled.
        area: coarse area, such as DE-10; reviewers of a site in it are not given the person's clips.

    Raises:
        CustomerInvalid: something is not of that form.
        PasswordTooShort: the password is outside its length.
        LoginTaken: there is such a login already.
    """
    well_formed = (
        0 < len(login) <= _LONGEST_LOGIN
        and login.isprintable()
        and re.fullmatch(r"[A-Z]{2}", region) is not None
        and re.fullmatch(r"[a-z]{2}", language) is not None
        and (area is None or re.fullmatch(r"[A-Z0-9-]{1,20}", area) is not None)
    )
    if not well_formed:
        raise CustomerInvalid
    customer = Customer(
        customer_id=CustomerId(random_identifier()),
        login=login,
        region=region,
        language=language,
        programme=programme,
        is_child=is_child,
    )
    written = connection.execute(
        QUERIES["insert_customer"],
        {
            "customer_id": customer.customer_id,
            "login": login,
            "password_hash": None if password is None else hash_password(password),
            "region": region,
            "area": area,
            "language": language,
            "programme": programme.value,
            "is_child": is_child,
            "created_at": clock.now(),
        },
    ).rowcount
    if written == 0:
        raise LoginTaken
    return customer


def set_password(connection: Connection[TupleRow], customer_id: CustomerId, password: str) -> None:
    """Give a customer a new password and end every session: whoever is in with the old one is out.

    Raises:
        PasswordTooShort: the password is outside its length.
        CustomerMissing: there is no such customer.
    """
    changed = connection.execute(
        QUERIES["set_password"], {"customer_id": customer_id, "password_hash": hash_password(password)}
    ).rowcount
    if changed == 0:
        raise CustomerMissing
    _ = connection.execute(QUERIES["delete_sessions_of"], {"customer_id": customer_id})


def load_customer(connection: Connection[TupleRow], customer_id: CustomerId) -> Customer:
    """Return a customer.

    Raises:
        CustomerMissing: there is no such customer.
    """
    with connection.cursor(row_factory=class_row(CustomerRow)) as cursor:
        row = cursor.execute(QUERIES["find_customer"], {"customer_id": customer_id}).fetchone()
    if row is None:
        raise CustomerMissing
    return row.parse()


def find_customer_by_login(connection: Connection[TupleRow], login: str) -> Customer | None:
    """Return the customer with a login, if there is one."""
    with connection.cursor(row_factory=class_row(CustomerRow)) as cursor:
        row = cursor.execute(QUERIES["find_customer_by_login"], {"login": login}).fetchone()
    return None if row is None else row.parse()


def list_customers(connection: Connection[TupleRow]) -> tuple[Customer, ...]:
    """Return all customers, oldest first."""
    with connection.cursor(row_factory=class_row(CustomerRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_customers"]))


def lock_customer(connection: Connection[TupleRow], customer_id: CustomerId) -> None:
    """Wait until no other transaction changes what belongs to this person; ends with the transaction.

    Storing, placing, deciding about a purpose and erasing all take it first, so that none of them overtakes another.
    """
    _ = connection.execute(QUERIES["lock_customer"], {"customer_id": customer_id})


def note_erased_all(connection: Connection[TupleRow], customer_id: CustomerId) -> None:
    """Note that a person deleted everything: what was said until now and still waits to be kept is forgotten.

    The caller's transaction holds the customer's lock.
    """
    _ = connection.execute(QUERIES["note_erased_all"], {"customer_id": customer_id})


def was_erased_since(connection: Connection[TupleRow], speaker: Speaker) -> bool:
    """Tell whether a person deleted everything since their device was let in, or is gone.

    The caller's transaction holds the customer's lock. Compared are counts of the database, so clocks of hosts do not
    matter.
    """
    row = connection.execute(QUERIES["count_erasures"], {"customer_id": speaker.customer.customer_id}).fetchone()
    return row is None or row[0] != speaker.erasures


def add_device(connection: Connection[TupleRow], customer_id: CustomerId, name: str, clock: Clock) -> NewDevice:
    """Add a device and return it with its token, which is shown this once.

    Args:
        connection: transaction of the portal's role.
        customer_id: an existing customer.
        name: what the person calls the device; 1 to 100 characters.
        clock: tells when.

    Raises:
        CustomerInvalid: the name is not of that form.
    """
    if not (0 < len(name.strip()) <= _LONGEST_NAME and name.isprintable()):
        raise CustomerInvalid
    token = new_token()
    device = Device(
        device_id=DeviceId(random_identifier()),
        customer_id=customer_id,
        name=name.strip(),
        created_at=clock.now(),
        revoked_at=None,
    )
    _ = connection.execute(
        QUERIES["insert_device"],
        {
            "device_id": device.device_id,
            "customer_id": customer_id,
            "name": device.name,
            "token_hash": text_hash(token),
            "created_at": device.created_at,
        },
    )
    return NewDevice(device=device, token=token)


def log_added_device(connection: Connection[TupleRow], device: Device, pseudonyms: Pseudonyms) -> None:
    """Tell the audit log of a device that was just added, in the same transaction."""
    customer = pseudonyms.of_subject(device.customer_id, device.created_at)
    _ = append(connection, DeviceAdded(at=device.created_at, device_id=device.device_id, customer=customer))


def list_devices(connection: Connection[TupleRow], customer_id: CustomerId) -> tuple[Device, ...]:
    """Return the devices of one customer, revoked ones included, oldest first."""
    with connection.cursor(row_factory=class_row(DeviceRow)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_devices"], {"customer_id": customer_id}))


def find_device_by_token(connection: Connection[TupleRow], customer_id: CustomerId, token: str) -> Device | None:
    """Return the device of a customer that has a token; None where it was revoked, or the token is another's."""
    scope = {"customer_id": customer_id, "token_hash": text_hash(token)}
    with connection.cursor(row_factory=class_row(DeviceRow)) as cursor:
        row = cursor.execute(QUERIES["find_device_by_token"], scope).fetchone()
    return None if row is None else row.parse()


def revoke_device(connection: Connection[TupleRow], customer_id: CustomerId, device_id: DeviceId, clock: Clock) -> None:
    """Refuse a device's token from the commit on; repeating it changes nothing.

    Raises:
        DeviceMissing: this customer has no such device.
    """
    changed = connection.execute(
        QUERIES["revoke_device"],
        {"customer_id": customer_id, "device_id": device_id, "revoked_at": clock.now()},
    ).rowcount
    if changed == 0:
        raise DeviceMissing


def load_speaker(connection: Connection[TupleRow], token: str) -> Speaker:
    """Return whose device a token belongs to.

    Raises:
        TokenRefused: the token is unknown or was revoked.
    """
    with connection.cursor(row_factory=class_row(SpeakerRow)) as cursor:
        row = cursor.execute(QUERIES["find_speaker_by_token"], {"token_hash": text_hash(token)}).fetchone()
    if row is None:
        raise TokenRefused
    return row.speaker()


def find_speaker(connection: Connection[TupleRow], device_id: DeviceId) -> Speaker | None:
    """Return whose device this is; None where there is no such device or it was revoked."""
    with connection.cursor(row_factory=class_row(SpeakerRow)) as cursor:
        row = cursor.execute(QUERIES["find_speaker_by_device"], {"device_id": device_id}).fetchone()
    return None if row is None else row.speaker()
