"""Clips for tests: placed in the handover by its own function, as the release step does it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy
from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.corpus.records import Snapshot
from earnest.deidentified.corpus.snapshots import make_snapshot
from earnest.foundation.clock import SettableClock
from earnest.foundation.identifiers import ClipId, random_identifier
from earnest.foundation.units import SAMPLING_RATE_HERTZ, SampleCount, Samples
from earnest.handover.authority import ReleaseAuthority
from earnest.handover.clip import ClipDescription, ConcealedWord, DayPart, DeidentifiedClip, ShownAnswer
from earnest.handover.labels import Label, find_label
from earnest.handover.placing import place
from earnest.services.cryptography import MasterKey
from earnest.services.objects import ObjectStore
from earnest.sound_files.encoding import encode_wav
from support.databases import Databases

PERIOD = date(2025, 5, 1)
NOON = datetime(2025, 5, 5, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSide:
    """A database, an object store and the handover key, with a clock that the test moves."""

    databases: Databases
    objects: ObjectStore
    handover_key: MasterKey
    clock: SettableClock
    folder: Path

    def allow(self, chosen: int, *, region: str = "DE", programme: str = "panel", period: date = PERIOD) -> None:
        """Let the gate have chosen so many clips."""
        with self.databases.owner.transaction() as connection:
            _ = connection.execute(
                "insert into handover.allowances (region, programme, period, utterances, allowed, chosen)"
                " values (%s, %s, %s, %s, %s, %s) on conflict (region, programme, period)"
                " do update set allowed = excluded.allowed, chosen = excluded.chosen",
                [region, programme, period, chosen * 500, chosen, chosen],
            )

    def place(
        self,
        *,
        text: str = "a large latte",
        wake_word: str | None = None,
        seconds: float = 4.0,
        region: str = "DE",
        posterior: float = 0.95,
        retention: timedelta = timedelta(days=90),
        sound: Samples | None = None,
        reviews_wanted: int = 1,
        agreed: bool = False,
        warnings: tuple[str, ...] = (),
        answer: ShownAnswer | None = None,
    ) -> ClipId:
        """Place a clip of a tone, or of a given sound, and return its identifier."""
        clip_id = ClipId(random_identifier())
        count = int(seconds * SAMPLING_RATE_HERTZ) if sound is None else sound.size
        pitch = 200 + clip_id.int % 400
        tone = (8000 * numpy.sin(numpy.arange(count) * 2 * numpy.pi * pitch / SAMPLING_RATE_HERTZ)).astype(numpy.int16)
        words = tuple(
            ConcealedWord(
                text=word,
                start=SampleCount(position * 1000),
                end=SampleCount(position * 1000 + 900),
                posterior=posterior,
                concealed=None,
            )
            for position, word in enumerate(text.split())
        )
        description = ClipDescription(
            clip_id=clip_id,
            region=region,
            language="en",
            programme="panel",
            period=PERIOD,
            day_part=DayPart.MORNING,
            wake_word=wake_word,
            confidence=posterior,
            domain="general",
            selection_reason="low_confidence",
            selection_probability=0.5,
            disguise_profile="warped",
            sample_count=SampleCount(count),
            placed_on=self.clock.now().date(),
            delete_after=self.clock.now() + retention,
            agreed=agreed,
            warnings=warnings,
        )
        clip = DeidentifiedClip(
            description=description,
            words=words,
            sound=encode_wav(tone if sound is None else sound),
            authority=ReleaseAuthority(verified=True),
            answer=answer,
        )
        with self.databases.owner.transaction() as connection:
            assert place(
                connection,
                clip,
                handover_key=self.handover_key,
                objects=self.objects,
                reviews_wanted=reviews_wanted,
            )
        return clip_id

    def find_label(self, connection: Connection[TupleRow], clip_id: ClipId) -> Label | None:
        """Return the label of a clip."""
        return find_label(connection, clip_id, handover_key=self.handover_key, objects=self.objects)

    def make_snapshot(self, connection: Connection[TupleRow]) -> Snapshot:
        """Freeze the labels that there are now."""
        return make_snapshot(connection, handover_key=self.handover_key, objects=self.objects, made_at=self.clock.now())


def open_handover(databases: Databases, folder: Path) -> HandoverSide:
    """Return a handover with fresh keys and an empty store below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return HandoverSide(
        databases=databases,
        objects=ObjectStore.open((folder / "objects").as_uri()),
        handover_key=MasterKey.create(folder / "handover.json"),
        clock=SettableClock(moment=NOON),
        folder=folder,
    )
