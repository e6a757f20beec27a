"""Earnest's own processes on a database of their own, with real clips to review and rows that only wait behind them."""

import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import uuid4

import psycopg
from playwright.sync_api import Browser
from psycopg.conninfo import make_conninfo

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from browser.stage import Stage, chromium, open_stage  # noqa: E402 - the path comes first
from support.clips import PERIOD  # noqa: E402
from support.databases import TEMPLATE, PostgresServer  # noqa: E402
from support.touring import free_ports  # noqa: E402

from earnest.collections.recordings import Spoken, read_recordings  # noqa: E402
from earnest.foundation.identifiers import ClipId, random_identifier  # noqa: E402
from earnest.foundation.units import SampleCount, Samples  # noqa: E402
from earnest.handover.authority import ReleaseAuthority  # noqa: E402
from earnest.handover.clip import ClipDescription, ConcealedWord, DayPart, DeidentifiedClip  # noqa: E402
from earnest.handover.placing import place  # noqa: E402
from earnest.operations.data_folder import prepare_folder  # noqa: E402
from earnest.operations.embedded_database import EmbeddedPostgres  # noqa: E402
from earnest.services.cryptography import MasterKey  # noqa: E402
from earnest.services.database import Database  # noqa: E402
from earnest.services.database.roles import Role, prepare  # noqa: E402
from earnest.services.migration import migrate  # noqa: E402
from earnest.services.objects import ObjectStore  # noqa: E402
from earnest.sound_files.decoding import decode  # noqa: E402
from earnest.sound_files.encoding import encode_wav  # noqa: E402
from earnest.speech.sound.level import for_listening  # noqa: E402

SHORTEST_SECONDS: Final = 0.8
"""Less is a word alone, which no reviewer would be asked about."""
_LATER: Final = date(2031, 1, 1)
"""Rows that only wait are placed later than every real clip, so that a reviewer is never given one."""
_ROWS = """
insert into handover.clips (clip_id, region, language, programme, period, day_part, wake_word, sealed_words, confidence,
    domain, selection_reason, selection_probability, disguise_profile, sample_count, object_key, wrapped_key, placed_on,
    delete_after, reviews_wanted, waits_for)
select gen_random_uuid(), region, language, programme, period, day_part, wake_word, sealed_words, confidence,
    domain, selection_reason, selection_probability, disguise_profile, sample_count, 'row-' || gen_random_uuid(),
    wrapped_key, %(later)s, delete_after, reviews_wanted, 'review'
from (select * from handover.clips where waits_for is not null limit 1) as example, generate_series(1, %(rows)s)
"""

