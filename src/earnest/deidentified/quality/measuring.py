"""Measuring: reads the labels of clips that were reviewed twice, who wrote them, and when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from earnest.deidentified.quality.agreement import ReviewedItem, review_of
from earnest.foundation.identifiers import ClipId, LabelId, StaffId
from earnest.handover.labels import Label, list_some_labels
from earnest.handover.reviews import list_reviewed_together
from earnest.services.cryptography import MasterKey
from earnest.services.database import load_queries
from earnest.services.objects import ObjectStore

QUERIES = load_queries("earnest.deidentified.quality")

MOST_CLIPS = 500
"""Clips that are measured, the newest: each label is opened with a key of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReader:
    """Opens labels for measuring."""

    handover_key: MasterKey
    objects: ObjectStore

    def load_items(self, connection: Connection[TupleRow]) -> tuple[ReviewedItem, ...]:
        """Return the newest clips with two reviews or more, without adjudications; withdrawn ones are left out.

        Args:
            connection: of the workbench's role.
        """
        reviews = list_reviewed_together(connection, most=MOST_CLIPS)
        label_ids = [label_id for review in reviews for label_id in review.label_ids]
        rows = connection.execute(QUERIES["list_writers"], {"label_ids": label_ids}).fetchall()
        writers = {LabelId(row[0]): StaffId(row[1]) for row in rows}
        written_at: dict[LabelId, datetime] = {LabelId(row[0]): row[2] for row in rows}
        opened: dict[ClipId, list[Label]] = defaultdict(list)
        for label in list_some_labels(connection, label_ids, handover_key=self.handover_key, objects=self.objects):
            opened[label.clip_id].append(label)
        return tuple(
            ReviewedItem(
                language=review.language,
                reviews=tuple(review_of(label, writers.get(label.label_id)) for label in opened[review.clip_id]),
                reviewed_at=max((written_at[one] for one in review.label_ids if one in written_at), default=None),
            )
            for review in reviews
            if len(opened[review.clip_id]) > 1
        )
