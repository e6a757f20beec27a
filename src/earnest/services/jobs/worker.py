"""Takes jobs with procrastinate's worker, and stands up again when the database was gone."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Coroutine, Mapping
from uuid import UUID

import psycopg
from procrastinate import App, BaseRetryStrategy, JobContext, PsycopgConnector, RetryDecision
from procrastinate.exceptions import ProcrastinateException
from procrastinate.jobs import Job
from psycopg import AsyncConnection
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import PoolTimeout

from earnest.foundation.heartbeat import SECONDS, Heartbeat
from earnest.services.jobs.liveness import Liveness, WatchedManager
from earnest.services.jobs.rules import wait_before_retry
from earnest.services.observability import DatabaseLost, JobFailed, JobFinished, LogWord, log

_RECONNECT_SECONDS = 1.0
"""After the database was lost; short, because withdrawals wait for it."""
_STOP_POLL_SECONDS = 0.2
"""How soon a request to stop is noticed."""
_FETCH_SECONDS = 0.5
"""How late a job begins that is tried again, or whose notification was lost; others begin at once."""
_SWEEP_SECONDS = 3.0
"""How soon the job of a worker that died is put back."""
_NEVER_SECONDS = 86_400.0
"""Procrastinate forgets workers by their heartbeat after this time; the liveness lock knows within seconds."""


class _Retry(BaseRetryStrategy):
    """Procrastinate's question, our rule."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when a job is tried again, or None where it is not."""
        seconds = wait_before_retry(exception, job.attempts)
        return None if seconds is None else RetryDecision(retry_in={"seconds": round(seconds)})


def silence_library() -> None:
    """Drop procrastinate's own log: it writes arguments and tracebacks. Our events say what happened."""
    for name in ("procrastinate", "psycopg.pool"):
        logger = logging.getLogger(name)
        logger.handlers[:] = [logging.NullHandler()]
        logger.propagate = False


def dsn_of_queue(dsn: str, schema: str) -> str:
    """Return a DSN whose sessions find procrastinate's tables of one schema by their bare names."""
    options = str(conninfo_to_dict(dsn).get("options") or "")
    return make_conninfo(dsn, options=f"{options} -c search_path={schema}".strip())


def work_until(
    dsn: str,
    tasks: Mapping[str, Callable[[UUID], None]],
    stop: threading.Event,
    *,
    concurrency: int,
    heartbeat: Heartbeat,
) -> None:
    """Take jobs until told to stop; when the database is lost, wait and begin again. See `Jobs.run`."""
    while not stop.is_set():
        heartbeat.beat()
        try:
            asyncio.run(_beating(_work(dsn, tasks, stop, concurrency), heartbeat))
        except (psycopg.Error, PoolTimeout, ProcrastinateException, OSError) as error:
            log(DatabaseLost(error=type(error)))
            _ = stop.wait(_RECONNECT_SECONDS)


async def _beating(work: Coroutine[None, None, None], heartbeat: Heartbeat) -> None:
    """Do work in a loop that shows all the time that it turns."""

    async def beat() -> None:
        while True:
            heartbeat.beat()
            await asyncio.sleep(SECONDS)

    beats = asyncio.create_task(beat())
    try:
        await work
    finally:
        _ = beats.cancel()


async def _work(dsn: str, tasks: Mapping[str, Callable[[UUID], None]], stop: threading.Event, concurrency: int) -> None:
    """Take jobs until told to stop; raises when the database is lost."""
    active: set[int] = set()
    connector = PsycopgConnector(conninfo=dsn, min_size=1, max_size=concurrency + 2, timeout=5.0, num_workers=1)
    async with await AsyncConnection.connect(dsn, autocommit=True, connect_timeout=5) as connection:
        liveness = Liveness(connection)
        app = App(connector=connector)
        app.job_manager = WatchedManager(connector, liveness)
        for name, task in tasks.items():
            _ = app.task(name=name, retry=_Retry(), pass_context=True)(_watched(name, task, active))
        async with app.open_async():
            worker = asyncio.create_task(
                app.run_worker_async(
                    concurrency=concurrency,
                    fetch_job_polling_interval=_FETCH_SECONDS,
                    abort_job_polling_interval=_NEVER_SECONDS,
                    stalled_worker_timeout=_NEVER_SECONDS,
                    delete_jobs="successful",
                    install_signal_handlers=False,
                )
            )
            try:
                await _watch(worker, liveness, active, stop)
            finally:
                _ = worker.cancel()
                _ = await asyncio.gather(worker, return_exceptions=True)


async def _watch(worker: asyncio.Task[None], liveness: Liveness, active: set[int], stop: threading.Event) -> None:
    """Put stalled jobs back now and then until told to stop; raises when the worker or the database is lost."""
    next_sweep = 0.0
    while not stop.is_set():
        if worker.done():
            worker.result()
            raise ProcrastinateException
        if time.monotonic() >= next_sweep:
            _ = await liveness.retry_stalled(lambda: active)
            next_sweep = time.monotonic() + _SWEEP_SECONDS
        await asyncio.sleep(_STOP_POLL_SECONDS)


def _watched(name: str, task: Callable[[UUID], None], active: set[int]) -> Callable[[JobContext, str], None]:
    """Return the function that procrastinate calls: it parses the identifier and logs how the job ended."""

    def run(context: JobContext, identifier: str) -> None:
        number = context.job.id or 0
        parsed = UUID(identifier)
        began = time.monotonic()
        active.add(number)
        try:
            task(parsed)
        except Exception as error:
            log(JobFailed(task=LogWord(name), identifier=parsed, error=type(error)))
            raise
        finally:
            active.discard(number)
        log(JobFinished(task=LogWord(name), identifier=parsed, seconds=round(time.monotonic() - began, 3)))

    return run
