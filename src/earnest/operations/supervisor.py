"""Starts PostgreSQL and every process, keeps them running, and ends them all."""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from types import FrameType, TracebackType
from typing import Self

import psycopg

from earnest.foundation.errors import EarnestError
from earnest.foundation.server_addresses import reachable_address, server_address
from earnest.foundation.settings import ServerName, Settings
from earnest.foundation.standstill import is_stopped
from earnest.operations.child import Child
from earnest.operations.data_folder import lock, prepare_folder, role_passwords
from earnest.operations.demo_data import DemoRemoval
from earnest.operations.embedded_database import EmbeddedPostgres
from earnest.operations.errors import PortTaken, ProcessNotStarted
from earnest.operations.health import (
    check_certificate,
    is_free,
    server_answers,
    worker_lives,
)
from earnest.operations.memory import resident_memory
from earnest.operations.plan import ProcessPlan, process_environment, processes_of
from earnest.operations.process_states import FROZEN_SECONDS, PROCESS_STATES_FILE, ProcessState, write_process_states
from earnest.operations.reach import prepare_folders, process_reach, temporary_folder
from earnest.operations.tombstones import TombstoneSynchroniser
from earnest.operations.tombstones.events import TombstonesNotWritten, TombstonesReplayed
from earnest.operations.upgrade import upgrade
from earnest.services.audit import advance_subject_key, subject_key_file
from earnest.services.database.errors import DatabaseNotStarted
from earnest.services.database.roles import JOBS_SCHEMAS, Role, role_dsn
from earnest.services.observability import DatabaseLost, LogEvent, line_of

_START_SECONDS = 120.0
"""Long, because a slow machine takes its time to load the recogniser's models. Not measured."""
_FAILURES_AT_START = 3
"""A process that ended so often before everything answered will not start: the cause is told, not retried."""
_STOP_SECONDS = 5.0
"""For processes to end by themselves before they are killed; the gateway drains its queue for 3 s of it."""
_TICK_SECONDS = 0.1
"""Between two rounds of the supervisor: how soon a process that ended is noticed."""
_HEALTH_SECONDS = 2.0
"""Between two questions to one process; `FROZEN_SECONDS` is five of them, so one lost answer kills nothing."""
_SILENT_SECONDS = 60.0
"""A process that lives but has not done its work for this long is killed and started again; one that stands still is so
after 10 s (`process_states.is_frozen`)."""
_PORT_SECONDS = 3.0
"""For what has just ended to release its port."""
_TOMBSTONE_SECONDS = 1.0
"""How soon a deletion is in the list outside the data folder."""
_LAST_TOMBSTONES_SECONDS = 30.0
"""For writing at the end what cannot be written at once. Chosen, not measured: less than service managers wait."""

Handler = Callable[[int, FrameType | None], object] | int | None


def _ignore(_stage: str) -> None:
    """Report nothing."""


