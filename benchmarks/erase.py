"""How long does it take until nothing that one person ever said can be opened?

One customer has many recordings. Some of them are real: sealed, sealed and stored as the gateway does it. The others
are copies of the rows of one of them under new identifiers, without objects, because making 100,000 keys says nothing
about destroying one. The customer presses "Delete everything": a short transaction replaces the customer's key, and its
commit is the moment that counts. The worker takes keys and content of the rows away afterwards, in batches; how long
that takes is the second figure. After both, everything that stood in rows and objects before is tried with the master
key, as an attacker with an old copy of the recordings would; the old row of the customer's key is left out, because it
is what was destroyed.

Run with `make bench NAME=erase [ARGS="--recordings 100000 --real 20"]`; writes benchmarks/results/erase.json.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Final
from uuid import uuid4

import psycopg

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.databases import Databases  # noqa: E402 - the support of tests lies beside them
from support.searching import crack  # noqa: E402
from support.speaking import PersonalSide, spoken  # noqa: E402

from earnest.foundation.identifiers import RecordingId  # noqa: E402
from earnest.operations.data_folder import prepare_folder  # noqa: E402
from earnest.operations.embedded_database import EmbeddedPostgres  # noqa: E402
from earnest.personal.consent.purposes import Purpose  # noqa: E402
from earnest.personal.customers.accounts import Accounts  # noqa: E402
from earnest.personal.customers.records import Customer  # noqa: E402
from earnest.personal.retention.deletion import CustomerDeletion  # noqa: E402
from earnest.services.audit import ProofMaker  # noqa: E402
from earnest.services.database.roles import Role, prepare  # noqa: E402
from earnest.services.migration import migrate  # noqa: E402

RESULT: Final = ROOT / "benchmarks" / "results" / "erase.json"
WORD: Final = "quagmirecanary"
_ROWS: Final = (
    "select wrapped_key from personal.customer_keys",
    "select wrapped_key from personal.recordings where recording_id = any(%(real)s)",
    "select sealed_content from personal.recordings where recording_id = any(%(real)s)",
)


def main() -> int:
    """Measure and write the result; returns the exit status."""
    parser = argparse.ArgumentParser()
    _ = parser.add_argument("--recordings", type=int, default=100_000)
    _ = parser.add_argument("--real", type=int, default=20)
    asked = parser.parse_args()
    result = measure(asked.recordings, asked.real)
    _ = RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    _ = sys.stdout.write(json.dumps(result, indent=1) + "\n")
    return 0


def measure(count: int, real: int) -> dict[str, object]:
    """Return the seconds from the press to the commit, and what could be opened before and after."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        prepare_folder(folder)
        server = EmbeddedPostgres(folder)
        owner = server.start()
        passwords = {role: uuid4().hex for role in Role}
        prepare(owner, passwords)
        migrate(owner)
        databases = Databases(owner_dsn=owner, passwords=passwords)
        try:
            side = PersonalSide(databases=databases, folder=folder)
            customer = side.add_customer(*Purpose)
            stored = [side.store(customer, content=spoken(WORD)) for _ in range(real)]
            _copy(owner, stored[0], count - real)
            before = _rows(owner, stored)
            erasure_keys = [side.objects.get(key) for key in side.objects.keys() if key.startswith("k")]  # noqa: SIM118
            opened_before = _opened(side, customer, stored, [*before, *erasure_keys])
            seconds = _delete(side, customer)
            began = time.monotonic()
            _take_away(side, owner)
            emptied = time.monotonic() - began
            after = _rows(owner, stored)
            # The attacker has old rows, old erasure keys and every key of today: the customer's key is what is gone.
            old_rows_with_new_key = [row for row in before if row not in before[:1]] + after + erasure_keys
            opened_after = _opened(side, customer, stored, old_rows_with_new_key)
        finally:
            databases.close()
            server.stop()
    return {
        "machine": {"processors": os.cpu_count()},
        "recordings": count,
        "real": real,
        "seconds_to_commit": round(seconds, 2),
        "seconds_to_take_away": round(emptied, 2),
        "opened_before": opened_before,
        "opened_after": opened_after,
    }


def _copy(owner: str, recording_id: RecordingId, count: int) -> None:
    with psycopg.connect(owner) as connection:
        columns = [
            str(row[0])
            for row in connection.execute(
                "select column_name from information_schema.columns where table_schema = 'personal'"
                " and table_name = 'recordings' and is_generated = 'NEVER' and is_identity = 'NO' order by 1"
            )
        ]
        chosen = {
            "recording_id": "gen_random_uuid()",
            "object_key": "'r-' || replace(gen_random_uuid()::text, '-', '')",
        }
        values = ", ".join(chosen.get(name, name) for name in columns)
        statement = (
            f"insert into personal.recordings ({', '.join(columns)}) select {values} from personal.recordings,"
            " generate_series(1, %(count)s) where recording_id = %(one)s"
        )
        _ = connection.execute(statement.encode(), {"count": count, "one": recording_id})


def _take_away(side: PersonalSide, owner: str) -> None:
    """Let the worker empty rows until none is left; removing each object is a job of its own and not measured."""
    left = 1
    while left:
        side.sweeper().empty()
        with psycopg.connect(owner) as connection:
            row = connection.execute("select count(*) from personal.emptyings").fetchone()
        left = 0 if row is None else int(row[0])


def _rows(owner: str, real: list[RecordingId]) -> list[bytes]:
    with psycopg.connect(owner) as connection:
        found = [row[0] for query in _ROWS for row in connection.execute(query, {"real": real}).fetchall()]
    return [bytes(value) for value in found if value is not None]


def _opened(side: PersonalSide, customer: Customer, real: list[RecordingId], blobs: list[bytes]) -> int:
    texts = crack(blobs, [side.master_key], {"customer": [customer.customer_id], "recording": real})
    return texts.count(WORD.encode())


def _delete(side: PersonalSide, customer: Customer) -> float:
    deletion = CustomerDeletion(
        database=side.databases[Role.CUSTOMER_PORTAL],
        erasure=side.erasure,
        master_key=side.master_key,
        pseudonyms=side.pseudonyms,
        accounts=Accounts(database=side.databases[Role.CUSTOMER_PORTAL], pseudonyms=side.pseudonyms, clock=side.clock),
        proofs=ProofMaker(),
    )
    began = time.monotonic()
    _ = deletion.delete_all(customer)
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
