"""Portal connection: how commands about customers reach the database; personal side.

Accounts and passwords are made by the role of customer accounts, which no running process has; everything else that the
portal could do is done as the portal.
"""

from collections.abc import Generator
from contextlib import contextmanager

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.cli.errors import CustomerUnknown
from earnest.cli.instance import Instance
from earnest.foundation.settings import KeyName
from earnest.personal.customers.records import Customer
from earnest.personal.customers.store import find_customer_by_login
from earnest.services.database.roles import Role


def portal_instance() -> Instance:
    """Return the running Earnest as the portal's role sees it, with the portal's keys."""
    return Instance(Role.CUSTOMER_PORTAL, frozenset({KeyName.PERSONAL, KeyName.HANDOVER}))


def accounts_instance() -> Instance:
    """Return the running Earnest as the role sees it that makes accounts; it has no key."""
    return Instance(Role.CUSTOMER_ACCOUNTS, frozenset())


@contextmanager
def portal_transaction(instance: Instance | None = None) -> Generator[Connection[TupleRow]]:
    """Open a transaction of the portal's role; what is raised in it undoes everything.

    Args:
        instance: as `portal_instance` or `accounts_instance` gives it; the portal's by default.
    """
    database = (instance or portal_instance()).open_database()
    try:
        with database.transaction() as connection:
            yield connection
    finally:
        database.close()


def load_by_login(connection: Connection[TupleRow], login: str) -> Customer:
    """Return the customer with a login.

    Raises:
        CustomerUnknown: there is none.
    """
    customer = find_customer_by_login(connection, login)
    if customer is None:
        raise CustomerUnknown
    return customer