class Supervisor:
    """Everything of one data folder, running.

    `with Supervisor(settings) as running:` begins when all processes answer; `running.wait()` then waits for a signal,
    and leaving the block ends all. SIGTERM and SIGHUP inside the block raise SystemExit, so that the block is left.
    Whatever kills the supervisor itself, its processes and PostgreSQL end with it.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        processes: Sequence[ProcessPlan] | None = None,
        accept_lost_tombstones: bool = False,
        tell: Callable[[str], None] = _ignore,
        started_by: str = "supervisor",
    ) -> None:
        """Say what to run; nothing is started yet.

        Args:
            settings: where and how.
            processes: which processes; None: all that the settings ask for.
            accept_lost_tombstones: begin a new list of deletions where the right one is missing.
            tell: called with the name of each stage as it begins: `folder`, `database`, `schema`, then with each
                process's name as it becomes ready; from another thread.
            started_by: code of the command that starts everything, for the audit log.
        """
        self._settings = settings
        self._plans = {plan.name: plan for plan in (processes_of(settings) if processes is None else processes)}
        self._tell = tell
        self._started_by = started_by
        self._embedded = EmbeddedPostgres(settings.data_folder) if settings.database is None else None
        self._owner_dsn = settings.database or ""
        self._accept_lost_tombstones = accept_lost_tombstones
        self._synchroniser: TombstoneSynchroniser | None = None
        self._tombstones_due = 0.0
        self._passwords: Mapping[Role, str] = {}
        self._children: dict[str, Child] = {}
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._all_ready = threading.Event()
        self._failure: BaseException | None = None
        self._handlers: dict[int, Handler] = {}
        self._locks: list[int] = []
        self._database_stopped_at: float | None = None
        self._told: Mapping[str, ProcessState] = {}
        self._pseudonyms_looked_at: date | None = None
        self._demo = DemoRemoval(settings)

    def __enter__(self) -> Self:
        """Start everything and wait until it answers.

        Raises:
            CertificateUnusable: certificate and key cannot be used.
            AlreadyRunning: another supervisor has this data folder.
            PortTaken: something else listens on one of our ports.
            DatabaseNotStarted, DatabaseUnavailable: the embedded PostgreSQL did not come up; the message says why.
            DatabaseRefused, DatabaseTooOld, DatabaseOwnerLacksRights: the external PostgreSQL cannot be used.
            ProcessNotStarted: a process died again and again at its start, or did not answer within 2 minutes.
            TombstonesMissing, TombstonesUnreadable, TombstonesUnwritable: what was deleted since this copy of the data
                was made is not known, so nothing is served.
        """
        self._tell("folder")
        check_certificate(self._settings)
        prepare_folder(self._settings.data_folder, elsewhere=frozenset(self._settings.key_addresses))
        self._locks = [lock(self._settings.data_folder, "supervisor")]
        try:
            self._locks.append(lock(self._settings.data_folder, "upkeep"))
            self._check_ports()
            self._take_signals()
            # One thread starts everything: processes are tied to the life of the thread that starts them.
            self._thread = threading.Thread(target=self._supervise, name="supervisor", daemon=True)
            self._thread.start()
            self._await_start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """End everything."""
        self.stop()

    @property
    def owner_dsn(self) -> str:
        """How the owner of the database connects; for starting, migrating and tests only."""
        return self._owner_dsn

    @property
    def addresses(self) -> Mapping[str, str]:
        """Where processes answer: `device_gateway` → `http://127.0.0.1:8701`, and `wyoming` → `tcp://127.0.0.1:10300`."""
        found = {
            name: server_address(self._settings, plan.endpoint)
            for name, plan in self._plans.items()
            if plan.endpoint is not None
        }
        if any(ServerName.WYOMING in plan.more_endpoints for plan in self._plans.values()):
            found["wyoming"] = f"tcp://{reachable_address(self._settings, ServerName.WYOMING)}"
        return found

    @property
    def processes(self) -> Mapping[str, int]:
        """Numbers of the running processes by name; `supervisor` is ourselves, `postgres` the embedded server."""
        found = {name: child.pid for name, child in self._children.items()}
        found["postgres"] = None if self._embedded is None else self._embedded.pid
        found["supervisor"] = os.getpid()
        return {name: pid for name, pid in found.items() if pid is not None}

    def is_ready(self) -> bool:
        """Tell whether every process answered since it was last started."""
        return self._all_ready.is_set() and all(child.ready for child in self._children.values())

    def role_dsn(self, role: Role) -> str:
        """Return how a role connects; for a command that acts as that role, and no other."""
        return role_dsn(self._owner_dsn, role, self._passwords[role])

    def resident_memory(self) -> Mapping[str, int]:
        """Return the memory of each process with all that it started, in bytes; the sum is what the machine holds."""
        below = {name: pid for name, pid in self.processes.items() if name != "supervisor"}
        found = dict(resident_memory(below))
        all_together = sum(resident_memory({"supervisor": os.getpid()}).values())
        return found | {"supervisor": max(0, all_together - sum(found.values()))}

    def wait(self) -> None:
        """Wait until SIGINT, SIGTERM or SIGHUP; everything keeps running until the block is left.

        Raises:
            RuntimeError: called outside the main thread, which is where signals arrive.
        """
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("wait() belongs to the main thread")
        asked = threading.Event()

        def ask(_number: int, _frame: FrameType | None) -> None:
            asked.set()

        before = {number: signal.signal(number, ask) for number in _SIGNALS}
        try:
            while not asked.wait(0.5):
                pass
        finally:
            for number, handler in before.items():
                _ = signal.signal(number, handler)

    def stop(self) -> None:
        """End every process and PostgreSQL, within 10 s or so; signals do not interrupt it. Can be repeated."""
        in_main = threading.current_thread() is threading.main_thread()
        before = {number: signal.signal(number, signal.SIG_IGN) for number in _SIGNALS} if in_main else {}
        try:
            self._stopping.set()
            if self._thread is not None:
                self._thread.join()
                self._thread = None
            while self._locks:
                os.close(self._locks.pop())
        finally:
            if in_main:
                for number, handler in (before | self._handlers).items():
                    _ = signal.signal(number, handler)
                self._handlers = {}

    def _take_signals(self) -> None:
        """Let SIGTERM and SIGHUP leave the block, as Ctrl-C does."""
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGHUP):
                self._handlers[number] = signal.signal(number, _leave)

    def _check_ports(self) -> None:
        """Refuse to begin where something else listens; what just ended gets a moment to let go."""
        for plan in self._plans.values():
            endpoints = (() if plan.endpoint is None else (plan.endpoint,)) + plan.more_endpoints
            for endpoint in endpoints:
                port = self._settings.ports[endpoint]
                deadline = time.monotonic() + _PORT_SECONDS
                while not is_free(self._settings.binds[endpoint], port):
                    if time.monotonic() > deadline:
                        raise PortTaken(endpoint.port_variable, port)
                    time.sleep(_TICK_SECONDS)

    def _await_start(self) -> None:
        """Wait until everything answers."""
        deadline = time.monotonic() + _START_SECONDS
        while not self._all_ready.wait(_TICK_SECONDS):
            if self._failure is not None:
                raise self._failure
            if time.monotonic() > deadline:
                late = next((name for name, child in self._children.items() if not child.ready), "postgres")
                raise ProcessNotStarted(late, self._children[late].said if late in self._children else "")

    def _supervise(self) -> None:
        """Start, watch and end everything; runs in its own thread for as long as anything of ours lives."""
        try:
            self._start_database()
            self._make_children()
            while not self._stopping.is_set():
                self._tick()
                _ = self._stopping.wait(_TICK_SECONDS)
        except Exception as error:  # noqa: BLE001 - whoever waits for the start gets it, and all is ended below
            self._failure = error
        finally:
            for child in self._children.values():
                child.ask_to_end()
            deadline = time.monotonic() + _STOP_SECONDS
            for child in self._children.values():
                child.end(deadline)
            self._write_last_tombstones()
            if self._embedded is not None:
                self._embedded.stop()

    def _start_database(self) -> None:
        """Start or reach PostgreSQL and bring it to the present schema."""
        self._tell("database")
        if self._embedded is not None:
            self._owner_dsn = self._embedded.start()
        self._passwords = role_passwords(self._settings.data_folder)
        upgraded = upgrade(
            self._owner_dsn,
            self._settings,
            self._passwords,
            accept_lost_tombstones=self._accept_lost_tombstones,
            started_by=self._started_by,
            tell=self._tell,
        )
        replayed = upgraded.replayed
        if replayed.anything:
            self._note(
                TombstonesReplayed(
                    recordings=replayed.recordings,
                    clips=replayed.clips,
                    refusals=replayed.refusals,
                    stops=replayed.stops,
                    people=replayed.people,
                    accounts=replayed.accounts,
                )
            )
        self._synchroniser = upgraded.synchroniser

    def _write_last_tombstones(self) -> None:
        """Write what was deleted last, tried again for a while: no round follows, and an older copy may be restored."""
        deadline = time.monotonic() + _LAST_TOMBSTONES_SECONDS
        while not self._write_tombstones() and time.monotonic() < deadline:
            time.sleep(_TOMBSTONE_SECONDS)

    def _write_tombstones(self) -> bool:
        """Write to the list what was deleted since the last time; return whether all of it is in the list.

        What cannot be written now is tried again in the next round.
        """
        if self._synchroniser is None:
            return True
        self._tombstones_due = time.monotonic() + _TOMBSTONE_SECONDS
        try:
            while self._synchroniser.write():
                pass
        except (EarnestError, psycopg.Error) as error:
            self._note(TombstonesNotWritten(error=type(error)))
            return False
        return True

    def _forget_pseudonyms(self) -> None:
        """Destroy keys of customers' pseudonyms that are over, once a day; what fails is tried again (PS5)."""
        today = datetime.now(UTC).date()
        if self._pseudonyms_looked_at == today:
            return
        try:
            key_file = subject_key_file(self._settings.pseudonym_key_file)
            _ = advance_subject_key(key_file, datetime.now(UTC))
        except EarnestError:
            return
        self._pseudonyms_looked_at = today

    def _look_at_demo(self) -> None:
        """Remove the demo where the portal asks for it; a full disk ends nothing, and the next round tries again."""
        with contextlib.suppress(OSError):
            self._demo.look()

    def _make_children(self) -> None:
        """Prepare each process with its own environment."""
        for name, plan in self._plans.items():
            dsn = self.role_dsn(plan.role)
            environment = process_environment(plan, self._settings, dsn, os.environ)
            prepare_folders(plan, self._settings)
            environment["TMPDIR"] = str(temporary_folder(plan, self._settings))
            reach = process_reach(plan, self._settings, os.environ)
            self._children[name] = Child(name, environment, self._settings.log_folder, reach=reach)

    def _tick(self) -> None:
        """Do one round: database, deaths, starts, health."""
        self._end_frozen_database()
        if self._embedded is not None and not self._embedded.is_running():
            self._restart_database(self._embedded)
        elif self._database_stopped_at is None and time.monotonic() >= self._tombstones_due:
            _ = self._write_tombstones()
        for name, child in self._children.items():
            child.reap()
            child.start_if_due()
            self._look_after(self._plans[name], child)
        self._forget_pseudonyms()
        self._look_at_demo()
        self._tell_states()
        if not self._all_ready.is_set():
            if all(child.ready for child in self._children.values()):
                self._all_ready.set()
            failing = next((c.name for c in self._children.values() if c.failures >= _FAILURES_AT_START), None)
            if failing is not None:
                raise ProcessNotStarted(failing, self._children[failing].said)

    def _restart_database(self, embedded: EmbeddedPostgres) -> None:
        """Start PostgreSQL again after it ended by itself; tried again at the next round."""
        self._note(DatabaseLost(error=DatabaseNotStarted))
        try:
            embedded.restart()
        except DatabaseNotStarted:
            _ = self._stopping.wait(1.0)

    def _end_frozen_database(self) -> None:
        """Kill a PostgreSQL that was stopped for 10 s; the same round starts it again."""
        pid = None if self._embedded is None else self._embedded.pid
        if pid is None or not is_stopped(pid):
            self._database_stopped_at = None
            return
        if self._database_stopped_at is None:
            self._database_stopped_at = time.monotonic()
        elif time.monotonic() - self._database_stopped_at > FROZEN_SECONDS:
            os.kill(pid, signal.SIGKILL)
            self._database_stopped_at = None

    def _look_after(self, plan: ProcessPlan, child: Child) -> None:
        """Ask a process whether it is well, and kill one that stands still or was silent for too long."""
        now = time.monotonic()
        if child.pid is None or (child.ready and now - child.last_asked < _HEALTH_SECONDS):
            return
        child.last_asked = now
        was_ready = child.ready
        beats = plan.endpoint is None and child.takes_beats()
        if beats:
            child.note_sign()
        if not child.is_frozen() and self._answers(plan, beats=beats):
            child.mark_healthy(alive=plan.endpoint is not None)
            child.keep_log_small()
            if not was_ready and not self._all_ready.is_set():
                self._tell(child.name)
        elif child.is_frozen() or (
            was_ready and now - child.last_healthy > _SILENT_SECONDS and self._database_answers()
        ):
            child.kill()

    def _does_nothing(self, child: Child) -> bool:
        """Tell whether a process has not done its work for long, although the database is there."""
        return time.monotonic() - child.last_healthy > _SILENT_SECONDS and self._database_answers()

    def _tell_states(self) -> None:
        """Write down how the processes are, for the status command, where it has changed."""
        states = {name: child.state for name, child in self._children.items()}
        if states != self._told:
            write_process_states(self._settings.data_folder / PROCESS_STATES_FILE, os.getpid(), states)
            self._told = states

    def _answers(self, plan: ProcessPlan, *, beats: bool) -> bool:
        """Tell whether a process does its work."""
        if plan.endpoint is None:
            jobs = JOBS_SCHEMAS.get(plan.role)
            return beats if jobs is None else worker_lives(self._owner_dsn, jobs)
        return server_answers(server_address(self._settings, plan.endpoint))

    def _database_answers(self) -> bool:
        """Tell whether the fault could be the database's: then a restart of a process would not help."""
        return self._embedded is None or self._embedded.is_running()

    def _note(self, event: LogEvent) -> None:
        """Write an event to log/supervisor.log."""
        with (self._settings.log_folder / "supervisor.log").open("a", encoding="utf-8") as file:
            _ = file.write(line_of(event))


_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _leave(number: int, _frame: FrameType | None) -> None:
    """Leave the block with the status that a shell expects after a signal."""
    raise SystemExit(128 + number)
