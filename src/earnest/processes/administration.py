"""Administration: signs the audit log, publishes its head and the sampling figures, ends sessions. Neither side."""

import sys
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.responses import PlainTextResponse

from earnest.foundation.clock import Clock, SystemClock
from earnest.foundation.errors import EarnestError
from earnest.foundation.settings import KeyName, Listener, load_settings
from earnest.processes.entry import MARK, run_guarded
from earnest.services.audit import LogDamaged, Signer, SignerKey, load_signer_key
from earnest.services.audit.errors import NoteInvalid
from earnest.services.audit.sampling import list_sampling_figures, list_wake_figures
from earnest.services.database import Database
from earnest.services.observability import PeriodicWorkFailed, ProcessReady, Word, log
from earnest.services.staff import forget_ended
from earnest.services.web import Audience, create_application, serve

_SIGN_EVERY_SECONDS = 10.0
_FORGET_EVERY_SECONDS = 60.0
_READ_EVERY_SECONDS = 3600.0
_FRESH_SECONDS = 1.0
"""A head signed this recently is given out as it is, so that asking often costs nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WakePayload:
    """Accidental recordings of one region and month."""

    region: str
    period: date
    stopped: int
    not_said: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingPayload:
    """Public figures of one region, programme and month."""

    region: str
    programme: str
    period: date
    utterances: int
    allowed: int
    chosen: int
    handed_out: int


class CheckpointSigner:
    """Keeps the log's head signed; safe to share between threads."""

    def __init__(self, database: Database, key: SignerKey, clock: Clock) -> None:
        """Take the connections of the administration role and the log's key."""
        self._database = database
        self._signer = Signer(key, clock)
        self._lock = threading.Lock()
        self._head: str | None = None
        self._signed_at = float("-inf")
        self._state = "unknown"
        self.public_key = key.verifier.line()
        """One line by which anyone checks the head."""

    def sign(self) -> str:
        """Sign the log if it grew, and return its newest head.

        Raises:
            LogDamaged: the log contradicts what was signed; nothing is signed any more.
            NoteInvalid: the newest checkpoint is not by this key; nothing is signed any more.
            DatabaseUnavailable: the database does not answer.
        """
        with self._lock:
            return self._sign()

    def read_again(self) -> None:
        """Read the whole log again, to notice changes of what was signed long ago.

        Raises:
            LogDamaged, NoteInvalid, DatabaseUnavailable: as `sign`.
        """
        with self._lock:
            with self._noting(), self._database.transaction() as connection:
                self._signer.read_again(connection)
            self._state = "sound"

    def head(self) -> str:
        """Return the newest head, signed at most a second ago.

        Raises:
            LogDamaged, NoteInvalid, DatabaseUnavailable: as `sign`.
        """
        with self._lock:
            if self._head is not None and time.monotonic() - self._signed_at < _FRESH_SECONDS:
                return self._head
            return self._sign()

    def health(self) -> Mapping[str, str]:
        """Tell what the last look at the log showed.

        `log` is `sound`, `damaged` (nothing is signed any more), or `unknown` before the first look. Rows that Earnest
        did not write are skipped, and counted here where there are any.
        """
        skipped = {
            "entries_skipped": self._signer.entries_skipped,
            "checkpoints_skipped": self._signer.checkpoints_skipped,
        }
        return {"log": self._state} | {name: str(count) for name, count in skipped.items() if count}

    def _sign(self) -> str:
        with self._noting(), self._database.transaction() as connection:
            note, _ = self._signer.sign(connection)
        self._head, self._signed_at, self._state = note, time.monotonic(), "sound"
        return note

    @contextmanager
    def _noting(self) -> Generator[None]:
        """Forget the head where it cannot be signed any more, and note damage for `health`."""
        try:
            yield
        except EarnestError as error:
            self._head = None
            if isinstance(error, LogDamaged | NoteInvalid):
                self._state = "damaged"
            raise


def build_application(database: Database, signer: CheckpointSigner) -> FastAPI:
    """Return the administration's public routes; nothing here needs a session, and nothing changes anything."""
    router = APIRouter()

    def get_checkpoint() -> PlainTextResponse:
        return PlainTextResponse(signer.head())

    def get_key() -> PlainTextResponse:
        return PlainTextResponse(signer.public_key + "\n")

    def get_sampling() -> list[SamplingPayload]:
        with database.transaction() as connection:
            figures = list_sampling_figures(connection)
        return [
            SamplingPayload(
                region=figure.region,
                programme=figure.programme,
                period=figure.period,
                utterances=figure.utterances,
                allowed=figure.allowed,
                chosen=figure.chosen,
                handed_out=figure.handed_out,
            )
            for figure in figures
        ]

    def get_wake() -> list[WakePayload]:
        with database.transaction() as connection:
            figures = list_wake_figures(connection)
        return [
            WakePayload(region=one.region, period=one.period, stopped=one.stopped, not_said=one.not_said)
            for one in figures
        ]

    router.add_api_route("/api/wake", get_wake, methods=["GET"], response_model=list[WakePayload])
    router.add_api_route("/checkpoint", get_checkpoint, methods=["GET"], response_class=PlainTextResponse)
    router.add_api_route("/checkpoint/key", get_key, methods=["GET"], response_class=PlainTextResponse)
    router.add_api_route("/api/sampling", get_sampling, methods=["GET"], response_model=list[SamplingPayload])
    return create_application("administration", [router], audience=Audience.BROWSER, health=signer.health)


def repeat(task: str, work: Callable[[], object], *, every_seconds: float, stop: threading.Event) -> threading.Thread:
    """Do work now and again until told to stop; a failure is logged by its class and tried again at its next turn.

    Args:
        task: name for the log.
        work: what to do.
        every_seconds: from the end of one turn to the next.
        stop: set to end; a turn that runs is finished first.

    Returns:
        The thread, started.
    """

    def turns() -> None:
        while True:
            try:
                _ = work()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next turn comes
                log(PeriodicWorkFailed(task=Word(task), error=type(error)))
            if stop.wait(every_seconds):
                return

    thread = threading.Thread(target=turns, name=task, daemon=True)
    thread.start()
    return thread


def main() -> int:
    """Serve until asked to stop; returns the exit status."""
    began = time.monotonic()
    settings = load_settings()
    clock = SystemClock()
    database = Database(settings.require_role_database())
    stop = threading.Event()
    threads: list[threading.Thread] = []

    def forget() -> None:
        with database.transaction() as connection:
            forget_ended(connection, clock)

    try:
        key = load_signer_key(Path(settings.key_address(KeyName.AUDIT)))
        signer = CheckpointSigner(database, key, clock)
        application = build_application(database, signer)
        threads.append(repeat("sign_log", signer.sign, every_seconds=_SIGN_EVERY_SECONDS, stop=stop))
        threads.append(repeat("read_log_again", signer.read_again, every_seconds=_READ_EVERY_SECONDS, stop=stop))
        threads.append(repeat("forget_ended_sessions", forget, every_seconds=_FORGET_EVERY_SECONDS, stop=stop))
        log(ProcessReady(process=Word("administration"), seconds=time.monotonic() - began))
        serve(application, host=settings.binds[Listener.ADMINISTRATION], port=settings.ports[Listener.ADMINISTRATION])
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=5.0)
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(run_guarded(main, name="administration", mark=MARK))
