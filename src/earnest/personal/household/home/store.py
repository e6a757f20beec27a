"""Store of a home: timers and lists, sealed with the customer's key."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final, cast

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import CustomerId
from earnest.personal.assistant.home import Home
from earnest.personal.customers.store import lock_customer
from earnest.personal.vault.errors import ContentUnreadable
from earnest.personal.vault.keys import load_customer_key, load_or_create_customer_key
from earnest.services.cryptography import Binding, MasterKey
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.personal.household.home")

FORMAT_VERSION: Final = 1
"""Version of the sealed form, bound into its associated data."""


@contextmanager
def changing_home(
    connection: Connection[TupleRow], customer_id: CustomerId, *, master_key: MasterKey, clock: Clock
) -> Generator[Home]:
    """Lend a household's home for the block, and keep what changed in it; two changes at a time wait for each other.

    Args:
        connection: transaction of the gateway's role; what is said after its commit is true.
        customer_id: whose.
        master_key: wraps the customer's key.
        clock: tells when.

    Raises:
        ContentUnreadable, RecordingGone, SealBroken: as for `household.store.load_names`; nothing is changed.
    """
    lock_customer(connection, customer_id)
    home = load_home(connection, customer_id, master_key)
    before = _encode(home)
    yield home
    after = _encode(home)
    if after != before:
        key = load_or_create_customer_key(connection, customer_id, master_key).key
        sealed = key.seal(after, _binding(customer_id))
        values = {"customer_id": customer_id, "sealed_content": sealed, "updated_at": clock.now()}
        _ = connection.execute(QUERIES["put_home"], values)


def load_home(connection: Connection[TupleRow], customer_id: CustomerId, master_key: MasterKey) -> Home:
    """Return a household's timers, alarms and lists; empty ones where nothing was kept.

    Raises:
        ContentUnreadable, RecordingGone, SealBroken: as for `household.store.load_names`.
    """
    row = connection.execute(QUERIES["find_home"], {"customer_id": customer_id}).fetchone()
    if row is None:
        return Home()
    key = load_customer_key(connection, customer_id, master_key)
    if key is None:
        raise ContentUnreadable
    return _decode(key.key.open(bytes(row[0]), _binding(customer_id)))


def _binding(customer_id: CustomerId) -> Binding:
    return Binding(kind="home", identifier=customer_id, version=FORMAT_VERSION)


def _encode(home: Home) -> bytes:
    fields = {
        "format": FORMAT_VERSION,
        "timers": [end.isoformat() for end in home.timers],
        "paused": [left.total_seconds() for left in home.paused],
        "alarms": [due.isoformat() for due in home.alarms],
        "lists": {name: list(items) for name, items in home.lists.items()},
    }
    return json.dumps(fields, ensure_ascii=False).encode()


def _decode(encoded: bytes) -> Home:
    try:
        fields = cast("dict[str, object]", json.loads(encoded))
        if fields["format"] != FORMAT_VERSION:
            raise ContentUnreadable
        timers = [datetime.fromisoformat(end) for end in cast("list[str]", fields["timers"])]
        # What was kept before there were alarms, or before timers could be paused, has none.
        paused = [timedelta(seconds=left) for left in cast("list[float]", fields.get("paused", []))]
        alarms = [datetime.fromisoformat(due) for due in cast("list[str]", fields.get("alarms", []))]
        lists = {name: list(items) for name, items in cast("dict[str, list[str]]", fields["lists"]).items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ContentUnreadable from None
    return Home(timers=timers, paused=paused, alarms=alarms, lists=lists)
