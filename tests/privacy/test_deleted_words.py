"""RT3, RT4: after a deletion no word of it can be read in any file, nor what PostgreSQL holds of it opened.

The attacker has the whole data folder after deletion, sweeps, vacuum and checkpoint: PostgreSQL's files and its log,
the object store, the logs, and every master key. What stood in the rows before the deletion he has as well, as if he
had dug it out of pages and log byte by byte; the test makes sure that it is really still there.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from support.clips import PERIOD, HandoverSide
from support.databases import Databases
from support.searching import crack, delete, erasure_keys, lies_in, plant, read_files, rows_of
from support.speaking import PersonalSide

from earnest.operations.embedded_database import EmbeddedPostgres
from earnest.personal.consent.purposes import Purpose
from earnest.services.database.roles import Role, prepare
from earnest.services.migration import migrate


@pytest.fixture
def running(data_folder: Path) -> Iterator[tuple[EmbeddedPostgres, Databases]]:
    """A server of its own in a data folder, so that all its files can be read."""
    server = EmbeddedPostgres(data_folder)
    owner_dsn = server.start()
    passwords = {role: uuid4().hex for role in Role}
    prepare(owner_dsn, passwords)
    migrate(owner_dsn)
    databases = Databases(owner_dsn=owner_dsn, passwords=passwords)
    try:
        yield server, databases
    finally:
        databases.close()
        server.stop()


def test_rt3_rt4_a_deleted_word_is_read_in_no_file_and_opened_with_no_key(
    running: tuple[EmbeddedPostgres, Databases], data_folder: Path
) -> None:
    server, databases = running
    side = PersonalSide(databases=databases, folder=data_folder)
    handover = HandoverSide(
        databases=databases,
        objects=side.objects,
        handover_key=side.handover_key,
        clock=side.clock,
        folder=data_folder,
    )
    handover.allow(2, period=PERIOD)
    customer = side.add_customer(*Purpose)
    gone, stays = plant(side, handover, customer), plant(side, handover, customer)
    with databases.owner.transaction() as connection:
        labels = [row[0] for row in connection.execute("select label_id from handover.labels").fetchall()]
    identifiers = {
        "customer": [customer.customer_id],
        "recording": [gone.recording_id, stays.recording_id],
        "clip": [gone.clip_id, stays.clip_id],
        "label": labels,
    }
    before = rows_of(databases)
    masters = [side.master_key, side.handover_key]

    opened = crack([*before, *erasure_keys(data_folder / "objects")], masters, identifiers)
    assert all(word.encode() in opened for word in (*gone.words, *stays.words)), "with everything at hand all opens"

    delete(side, customer, gone)
    databases.close()
    with psycopg.connect(databases.owner_dsn, autocommit=True) as connection:
        for statement in ("vacuum", "checkpoint"):
            _ = connection.execute(statement)
    server.stop()

    files = read_files(data_folder)
    lowered = files.lower()
    assert lies_in("recordings", files, lowered), "the search finds what is there"
    assert not [word for word in (*gone.words, *stays.words) if lies_in(word, files, lowered)], "sealed from the start"
    left = [blob for blob in before if blob in files]
    assert len(left) > len(rows_left(before)), "PostgreSQL still holds what was deleted; only keys can end it"
    opened = crack([*before, *erasure_keys(data_folder / "objects")], masters, identifiers)
    assert all(word.encode() in opened for word in stays.words), "the attack works on what was not deleted"
    assert not any(word.encode() in opened for word in gone.words)


def rows_left(before: Sequence[bytes]) -> Sequence[bytes]:
    """Return what the one that stays has of it: half of all but the customer's key."""
    return before[: (len(before) + 1) // 2]
