"""How long does it take until nothing that one person ever said can be opened, and until no store holds a byte of it?

One customer has many recordings. A few are real: spoken, sealed and stored as the gateway does it. The others are made
in bulk: rows are copies of one real row under new identifiers (one statement of SQL), objects and erasure keys are
files of random bytes, as long as a real erasure key and as 4 kB of sound, because removing a file costs the same
whatever it holds. Each begins with a mark by which all files are searched afterwards.

The customer presses "Delete everything": a short transaction replaces the customer's key, and right after its commit
the one vault key of the customer is written over; the press is answered then. The worker takes keys, content, objects
and rows away in batches, as in its process; how long until each store holds nothing is looked at every fifth of a
second. What is tried with the master key of today:

- with the new key: all rows, objects, erasure keys and the vault key of before, with the key that stands in the old
  one's place; this is what every process has from the commit on;
- right after the press: all rows of before *and* the old row of the customer's key, because PostgreSQL's files keep old
  row versions for a while, with every key that the object store holds in that moment: before the worker has begun, with
  no erasure key touched;
- at the end: the same rows, with what is there then.

Run with `make bench NAME=erase [ARGS="--recordings 100000 --real 4"]`; writes benchmarks/results/erase.json.
"""

import argparse
import json
import os
import secrets
import sys
import tempfile
import threading
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

import psycopg
from psycopg.rows import TupleRow

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.databases import Databases  # noqa: E402 - the support of tests lies beside them
from support.searching import crack, lies_in, strange_words  # noqa: E402
from support.speaking import PersonalSide, spoken  # noqa: E402

from earnest.foundation.identifiers import RecordingId  # noqa: E402
from earnest.operations.data_folder import prepare_folder  # noqa: E402
from earnest.operations.embedded_database import EmbeddedPostgres  # noqa: E402
from earnest.personal.consent.purposes import Purpose  # noqa: E402
from earnest.personal.customers.accounts import Accounts  # noqa: E402
from earnest.personal.customers.records import Customer  # noqa: E402
from earnest.personal.retention.deletion import CustomerDeletion  # noqa: E402
from earnest.personal.retention.deletion_receipts import ReceiptWriter  # noqa: E402
from earnest.personal.vault.vault_keys import VAULT_KEY_PREFIX  # noqa: E402
from earnest.services.audit import ProofMaker  # noqa: E402
from earnest.services.database.roles import Role, prepare  # noqa: E402
from earnest.services.migration import migrate  # noqa: E402
from earnest.services.shredding import erasure_key_name  # noqa: E402

RESULT: Final = ROOT / "benchmarks" / "results" / "erase.json"
SOUND_BYTES: Final = 4_096
LOOK_SECONDS: Final = 0.2
PAUSE_SECONDS: Final = 1.0
"""Between two turns of the worker's emptying, as in its process."""
_ROWS: Final = (
    "select wrapped_key from personal.customer_keys",
    "select wrapped_key from personal.recordings where recording_id = any(%(real)s)",
    "select sealed_content from personal.recordings where recording_id = any(%(real)s)",
)
_LEFT: Final = {
    "keys and content in rows": "wrapped_key is not null or sealed_content is not null",
    "rows": "true",
}
"""Store in the database → which rows still hold something of it."""
_PREFIXES: Final = {"sounds in the object store": "r-", "erasure keys in the object store": "k"}
"""Store of objects → how their names begin."""


def main() -> int:
    """Measure and write the result; returns the exit status."""
    parser = argparse.ArgumentParser()
    _ = parser.add_argument("--recordings", type=int, default=100_000)
    _ = parser.add_argument("--real", type=int, default=4)
    asked = parser.parse_args()
    result = measure(asked.recordings, asked.real)
    _ = RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    _ = sys.stdout.write(json.dumps(result, indent=1) + "\n")
    return 0 if result["nothing_left"] is True else 1


def measure(count: int, real: int) -> dict[str, object]:
    """Return the times from the press on, and what could be opened and found before and after."""
    load = round(os.getloadavg()[0], 1)
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
            result = _measure_at(PersonalSide(databases=databases, folder=folder), owner, count, real)
        finally:
            databases.close()
            server.stop()
    machine = {"processors": os.cpu_count(), "load_before": load}
    return {"machine": machine, "recordings": count, "real": real} | result


def _measure_at(side: PersonalSide, owner: str, count: int, real: int) -> dict[str, object]:
    words = strange_words(real)
    marks = {"erasure keys": secrets.token_bytes(16), "sounds": secrets.token_bytes(16)}
    customer = side.add_customer(*Purpose)
    began = time.monotonic()
    stored = [side.store(customer, content=spoken(word)) for word in words]
    _make_many(side, owner, stored[0], count - real, marks)
    made = time.monotonic() - began
    old_rows = _rows(owner, stored)
    real_keys = [key for key in _names(side, "kr-") if _is_real(side, key, marks)]
    old_keys = _keys(side, real_keys)
    before = _search(side, marks, words)
    pressed = time.monotonic()
    with _looking(side, owner, pressed) as empty_after:
        _delete(side, customer)
        answered = time.monotonic() - pressed
        rows_then, keys_then = _rows(owner, stored), _keys(side, real_keys)
        receipt = _take_away(side, owner) - pressed
    after = _search(side, marks, words)
    attacks = {
        "before": [*old_rows, *old_keys],
        "with_the_new_key": [*rows_then, *old_rows[1:], *old_keys],
        "right_after_the_press": [*old_rows, *rows_then, *keys_then],
        "at_the_end": [*old_rows, *_rows(owner, stored)],
    }
    opened = {name: _opened(side, customer, stored, blobs, words) for name, blobs in attacks.items()}
    return {
        "seconds_to_make": round(made, 1),
        "milliseconds_until_the_vault_key_is_gone": round(answered * 1000, 1),
        "erasure_keys_touched_by_then": real - len(set(keys_then) & set(old_keys)),
        "seconds_until_empty": empty_after | {"receipt": round(receipt, 1)},
        "opened": opened,
        "search_before": before,
        "search_at_the_end": after,
        "nothing_left": opened == {"before": real, **dict.fromkeys([*attacks][1:], 0)}
        and all(before[name] == count - real for name in marks)
        and not any(after[name] for name in (*marks, "words in clear"))
        and len(empty_after) == len(_LEFT) + len(_PREFIXES),
    }


