"""Who is alive: a worker holds a lock in the database for as long as its process lives, however it ends."""

from collections.abc import Callable, Collection
from typing import LiteralString

import psycopg
from procrastinate.manager import JobManager
from procrastinate.psycopg_connector import PsycopgConnector
from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from earnest.services.jobs.rules import wait_after_death

_TAKE: LiteralString = "select hold_worker(%s)"
_TRY: LiteralString = "select try_worker(%s)"
_GIVE_BACK: LiteralString = "select leave_worker(%s)"
_BEING_DONE: LiteralString = "select id, worker_id, attempts from procrastinate_jobs where status = 'doing'"
_RETRY: LiteralString = """
select procrastinate_retry_job_v2(id, now() + make_interval(secs => %s), null, null, null)
from procrastinate_jobs where id = %s and status = 'doing' and worker_id is not distinct from %s
"""
_FORGET_WORKER: LiteralString = "select procrastinate_unregister_worker_v1(%s)"


class Liveness:
    """Our worker's lock, and the search for jobs whose worker lost its own.

    PostgreSQL gives the lock back at the moment that the connection ends, so a killed worker is known at once and a
    busy one, whose heartbeat may be late, is never taken for dead.
    """

    def __init__(self, connection: AsyncConnection[TupleRow]) -> None:
        """Take over a connection in autocommit mode that nothing else uses."""
        self._connection = connection
        self._worker_id: int | None = None
        self._suspected: set[int] = set()

    async def hold(self, worker_id: int) -> None:
        """Show that a worker of this process lives, until the connection ends."""
        _ = await self._connection.execute(_TAKE, [worker_id])
        self._worker_id = worker_id

    async def retry_stalled(self, find_active: Callable[[], Collection[int]]) -> int:
        """Put jobs whose worker died back into the queue.

        A job of our own that we are not doing (its end could not be written) is put back when it is seen so twice.

        Args:
            find_active: numbers of the jobs that this process is doing now.

        Returns:
            How many jobs were put back, ≥ 0.

        Raises:
            psycopg.Error: the connection, and with it our lock, is lost.
        """
        rows = await (await self._connection.execute(_BEING_DONE)).fetchall()
        active = find_active()
        own = {int(job) for job, worker, _ in rows if worker == self._worker_id and int(job) not in active}
        lost, self._suspected = own & self._suspected, own
        dead = {int(worker) for _, worker, _ in rows if worker is not None and await self._is_dead(int(worker))}
        count = 0
        for job, worker, attempts in rows:
            if worker is None or int(worker) in dead or int(job) in lost:
                count += await self._retry(int(job), worker, int(attempts))
        for worker in dead:
            _ = await self._connection.execute(_FORGET_WORKER, [worker])
        return count

    async def _is_dead(self, worker_id: int) -> bool:
        """Tell whether a worker's lock is free."""
        if worker_id == self._worker_id:
            return False
        row = await (await self._connection.execute(_TRY, [worker_id])).fetchone()
        if row is None or not row[0]:
            return False
        _ = await self._connection.execute(_GIVE_BACK, [worker_id])
        return True

    async def _retry(self, job: int, worker: int | None, attempts: int) -> int:
        """Put one job back, unless another process did; return how many were put back."""
        try:
            done = await self._connection.execute(_RETRY, [wait_after_death(attempts), job, worker])
        except psycopg.errors.RaiseException:
            return 0
        return done.rowcount


class WatchedManager(JobManager):
    """Procrastinate's connection to its tables, which holds the liveness lock before the worker takes its first job."""

    def __init__(self, connector: PsycopgConnector, liveness: Liveness) -> None:
        """Use a connector, and a liveness lock of our own."""
        super().__init__(connector)
        self._liveness = liveness

    async def register_worker(self) -> int:
        """Register the worker and hold its lock."""
        worker_id = await super().register_worker()
        await self._liveness.hold(worker_id)
        return worker_id
