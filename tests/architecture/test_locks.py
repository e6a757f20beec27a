"""All advisory locks have their number in one file, and the functions of the database take these."""

import re
from pathlib import Path

import psycopg
from support.databases import Databases

from earnest.services.database.locks import WORKER_LOCKS, LockClass, WholeLock
from earnest.services.database.migrations.grants import SCHEMAS

SOURCE = Path(__file__).parents[2] / "src" / "earnest"
NUMBERS = SOURCE / "services" / "database" / "locks.py"
OF_FUNCTIONS = {
    "deidentified.try_clip": LockClass.TAKE_CLIP,
    "deidentified.hold_clip": LockClass.CLIP,
    "deidentified.hold_snapshots": LockClass.SNAPSHOTS,
    "deidentified.hold_releases": LockClass.RELEASES,
    "jobs_personal.hold_worker": LockClass.PERSONAL_WORKERS,
    "jobs_personal.try_worker": LockClass.PERSONAL_WORKERS,
    "jobs_personal.leave_worker": LockClass.PERSONAL_WORKERS,
    "jobs_personal.take_turn": LockClass.PERSONAL_TURNS,
    "jobs_personal.end_turn": LockClass.PERSONAL_TURNS,
    "jobs_deidentified.hold_worker": LockClass.DEIDENTIFIED_WORKERS,
    "jobs_deidentified.try_worker": LockClass.DEIDENTIFIED_WORKERS,
    "jobs_deidentified.leave_worker": LockClass.DEIDENTIFIED_WORKERS,
    "jobs_deidentified.take_turn": LockClass.DEIDENTIFIED_TURNS,
    "jobs_deidentified.end_turn": LockClass.DEIDENTIFIED_TURNS,
    "personal.lock_customer": LockClass.CUSTOMER,
    "personal.count_attempt": LockClass.CUSTOMER_ATTEMPTS,
    "staff.count_attempt": LockClass.STAFF_ATTEMPTS,
}

_FUNCTIONS = """
select pronamespace::regnamespace::text || '.' || proname, prosrc from pg_proc
where prosrc ~ 'advisory' and pronamespace::regnamespace::text = any(%s)
"""
_SCHEMAS = [*SCHEMAS, *WORKER_LOCKS]


def test_the_functions_of_the_database_take_the_listed_locks(databases: Databases) -> None:
    with psycopg.connect(databases.owner_dsn) as connection:
        rows = connection.execute(_FUNCTIONS, [_SCHEMAS]).fetchall()
    taken = {name: re.findall(r"advisory\w*\((\d+)", body) for name, body in rows}
    # procrastinate's own functions take locks without a number of ours.
    ours = {name: numbers for name, numbers in taken.items() if numbers}
    assert ours == {name: [str(lock.value)] for name, lock in OF_FUNCTIONS.items()}


def test_every_lock_is_used() -> None:
    code = "".join(path.read_text("utf-8") for path in SOURCE.rglob("*.py") if path != NUMBERS)
    assert set(OF_FUNCTIONS.values()) == set(LockClass)
    assert all(f"WholeLock.{lock.name}" in code for lock in WholeLock)


def test_no_other_file_writes_a_number_of_a_lock() -> None:
    written = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if path != NUMBERS and re.search(r"advisory\w*\(\d|\b4711\d{3}\b", path.read_text("utf-8"))
    }
    assert written == set()
