"""Does a word of a deleted recording lie in any byte that Earnest leaves behind?

Each canary is a word that can be said and that no program or word list holds. People say some, reviewers write others,
and half of the recordings are deleted. Then PostgreSQL is vacuumed and stopped, and every byte of the data folder, its
log, the object store, a back-up and a restored back-up is searched for every canary in five encodings, in Base64 and in
hexadecimal digits. Nothing is sent over the network, and no recogniser listens: `tests/privacy/test_canary_personal.py`
does that with one household.

Shown: how many canaries there were, how many were found, and the share that 95 of 100 such runs would not exceed where
none was found (rule of three). A word that was planted in the open on purpose shows that the search finds it.

Run with `make bench NAME=leak [ARGS="--people 20"]`; writes benchmarks/results/leak.json.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

import psycopg

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.clips import PERIOD, HandoverSide  # noqa: E402 - the support of tests lies beside them
from support.databases import Databases  # noqa: E402
from support.searching import Planted, delete, lies_in, plant, read_files, strange_words  # noqa: E402
from support.speaking import PersonalSide  # noqa: E402

from earnest.foundation.clock import SystemClock  # noqa: E402
from earnest.foundation.settings import load_settings  # noqa: E402
from earnest.operations.backup import make_backup, restore_backup  # noqa: E402
from earnest.operations.data_folder import prepare_folder, role_passwords  # noqa: E402
from earnest.operations.embedded_database import EmbeddedPostgres  # noqa: E402
from earnest.operations.upgrade import upgrade  # noqa: E402
from earnest.personal.consent.purposes import Purpose  # noqa: E402
from earnest.personal.customers.records import Customer  # noqa: E402

RESULT: Final = ROOT / "benchmarks" / "results" / "leak.json"


def main() -> int:
    """Measure and write the result; returns the exit status."""
    parser = argparse.ArgumentParser()
    _ = parser.add_argument("--people", type=int, default=20)
    result = measure(parser.parse_args().people)
    _ = RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    _ = sys.stdout.write(json.dumps(result, indent=1) + "\n")
    return 0 if result["found"] == {} else 1


def ignore(_stage: str) -> None:
    """Take no notice of stages."""


def measure(people: int) -> dict[str, object]:
    """Return how many canaries there were, and in which place which number of them was found."""
    with tempfile.TemporaryDirectory() as place:
        parent = Path(place)
        folder = parent / "data"
        prepare_folder(folder)
        settings = load_settings({"EARNEST_DATA": str(folder)})
        server = EmbeddedPostgres(folder)
        owner = server.start()
        passwords = role_passwords(folder)
        kept = upgrade(owner, settings, passwords, accept_lost_tombstones=False, started_by="supervisor", tell=ignore)
        databases = Databases(owner_dsn=owner, passwords=passwords)
        side = PersonalSide(databases=databases, folder=folder)
        handover = HandoverSide(
            databases=databases,
            objects=side.objects,
            handover_key=side.handover_key,
            clock=side.clock,
            folder=folder,
        )
        handover.allow(2 * people, period=PERIOD)
        canaries: list[str] = []
        pairs: list[tuple[Customer, Planted]] = []
        for _ in range(people):
            customer = side.add_customer(*Purpose)
            gone, stays = plant(side, handover, customer), plant(side, handover, customer)
            canaries += [*gone.words, *stays.words]
            pairs.append((customer, gone))
        clock, keys = SystemClock(), parent / "keys"
        _ = make_backup(settings, owner, parent / "backup", keys, with_sound=True, clock=clock, tell=ignore)
        for customer, gone in pairs:
            delete(side, customer, gone)
        _ = kept.synchroniser.write()
        databases.close()
        with psycopg.connect(owner, autocommit=True) as connection:
            for statement in ("vacuum", "checkpoint"):
                _ = connection.execute(statement)
        server.stop()
        _ = folder.rename(parent / "before")
        _ = restore_backup(settings, parent / "backup", keys, accept_lost_tombstones=False, tell=ignore)
        [open_word] = strange_words(1)
        _ = (parent / "open.txt").write_text(open_word)
        places = {"data": parent / "before", "backup": parent / "backup", "keys": keys, "restored": folder}
        found: dict[str, int] = {}
        size = 0
        for name, where in places.items():
            content = read_files(where)
            size += len(content)
            lowered = content.lower()
            leaked = sum(lies_in(word, content, lowered) for word in canaries)
            if leaked:
                found[name] = leaked
        everything = read_files(parent)
        if not lies_in(open_word, everything, everything.lower()):
            raise SystemExit("the search does not find a word that lies open")
    return {
        "machine": {"processors": os.cpu_count()},
        "canaries": len(canaries),
        "places": sorted(places),
        "bytes_without_zeros": size,
        "found": found,
        "largest_share_95": None if found else round(3 / len(canaries), 5),
    }


if __name__ == "__main__":
    sys.exit(main())