def _make_many(side: PersonalSide, owner: str, one: RecordingId, count: int, marks: Mapping[str, bytes]) -> None:
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
            " generate_series(1, %(count)s) where recording_id = %(one)s returning object_key"
        )
        keys = [str(row[0]) for row in connection.execute(statement.encode(), {"count": count, "one": one})]
        own = connection.execute("select object_key from personal.recordings where recording_id = %s", [one]).fetchone()
    key_bytes = len(side.objects.get(erasure_key_name(str(own[0] if own else ""))))
    for key in keys:
        _write(side, key, marks["sounds"], SOUND_BYTES)
        _write(side, erasure_key_name(key), marks["erasure keys"], key_bytes)
    os.sync()


def _write(side: PersonalSide, name: str, mark: bytes, length: int) -> None:
    _ = (side.folder / "objects" / name).write_bytes(mark + secrets.token_bytes(length - len(mark)))


def _delete(side: PersonalSide, customer: Customer) -> None:
    deletion = CustomerDeletion(
        database=side.databases[Role.CUSTOMER_PORTAL],
        erasure=side.erasure,
        master_key=side.master_key,
        pseudonyms=side.pseudonyms,
        accounts=Accounts(database=side.databases[Role.CUSTOMER_PORTAL], pseudonyms=side.pseudonyms, clock=side.clock),
        proofs=ProofMaker(),
        objects=side.objects,
    )
    _ = deletion.delete_all(customer)


def _take_away(side: PersonalSide, owner: str) -> float:
    """Let the worker empty until nothing is left and write the receipt; return when it was written."""
    sweeper = side.sweeper()
    while True:
        sweeper.empty()
        with psycopg.connect(owner) as connection:
            if connection.execute("select 1 from personal.emptyings").fetchone() is None:
                break
        time.sleep(PAUSE_SECONDS)
    ReceiptWriter(database=side.databases[Role.PERSONAL_WORKER], clock=side.clock).write()
    with psycopg.connect(owner) as connection:
        if connection.execute("select 1 from personal.deletions where completed_at is null").fetchone() is not None:
            raise SystemExit("no receipt was written")
    return time.monotonic()


@contextmanager
def _looking(side: PersonalSide, owner: str, pressed: float) -> Generator[dict[str, float]]:
    """Note after how many seconds each store held nothing for the first time."""
    seen: dict[str, float] = {}
    end = threading.Event()

    def look() -> None:
        with psycopg.connect(owner, autocommit=True) as connection:
            while True:
                last = end.is_set()
                for name in {*_LEFT, *_PREFIXES} - seen.keys():
                    if not _holds(side, connection, name):
                        seen[name] = round(time.monotonic() - pressed, 1)
                if last:
                    return
                _ = end.wait(LOOK_SECONDS)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        end.set()
        watcher.join()


def _holds(side: PersonalSide, connection: psycopg.Connection[TupleRow], name: str) -> bool:
    if name in _PREFIXES:
        return any(True for _ in _names(side, _PREFIXES[name]))
    statement = f"select exists (select from personal.recordings where {_LEFT[name]})"
    return connection.execute(statement.encode()).fetchone() == (True,)


def _keys(side: PersonalSide, real: Sequence[str]) -> list[bytes]:
    """Return the erasure keys of the real recordings, and every vault key, as they are in the store."""
    return [side.objects.get(key) for key in (*real, *_names(side, VAULT_KEY_PREFIX))]


def _names(side: PersonalSide, prefix: str) -> Iterator[str]:
    with os.scandir(side.folder / "objects") as entries:
        yield from (entry.name for entry in entries if entry.name.startswith(prefix))


def _is_real(side: PersonalSide, key: str, marks: Mapping[str, bytes]) -> bool:
    with (side.folder / "objects" / key).open("rb") as file:
        return file.read(16) != marks["erasure keys"]


def _rows(owner: str, real: list[RecordingId]) -> list[bytes]:
    with psycopg.connect(owner) as connection:
        found = [row[0] for query in _ROWS for row in connection.execute(query, {"real": real}).fetchall()]
    return [bytes(value) for value in found if value is not None]


def _opened(
    side: PersonalSide, customer: Customer, real: list[RecordingId], blobs: list[bytes], words: tuple[str, ...]
) -> int:
    texts = crack(blobs, [side.master_key], {"customer": [customer.customer_id], "recording": real})
    return sum(word.encode() in texts for word in words)


def _search(side: PersonalSide, marks: Mapping[str, bytes], words: tuple[str, ...]) -> dict[str, int]:
    """Return how many files there are, how long all are, and how often marks and words lie in them."""
    found = {"files": 0, "bytes": 0, **dict.fromkeys(marks, 0), "words in clear": 0}
    for path in side.folder.rglob("*"):
        if not path.is_file():
            continue
        data = path.read_bytes()
        found["files"] += 1
        found["bytes"] += len(data)
        for name, mark in marks.items():
            found[name] += data.count(mark)
        lowered = data.lower()
        found["words in clear"] += sum(lies_in(word, data, lowered) for word in words)
    return found


if __name__ == "__main__":
    sys.exit(main())
