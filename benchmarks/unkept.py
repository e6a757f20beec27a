"""Is anything kept of what is said where nothing may be: in a private hour, on a child's account, without any yes?

The gateway's own intake, gate, vault, PostgreSQL and object store; the recogniser alone is one that hears what it is
told, so that each utterance has a word which no program or word list holds. The sound is a synthetic second of speech.
Two kinds of which something is kept stand beside the five, so that a zero is not one of a run that keeps nothing. Then
PostgreSQL is stopped and every byte of the data folder, its log and what the process wrote is searched.

Not measured: whether a child's voice is noticed on an adult's account, which is a detector's share (`make bench
NAME=detectors`), and what a real recogniser or a device remembers.

Run with `make bench NAME=unkept [ARGS="--each 100"]`; writes benchmarks/results/unkept.json.
"""

import argparse
import contextlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

import psycopg

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from support.databases import Databases  # noqa: E402 - the support of tests lies beside them
from support.searching import lies_in, read_files, strange_words  # noqa: E402
from support.speaking import PersonalSide  # noqa: E402
from support.unkept import KEPT, SOUND_CANARY, speak_unkept  # noqa: E402

from earnest.foundation.settings import load_settings  # noqa: E402
from earnest.operations.data_folder import prepare_folder, role_passwords  # noqa: E402
from earnest.operations.embedded_database import EmbeddedPostgres  # noqa: E402
from earnest.operations.upgrade import upgrade  # noqa: E402

RESULT: Final = ROOT / "benchmarks" / "results" / "unkept.json"


def main() -> int:
    """Measure and write the result; returns the exit status."""
    parser = argparse.ArgumentParser()
    _ = parser.add_argument("--each", type=int, default=100)
    result = measure(parser.parse_args().each)
    _ = RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    _ = sys.stdout.write(json.dumps(result, indent=1) + "\n")
    return 0 if result["kept"] == 0 and result["found"] == {} else 1


def ignore(_stage: str) -> None:
    """Take no notice of stages."""


def measure(each: int) -> dict[str, object]:
    """Return what was left of so many utterances of each kind, and what a search of every byte found."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        prepare_folder(folder)
        settings = load_settings({"EARNEST_DATA": str(folder), "EARNEST_PANEL_CAP_SHARE": "1"})
        server = EmbeddedPostgres(folder)
        owner = server.start()
        passwords = role_passwords(folder)
        _ = upgrade(owner, settings, passwords, accept_lost_tombstones=False, started_by="supervisor", tell=ignore)
        databases = Databases(owner_dsn=owner, passwords=passwords)
        # What the process writes about itself goes where it is searched as well.
        with (folder / "process.log").open("w", encoding="utf-8") as log, contextlib.redirect_stderr(log):
            said = speak_unkept(PersonalSide(databases=databases, folder=folder), each)
        databases.close()
        with psycopg.connect(owner, autocommit=True) as connection:
            _ = connection.execute("checkpoint")
        server.stop()
        content = read_files(folder)
        lowered = content.lower()
        found = {"words": lies_in(said.stem, content, lowered), "sound": SOUND_CANARY in content}
        [planted] = strange_words(1)
        searched = content + planted.encode() + SOUND_CANARY
        if not (lies_in(planted, searched, searched.lower()) and SOUND_CANARY in searched):
            raise SystemExit("the search does not find what lies open")
    unkept = {name: one for name, one in said.heard.items() if name not in KEPT}
    utterances = sum(one.utterances for one in unkept.values())
    kept = sum(max(one.kept, one.rows, one.objects) for one in unkept.values())
    return {
        "machine": {"processors": os.cpu_count()},
        "kinds": {
            name: {"utterances": one.utterances, "kept": one.kept, "rows": one.rows, "objects": one.objects}
            for name, one in said.heard.items()
        },
        "utterances": utterances,
        "kept": kept,
        "found": {name: True for name, there in found.items() if there},
        "bytes_without_zeros": len(content),
        # Of so many trials without one success, 95 of 100 such runs have a share below this (Clopper and Pearson).
        "largest_share_95": None if kept else round(1 - 0.05 ** (1 / utterances), 5),
    }


if __name__ == "__main__":
    sys.exit(main())
