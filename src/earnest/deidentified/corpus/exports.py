"""Exports: a snapshot as files that other tools read, without a single clip that was withdrawn."""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from earnest.deidentified.corpus.errors import ExportFolderInUse
from earnest.deidentified.corpus.formats import (
    CSV_COLUMNS,
    ExportedClip,
    csv_row,
    lhotse_cut,
    lhotse_recording,
    lhotse_supervision,
    nemo_line,
)
from earnest.deidentified.corpus.records import SnapshotLine
from earnest.deidentified.corpus.snapshots import list_snapshot_clips, load_snapshot
from earnest.foundation.clock import Clock
from earnest.foundation.identifiers import SnapshotId
from earnest.foundation.units import SampleCount
from earnest.handover.errors import ClipGone, ClipMissing
from earnest.handover.labels import load_label
from earnest.handover.stop_errors import ReviewStopped
from earnest.handover.stops import StopPurpose, require_going
from earnest.handover.taking import load_clip, open_sound
from earnest.handover.withdrawals import find_withdrawn
from earnest.services.audit import SnapshotExported, append
from earnest.services.cryptography import MasterKey
from earnest.services.database import Database
from earnest.services.objects import ObjectMissing, ObjectStore
from earnest.sound_files.decoding import decode
from earnest.sound_files.encoding import encode_flac


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """Writes snapshots to a folder."""

    database: Database
    """Connections of the corpus worker's role."""
    objects: ObjectStore
    handover_key: MasterKey
    clock: Clock

    def export_snapshot(self, snapshot_id: SnapshotId, folder: Path) -> int:
        """Write a snapshot as Lhotse manifests, NeMo manifest and CSV, with the disguised sound as FLAC beside them.

        Files: `recordings.jsonl.gz`, `supervisions.jsonl.gz`, `cuts.jsonl.gz` (Lhotse), `nemo_manifest.json`,
        `labels.csv`, `audio/*.flac`; paths inside are relative to the folder. Clips that are withdrawn while this runs
        are taken out again before the manifests are written. What is withdrawn afterwards is still in the copy: whoever
        holds it has to remove it by its identifier. So the log says that there is one: its leaf is committed before the
        first sound is opened (AD1, AD4).

        Args:
            snapshot_id: what is exported.
            folder: new or empty; becomes readable for this user only.

        Returns:
            Number of clips in the export.

        Raises:
            SnapshotNotFound: there is none of this identifier.
            ExportFolderInUse: something lies in the folder.
            DatabaseUnavailable: the leaf could not be written, so nothing was opened.
        """
        with self.database.transaction() as connection:
            _ = load_snapshot(connection, snapshot_id)
            lines = list_snapshot_clips(connection, snapshot_id)
        _prepare(folder)
        with self.database.transaction() as connection:
            exported = SnapshotExported(at=self.clock.now(), snapshot_id=snapshot_id, clip_count=len(lines))
            _ = append(connection, exported)
        written = [clip for line in lines if (clip := self._write_sound(line, folder)) is not None]
        kept = self._without_withdrawn(written, folder)
        write_manifests(kept, folder)
        return len(kept)

    def _write_sound(self, line: SnapshotLine, folder: Path) -> ExportedClip | None:
        """Write the sound of one clip; None where it was withdrawn or stopped meanwhile."""
        try:
            with self.database.transaction() as connection:
                require_going(connection, line.clip_id, purpose=StopPurpose.TRAINING)
                placed = load_clip(connection, line.clip_id)
                label = load_label(connection, line.label_id, handover_key=self.handover_key, objects=self.objects)
            if label is None:
                return None
            samples = decode(open_sound(placed, handover_key=self.handover_key, objects=self.objects))
        except (ClipMissing, ClipGone, ReviewStopped, ObjectMissing):
            return None
        clip = ExportedClip(
            clip_id=line.clip_id,
            language=placed.description.language,
            region=placed.description.region,
            wake_word=placed.description.wake_word,
            sample_count=SampleCount(len(samples)),
            label=label,
        )
        _ = (folder / clip.audio).write_bytes(encode_flac(samples))
        return clip

    def _without_withdrawn(self, clips: Sequence[ExportedClip], folder: Path) -> list[ExportedClip]:
        with self.database.transaction() as connection:
            withdrawn = find_withdrawn(connection, [clip.clip_id for clip in clips])
        for clip in clips:
            if clip.clip_id in withdrawn:
                (folder / clip.audio).unlink()
        return [clip for clip in clips if clip.clip_id not in withdrawn]


def _prepare(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise ExportFolderInUse
    folder.chmod(0o700)
    (folder / "audio").mkdir(mode=0o700)


def write_manifests(clips: Sequence[ExportedClip], folder: Path) -> None:
    """Write the manifests of clips whose sound lies in a folder; `earnest import` and others read each of them."""
    _write_lines(folder / "recordings.jsonl.gz", (lhotse_recording(clip) for clip in clips))
    _write_lines(folder / "supervisions.jsonl.gz", (lhotse_supervision(clip) for clip in clips))
    _write_lines(folder / "cuts.jsonl.gz", (lhotse_cut(clip) for clip in clips))
    lines = (line for clip in clips if (line := nemo_line(clip)) is not None)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    _ = (folder / "nemo_manifest.json").write_text(text, encoding="utf-8")
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(CSV_COLUMNS)
    writer.writerows(csv_row(clip) for clip in clips)
    _ = (folder / "labels.csv").write_text(table.getvalue(), encoding="utf-8", newline="")


def _write_lines(path: Path, lines: Iterable[dict[str, object]]) -> None:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    # Without a time in the header the same snapshot gives the same bytes.
    _ = path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
