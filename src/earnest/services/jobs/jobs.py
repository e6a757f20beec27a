"""One side's queue: adding jobs, and working through them."""

import threading
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from uuid import UUID

from psycopg import Connection, sql
from psycopg.rows import TupleRow

from earnest.foundation.heartbeat import Heartbeat


class JobsSchema(StrEnum):
    """The queue of one side; a role reaches only its own side's."""

    PERSONAL = "jobs_personal"
    DEIDENTIFIED = "jobs_deidentified"


class Jobs:
    """One side's queue. Arguments are identifiers, nothing else."""

    def __init__(self, schema: JobsSchema) -> None:
        """Name the queue; nothing is connected."""
        self._schema = schema

    def defer(self, connection: Connection[TupleRow], task: str, identifier: UUID, *, lock: str | None = None) -> None:
        """Add a job inside the caller's transaction: it exists when that commits and never did when it rolls back.

        Args:
            connection: open transaction of a role that may add jobs to this queue.
            task: name of the task as the worker knows it.
            identifier: what the task is to be done for.
            lock: jobs with the same lock run one after the other in the order they were added; holds no content.
        """
        statement = sql.SQL(
            "select {schema}.procrastinate_defer_jobs_v1(array[row('default', %s, 0, %s, null, "
            "jsonb_build_object('identifier', %s::text), null)::{schema}.procrastinate_job_to_defer_v1])"
        ).format(schema=sql.Identifier(self._schema.value))
        _ = connection.execute(statement, [task, lock, str(identifier)])

    def defer_all(self, connection: Connection[TupleRow], task: str, identifiers: Sequence[UUID]) -> None:
        """Add one job for each identifier, all in one statement; otherwise as `defer`."""
        statement = sql.SQL(
            "select {schema}.procrastinate_defer_jobs_v1(array_agg(row('default', %s, 0, null, null, "
            "jsonb_build_object('identifier', one::text), null)::{schema}.procrastinate_job_to_defer_v1)) "
            "from unnest(%s::uuid[]) as one"
        ).format(schema=sql.Identifier(self._schema.value))
        if identifiers:
            _ = connection.execute(statement, [task, list(identifiers)])

    def count_waiting(self, connection: Connection[TupleRow]) -> int:
        """Return how many jobs wait or are being done, ≥ 0; only the worker's role may ask."""
        statement = sql.SQL("select count(*) from {}.procrastinate_jobs where status in ('todo', 'doing')").format(
            sql.Identifier(self._schema.value)
        )
        row = connection.execute(statement).fetchone()
        return int(row[0]) if row else 0

    def run(
        self,
        dsn: str,
        tasks: Mapping[str, Callable[[UUID], None]],
        periodic: Mapping[str, tuple[float, Callable[[], None]]],
        stop: threading.Event,
        *,
        concurrency: int = 1,
        heartbeat: Heartbeat | None = None,
    ) -> None:
        """Work through the queue until told to stop; a lost database is waited for.

        A job that was being done when its worker died is done again, within seconds, by this worker or another. A job
        that raises is tried again later (`rules.wait_before_retry`). So every task must be able to run twice.

        Args:
            dsn: the worker role's DSN.
            tasks: what to do for each name; called in a thread of its own.
            periodic: name → (seconds, work), done whenever the time has passed, in a thread of its own, by one worker
                at a time in the whole queue.
            stop: when it is set no new job begins. Those being done are awaited; whoever cannot wait kills the process,
                and they are done again at the next start.
            concurrency: jobs at one time, ≥ 1.
            heartbeat: by which the loop that takes jobs shows that it still turns, also while the database is away.
        """
        from earnest.services.jobs import periodic as turns
        from earnest.services.jobs import worker

        worker.silence_library()
        own_dsn = worker.dsn_of_queue(dsn, self._schema.value)
        with turns.running(own_dsn, periodic, stop):
            beating = heartbeat or Heartbeat()
            worker.work_until(own_dsn, tasks, stop, concurrency=concurrency, heartbeat=beating)
