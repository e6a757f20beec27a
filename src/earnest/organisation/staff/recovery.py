"""Recovery codes: a second factor for whoever lost theirs; random, kept as hashes, shown once, each used once (AC4)."""

import re
import secrets
from datetime import datetime
from hashlib import sha256
from typing import Final

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.foundation.identifiers import StaffId
from earnest.services.audit import Pseudonyms, StaffRecoveryCodesMade, append
from earnest.services.database import load_queries

_QUERIES = load_queries("earnest.organisation.staff")
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""No i, l, o, 0 or 1, which are read for one another."""
_COUNT: Final = 10
_GROUPS: Final = 3
_GROUP_LENGTH: Final = 5
"""Three groups of five: 74 bits, so a plain hash of it tells nothing."""
_SHAPE: Final = re.compile(rf"[{_LETTERS}]{{{_GROUPS * _GROUP_LENGTH}}}")


def recovery_hash(staff_id: StaffId, typed: str) -> bytes | None:
    """Return the hash by which a member's recovery code is found; None where what was typed has not its shape.

    Args:
        staff_id: whose.
        typed: case, spaces and hyphens do not matter.
    """
    code = re.sub(r"[\s-]", "", typed).lower()
    return sha256(staff_id.bytes + code.encode("ascii")).digest() if _SHAPE.fullmatch(code) else None


def make_recovery_codes(
    connection: Connection[TupleRow], staff_id: StaffId, *, now: datetime, pseudonyms: Pseudonyms
) -> tuple[str, ...]:
    """Return ten new recovery codes, which are kept as hashes only; the earlier ones end."""
    codes = tuple(_new_code() for _ in range(_COUNT))
    _ = connection.execute(_QUERIES["forget_recovery_codes"], {"staff_id": staff_id})
    for code in codes:
        names = {"code_hash": recovery_hash(staff_id, code), "staff_id": staff_id, "now": now}
        _ = connection.execute(_QUERIES["add_recovery_code"], names)
    _ = append(connection, StaffRecoveryCodesMade(at=now, member=pseudonyms.of(staff_id)))
    return codes


def count_recovery_codes(connection: Connection[TupleRow], staff_id: StaffId) -> int:
    """Return how many codes a member has left."""
    row = connection.execute(_QUERIES["count_recovery_codes"], {"staff_id": staff_id}).fetchone()
    return int(row[0]) if row is not None else 0


def _new_code() -> str:
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)
