"""Comparisons: what was measured, kept with the model and the baseline that it was measured against."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow, class_row

from earnest.deidentified.evaluation.records import Comparison, MeasuredPart, Metric, Verdict, verdict_of
from earnest.foundation.identifiers import EvaluationId, ModelId, random_identifier
from earnest.services.database import load_queries

QUERIES = load_queries("earnest.deidentified.evaluation")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedComparison:
    """One metric on one task, as it was recorded, of a whole model or of a part."""

    evaluation_id: EvaluationId
    model_id: ModelId
    """The candidate."""
    baseline_id: ModelId | None
    """What it was compared with; None for the stock model."""
    part: str | None
    """The part of the candidate that is measured, with the candidate without it before; None for the whole model."""
    kept: bool | None
    """Whether that part is in the model; None for the whole model."""
    set_name: str
    task: str
    metric: Metric
    item_count: int
    before: float
    after: float
    lower: float
    upper: float
    better: bool
    seed: int
    made_at: datetime

    @property
    def verdict(self) -> Verdict:
        """What it says about the candidate."""
        return verdict_of(self.metric, before=self.before, after=self.after, lower=self.lower, upper=self.upper)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    evaluation_id: UUID
    model_id: UUID
    baseline_id: UUID | None
    part: str | None
    kept: bool | None
    set_name: str
    task: str
    metric: str
    item_count: int
    before: float
    after: float
    lower: float
    upper: float
    better: bool
    seed: int
    made_at: datetime

    def parse(self) -> RecordedComparison:
        return RecordedComparison(
            evaluation_id=EvaluationId(self.evaluation_id),
            model_id=ModelId(self.model_id),
            baseline_id=None if self.baseline_id is None else ModelId(self.baseline_id),
            part=self.part,
            kept=self.kept,
            set_name=self.set_name,
            task=self.task,
            metric=Metric(self.metric),
            item_count=self.item_count,
            before=self.before,
            after=self.after,
            lower=self.lower,
            upper=self.upper,
            better=self.better,
            seed=self.seed,
            made_at=self.made_at,
        )


def record_comparisons(
    connection: Connection[TupleRow],
    comparisons: Sequence[Comparison],
    *,
    model_id: ModelId,
    baseline_id: ModelId | None,
    made_at: datetime,
) -> None:
    """Write all comparisons of a model with a baseline, in the caller's transaction."""
    for comparison in comparisons:
        _insert(connection, comparison, None, model_id=model_id, baseline_id=baseline_id, made_at=made_at)


def record_parts(
    connection: Connection[TupleRow],
    parts: Sequence[MeasuredPart],
    *,
    model_id: ModelId,
    baseline_id: ModelId | None,
    made_at: datetime,
) -> None:
    """Write what the parts of a model contribute, in the caller's transaction."""
    for part in parts:
        _insert(connection, part.comparison, part, model_id=model_id, baseline_id=baseline_id, made_at=made_at)


def _insert(
    connection: Connection[TupleRow],
    comparison: Comparison,
    part: MeasuredPart | None,
    *,
    model_id: ModelId,
    baseline_id: ModelId | None,
    made_at: datetime,
) -> None:
    _ = connection.execute(
        QUERIES["insert_evaluation"],
        {
            "evaluation_id": random_identifier(),
            "model_id": model_id,
            "baseline_id": baseline_id,
            "part": None if part is None else part.part,
            "kept": None if part is None else part.kept,
            "set_name": comparison.set_name,
            "task": comparison.task,
            "metric": comparison.metric.value,
            "item_count": comparison.item_count,
            "before": comparison.before,
            "after": comparison.after,
            "lower": comparison.lower,
            "upper": comparison.upper,
            "better": comparison.better,
            "seed": comparison.seed,
            "made_at": made_at,
        },
    )


def list_comparisons(
    connection: Connection[TupleRow], *, model_id: ModelId, baseline_id: ModelId | None
) -> tuple[RecordedComparison, ...]:
    """Return the comparisons of a whole model with a baseline."""
    parameters = {"model_id": model_id, "baseline_id": baseline_id}
    with connection.cursor(row_factory=class_row(_Row)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_evaluations"], parameters))


def list_latest_comparisons(connection: Connection[TupleRow], model_id: ModelId) -> tuple[RecordedComparison, ...]:
    """Return the comparisons of a model that were made last, with whatever baseline was live then."""
    with connection.cursor(row_factory=class_row(_Row)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_latest_evaluations"], {"model_id": model_id}))


def list_measured_parts(connection: Connection[TupleRow], model_id: ModelId) -> tuple[RecordedComparison, ...]:
    """Return what the parts of a model contribute, those that were left out too; in the order of part and task."""
    with connection.cursor(row_factory=class_row(_Row)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_measured_parts"], {"model_id": model_id}))


def list_all_comparisons(connection: Connection[TupleRow]) -> tuple[RecordedComparison, ...]:
    """Return every comparison of whole models ever made, newest first."""
    with connection.cursor(row_factory=class_row(_Row)) as cursor:
        return tuple(row.parse() for row in cursor.execute(QUERIES["list_all_evaluations"]))