_ALLOW = """
insert into handover.allowances (region, programme, period, utterances, allowed, chosen)
values ('DE', 'panel', %(period)s, 2500000000, 5000000, 5000000)
on conflict (region, programme, period) do update set allowed = excluded.allowed, chosen = excluded.chosen
"""
_PLACED_TOGETHER: Final = 100
"""Clips in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """A running workbench and what waits in it."""

    stage: Stage
    server: EmbeddedPostgres

    def place(self, spoken: Sequence[tuple[str, Samples]]) -> tuple[ClipId, ...]:
        """Place clips of real recordings, in this order, as the release step does, without a disguise.

        Args:
            spoken: text, and sound at 16 kHz.
        """
        handover = self.stage.handover
        return place_clips(
            spoken,
            owner=self.stage.databases.owner,
            worker=self.stage.databases[Role.PERSONAL_WORKER],
            folder=handover.folder,
        )

    def queue(self, waiting: int) -> None:
        """Add rows until so many clips wait; they are rows alone, without sound."""
        with self.stage.databases.owner.transaction() as connection:
            row = connection.execute("select count(*) from handover.clips where waits_for is not null").fetchone()
            present = 0 if row is None else int(row[0])
            _ = connection.execute("alter table handover.clips disable trigger user")
            _ = connection.execute(_ROWS, {"later": _LATER, "rows": max(0, waiting - present)})
            _ = connection.execute("alter table handover.clips enable trigger user")
            _ = connection.execute("analyze handover.clips")


def place_clips(
    spoken: Sequence[tuple[str, Samples]], *, owner: Database, worker: Database, folder: Path
) -> tuple[ClipId, ...]:
    """Place clips of real recordings, in this order, as the release step does, without a disguise.

    Args:
        spoken: text, and sound at 16 kHz.
        owner: lets the gate have chosen so many.
        worker: the database as the personal worker's role.
        folder: data folder of the running processes.
    """
    with owner.transaction() as connection:
        _ = connection.execute(_ALLOW, {"period": PERIOD})
    key = MasterKey.load(folder / "keys" / "handover.json")
    objects = ObjectStore.open((folder / "objects").as_uri())
    placed: list[ClipId] = []
    for start in range(0, len(spoken), _PLACED_TOGETHER):
        with worker.transaction() as connection:
            for text, sound in spoken[start : start + _PLACED_TOGETHER]:
                clip = _clip(text, sound)
                _ = place(connection, clip, handover_key=key, objects=objects)
                placed.append(clip.description.clip_id)
    return tuple(placed)


def _clip(text: str, sound: Samples) -> DeidentifiedClip:
    now = datetime.now(UTC)
    description = ClipDescription(
        clip_id=ClipId(random_identifier()),
        region="DE",
        language="en",
        programme="panel",
        period=PERIOD,
        day_part=DayPart.MORNING,
        wake_word=None,
        confidence=0.95,
        domain="general",
        selection_reason="random",
        selection_probability=1.0,
        disguise_profile="blended",
        sample_count=SampleCount(sound.size),
        placed_on=now.date(),
        delete_after=now + timedelta(days=90),
    )
    return DeidentifiedClip(
        description=description,
        words=_words(text, sound.size),
        sound=encode_wav(sound),
        authority=ReleaseAuthority(verified=True),
    )


def read_spoken(recordings: Path, *, most: int, longest_seconds: float = 4.0) -> list[tuple[str, Samples]]:
    """Return text and sound of short recordings whose text is known, in the order of their content's hash."""
    known = [
        one for one in read_recordings(recordings) if one.text and SHORTEST_SECONDS <= one.seconds <= longest_seconds
    ]
    short: Sequence[Spoken] = sorted((one for one in known if not one.personal), key=lambda one: one.sha256)[:most]
    return [(one.text or "", for_listening(decode(one.path.read_bytes()))) for one in short]


@contextmanager
def open_workplace(browser: Browser) -> Generator[Workplace]:
    """Start PostgreSQL, two workbenches behind one address, and the portal; all ends with the block."""
    with tempfile.TemporaryDirectory(prefix="earnest-workplace-") as name:
        server = EmbeddedPostgres(Path(name) / "postgres")
        owner_dsn = server.start()
        try:
            passwords = {role: uuid4().hex for role in Role}
            with psycopg.connect(owner_dsn, autocommit=True) as connection:
                _ = connection.execute("create database earnest_template")
            template = make_conninfo(owner_dsn, dbname=TEMPLATE)
            prepare(template, passwords)
            migrate(template)
            databases = PostgresServer(owner_dsn=owner_dsn, passwords=passwords).create("workplace")
            folder = Path(name) / "data"
            prepare_folder(folder)
            with open_stage(databases, folder, browser) as stage:
                clock = stage.handover.clock
                clock.moment = datetime.now(UTC)
                yield Workplace(stage=stage, server=server)
            databases.close()
        finally:
            server.stop()


def _words(text: str, count: int) -> tuple[ConcealedWord, ...]:
    """Return the words shared out over the sound: the benchmark measures hands and server, not the recogniser."""
    words = text.split()
    ends = [SampleCount(count * (position + 1) // len(words)) for position in range(len(words))]
    starts = [SampleCount(0), *ends[:-1]]
    return tuple(
        ConcealedWord(text=word, start=start, end=end, posterior=0.95, concealed=None)
        for word, start, end in zip(words, starts, ends, strict=True)
    )


__all__ = ["Workplace", "chromium", "free_ports", "open_workplace", "place_clips", "read_spoken"]
