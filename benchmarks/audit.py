"""What does the audit log cost: appends a second, size of proofs, and time to verify a whole log?

Appends are real: one event, one transaction, one role of the database, PostgreSQL as Earnest starts it, durable. Leaves
of the large log are generated (placing of clips, some 110 bytes each); it is written as tiles and verified from the
files, as an auditor does, by one processor. Proofs are those of RFC 6962; sizes are of hashes alone, without Base64.

Run with `make bench NAME=audit [ARGS="--appends 2000 --writers 4 --leaves 1000000"]`; writes
benchmarks/results/audit.json.
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from earnest.foundation.identifiers import ClipId
from earnest.operations.embedded_database import EmbeddedPostgres
from earnest.services.audit import Checkpoint, ClipPlaced, SignerKey, append
from earnest.services.audit.merkle import consistency_proof, inclusion_proof, leaf_hash
from earnest.services.audit.tiles import TileWriter, verify_tiles, write_checkpoint
from earnest.services.database import Database
from earnest.services.database.roles import Role, prepare, role_dsn
from earnest.services.migration import migrate

ROOT: Final = Path(__file__).resolve().parents[1]
RESULT: Final = ROOT / "benchmarks" / "results" / "audit.json"
AT: Final = datetime(2026, 1, 1, tzinfo=UTC)
PROVED: Final = 65_536
"""Leaves of the tree whose proofs are sized."""


def main() -> int:
    """Measure and write the result; returns the exit status."""
    parser = argparse.ArgumentParser()
    _ = parser.add_argument("--appends", type=int, default=2000)
    _ = parser.add_argument("--writers", type=int, default=4)
    _ = parser.add_argument("--leaves", type=int, default=1_000_000)
    asked = parser.parse_args()
    result = {
        "machine": {"processors": os.cpu_count()},
        "appending": measure_appends(asked.appends, asked.writers),
        "proofs": measure_proofs(),
        "verifying": measure_verifying(asked.leaves),
    }
    _ = RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    _ = sys.stdout.write(json.dumps(result, indent=1) + "\n")
    return 0


def measure_appends(count: int, writers: int) -> dict[str, float | int]:
    """Return how many events a second are in the log for good, with one writer and with several."""
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedPostgres(Path(folder) / "data")
        owner = server.start()
        passwords = {role: uuid4().hex for role in Role}
        prepare(owner, passwords)
        migrate(owner)
        dsn = role_dsn(owner, Role.PERSONAL_WORKER, passwords[Role.PERSONAL_WORKER])
        try:
            alone = _append(dsn, count, writers=1)
            together = _append(dsn, count, writers=writers)
        finally:
            server.stop()
    return {"events": count, "a_second": round(alone, 1), "writers": writers, "a_second_together": round(together, 1)}


def _append(dsn: str, count: int, *, writers: int) -> float:
    database = Database(dsn, maximum_connections=writers)

    def write(first: int) -> None:
        for number in range(first, count, writers):
            with database.transaction() as connection:
                _ = append(connection, ClipPlaced(at=AT, clip_id=ClipId(UUID(int=number))))

    threads = [threading.Thread(target=write, args=[first]) for first in range(writers)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - began
    database.close()
    return count / seconds


def measure_proofs() -> dict[str, int]:
    """Return the bytes of the longest of some proofs in a tree of `PROVED` leaves."""
    leaves = [leaf_hash(number.to_bytes(8)) for number in range(PROVED)]
    places: Sequence[int] = (0, 1, PROVED // 3, PROVED - 1)
    inclusion = max(32 * len(inclusion_proof(leaves, place)) for place in places)
    consistency = max(32 * len(consistency_proof(leaves, max(1, place))) for place in places)
    return {"leaves": PROVED, "inclusion_bytes": inclusion, "consistency_bytes": consistency}


def measure_verifying(count: int) -> dict[str, float | int]:
    """Return how long a log of generated leaves takes to write as tiles and to verify from the files."""
    key = SignerKey(name="example.org/log", seed=bytes(32))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "log"
        began = time.monotonic()
        writer = TileWriter(place, 0)
        writer.append(ClipPlaced(at=AT, clip_id=ClipId(UUID(int=number))).entry() for number in range(count))
        writer.finish()
        write_checkpoint(
            place, Checkpoint(origin=key.verifier.name, tree_size=count, root_hash=writer.root()).sign(key)
        )
        written = time.monotonic() - began
        began = time.monotonic()
        report = verify_tiles(place, key.verifier).report
        verified = time.monotonic() - began
        size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    if not report.intact or report.signed_size != count:
        raise SystemExit("the log that was just written does not verify")
    return {
        "leaves": count,
        "bytes": size,
        "write_seconds": round(written, 1),
        "verify_seconds": round(verified, 1),
        "leaves_a_second": round(count / verified),
    }


if __name__ == "__main__":
    sys.exit(main())
