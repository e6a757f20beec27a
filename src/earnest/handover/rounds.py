"""Rounds of a randomness beacon as one process fetched them; whoever reads one checks it."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.services.cryptography.errors import RandomnessInvalid
from earnest.services.cryptography.randomness_beacon import RandomnessChain
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.handover")

_LOOKED_AT: Final = 20
"""Rows that are checked at most for the last round: one, unless they were forged (chosen; some ms each)."""
KEPT_FOR: Final = timedelta(hours=24)
"""Longer than any candidate waits; what a candidate was drawn from stays with it in the published list."""


def find_round(connection: Connection[TupleRow], chain: str, number: int) -> bytes | None:
    """Return the signature of a round; None where it has not come.

    Args:
        connection: of a role that draws.
        chain: fingerprint of the beacon.
        number: of the round.
    """
    row = connection.execute(QUERIES["find_round"], {"chain": chain, "round": number}).fetchone()
    return None if row is None else bytes(row[0])


def find_last_round(connection: Connection[TupleRow], chain: RandomnessChain) -> int:
    """Return the last round that has come; 0 where none has. What stands there and is no round is passed over."""
    scope = {"chain": chain.fingerprint, "limit": _LOOKED_AT}
    for number, signature in connection.execute(QUERIES["list_last_rounds"], scope).fetchall():
        with suppress(RandomnessInvalid):
            _ = chain.randomness(number, signature)
            return int(number)
    return 0


def insert_round(
    connection: Connection[TupleRow], chain: RandomnessChain, number: int, signature: bytes, *, now: datetime
) -> None:
    """Keep a round that is its chain's, and forget old ones.

    Raises:
        RandomnessInvalid: the signature is not that of this round. Nothing was kept.
    """
    _ = chain.randomness(number, signature)
    names = {"chain": chain.fingerprint, "round": number, "signature": signature, "now": now}
    _ = connection.execute(QUERIES["insert_round"], names)
    _ = connection.execute(QUERIES["forget_rounds"], {"before": now - KEPT_FOR})
