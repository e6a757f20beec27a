"""The stage of the browser tests: real processes on a real database, and a real Chromium before them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from shutil import which
from typing import Final, TypedDict, Unpack

import httpx2
import numpy
from browser.profiles import profiles_of
from playwright.sync_api import Browser, Page, Playwright, expect
from psycopg import sql
from pyotp.totp import TOTP
from support.balancing import Balancer, balanced
from support.clips import PERIOD, HandoverSide
from support.databases import Databases
from support.processes import free_port
from support.speaking import PersonalSide

from earnest.foundation.clock import SettableClock
from earnest.foundation.identifiers import ClipId, random_identifier
from earnest.foundation.settings import load_settings
from earnest.foundation.units import SAMPLING_RATE_HERTZ, SampleCount, Samples
from earnest.handover.authority import ReleaseAuthority
from earnest.handover.clip import ClipDescription, ConcealedWord, DayPart, DeidentifiedClip, ShownAnswer
from earnest.handover.placing import place
from earnest.operations.plan import PROCESSES, process_environment
from earnest.organisation.staff.records import MemberKind, NewMember, StaffRole
from earnest.organisation.staff.store import add_member
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database.errors import DatabaseBusy
from earnest.services.database.roles import Role
from earnest.services.objects import ObjectStore

PATIENCE_MILLISECONDS: Final = 20_000
"""How long a page may take on a machine that is busy."""
_START_SECONDS: Final = 60.0
_CLEARING_ATTEMPTS: Final = 10
_COPIES: Final = {"workbench": 2}
"""Processes of which several run behind one address."""

WORD_SECONDS: Final = 0.42

WATCH_SOUNDS: Final = """
window.__sounds = [];
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  if (!window.__sounds.includes(this)) window.__sounds.push(this);
  return play.call(this);
};
"""
"""Remembers every sound that a page ever played, so that a test can ask whether one still does."""

WATCH_REQUESTS: Final = """
window.__unanswered = 0;
const ask = window.fetch;
window.fetch = async (...asked) => {
  window.__unanswered += 1;
  try {
    return await ask(...asked);
  } finally {
    window.__unanswered -= 1;
  }
};
"""
"""Counts what a page has asked and was not answered yet, so that a test can look when all is there."""


@dataclass(slots=True, kw_only=True)
class Troubles:
    """What the browser complained about: policy violations, script errors, failed assets."""

    heard: list[str] = field(default_factory=list)

    def take(self) -> list[str]:
        """Return what was heard so far and forget it."""
        heard, self.heard = self.heard, []
        return heard

    def watch(self, page: Page) -> None:
        """Listen to a page; refused sign-ins and the like are answers, not troubles."""
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self.heard.append(str(error)))

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and "Failed to load resource" not in text:
            self.heard.append(text)


class PageOptions(TypedDict, total=False):
    """How a page is opened."""

    language: str
    zone: str
    colours: str
    size: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Everything that a browser test works with."""

    databases: Databases
    folder: Path
    browser: Browser
    handover: HandoverSide
    side: PersonalSide
    addresses: Mapping[str, str]
    workbenches: Balancer
    """What stands before the processes of the workbench."""
    restart_workbenches: Callable[[], None]
    """Ends the processes of the workbench, and starts others behind the same address."""
    empty_tables: Sequence[tuple[str, str]]
    """Schema and name of all that held nothing when the processes had started, but the log's."""
    troubles: Troubles = field(default_factory=Troubles)

    def close_pages(self) -> None:
        """Close every page and profile."""
        profiles_of(self.browser).empty()

    def open_page(
        self,
        process: str,
        *,
        language: str = "en-GB",
        zone: str = "Europe/Berlin",
        colours: str = "light",
        size: tuple[int, int] = (1440, 900),
    ) -> Page:
        """Open a process's page in an empty browser profile; the size is of the window's inside, in CSS pixels."""
        address = self.addresses[process]
        context = profiles_of(self.browser).take(language, zone, address, script=WATCH_SOUNDS + WATCH_REQUESTS)
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        page = context.new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
        self.troubles.watch(page)
        _ = page.goto(address)
        return page

    def add_reviewer(
        self, name: str = "Rosa", *, kind: MemberKind = MemberKind.PERSON, role: StaffRole = StaffRole.REVIEWER
    ) -> NewMember:
        """Add a member of staff, a reviewer unless said otherwise, as the administration does it."""
        with self.databases[Role.ADMINISTRATION].transaction() as connection:
            return add_member(
                connection,
                name=name,
                role=role,
                kind=kind,
                key=MasterKey.load(self.folder / "keys" / "staff.json"),
                pseudonyms=Pseudonyms.load(self.folder / "secrets" / "pseudonym.key"),
                clock=self.side.clock,
            )

    def open_workbench(self, member: NewMember | None = None, **options: Unpack[PageOptions]) -> Page:
        """Open the workbench and sign in by keyboard alone."""
        page = self.open_page("workbench", **options)
        self.sign_in(page, self.add_reviewer() if member is None else member)
        return page

    def open_administration(self, member: NewMember, **options: Unpack[PageOptions]) -> Page:
        """Open the administration and sign in by keyboard alone."""
        page = self.open_page("administration", **options)
        self.sign_in(page, member)
        return page

    def sign_in(self, page: Page, member: NewMember) -> None:
        """Sign in as staff by keyboard alone; each code works once."""
        page.locator("#name").wait_for()
        expect(page.locator("#name")).to_be_focused()
        page.keyboard.type(member.member.name)
        page.keyboard.press("Tab")
        page.keyboard.type(member.password)
        page.keyboard.press("Tab")
        page.keyboard.type(TOTP(member.totp_secret).now())
        page.keyboard.press("Enter")

    def open_portal(self, login: str, password: str, **options: Unpack[PageOptions]) -> Page:
        """Open the portal and sign in by keyboard alone."""
        page = self.open_page("customer_portal", **options)
        page.locator("#login").wait_for()
        page.keyboard.type(login)
        page.keyboard.press("Tab")
        page.keyboard.type(password)
        page.keyboard.press("Enter")
        page.get_by_role("navigation").wait_for()
        return page

    def open_pages(self, page: Page) -> None:
        """Open the menu of the portal's pages, which a phone has instead of a line of links."""
        menu = page.get_by_role("navigation").get_by_role("button")
        if menu.is_visible():
            menu.click()
            expect(menu).to_have_attribute("aria-expanded", "true")

    def place(
        self,
        text: str,
        *,
        wake_word: str | None = None,
        posterior: float = 0.95,
        concealed: Mapping[int, str] | None = None,
        repeat: int = 1,
        agreed: bool = False,
        warnings: tuple[str, ...] = (),
        alternatives: Mapping[int, tuple[str, ...]] | None = None,
        answer: ShownAnswer | None = None,
    ) -> ClipId:
        """Place a clip that sounds as if these words were said, one swell each.

        Args:
            text: what the recogniser heard.
            wake_word: what the device heard; None for push-to-talk.
            posterior: of every word; under 0.7 nothing is filled in beforehand.
            concealed: kinds of concealed words by position.
            repeat: how often the words are said, for long clips.
            agreed: whether two recognisers heard the same.
            warnings: what may be hard to hear.
            alternatives: what else was thought of, by position.
            answer: what the assistant answered.
        """
        hidden = concealed or {}
        spoken = text.split() * repeat
        words = tuple(
            ConcealedWord(
                text="_" if position in hidden else word,
                start=SampleCount(_start(position)),
                end=SampleCount(_start(position) + int(0.85 * WORD_SECONDS * SAMPLING_RATE_HERTZ)),
                posterior=posterior,
                concealed=hidden.get(position),
                alternatives=(alternatives or {}).get(position, ()),
            )
            for position, word in enumerate(spoken)
        )
        samples = swells(len(spoken), beeps=tuple(hidden))
        now = datetime.now(UTC)
        description = ClipDescription(
            clip_id=ClipId(random_identifier()),
            region="DE",
            language="en",
            programme="panel",
            period=PERIOD,
            day_part=DayPart.EVENING,
            wake_word=wake_word,
            confidence=posterior,
            domain="general",
            selection_reason="low_confidence",
            selection_probability=0.5,
            disguise_profile="blended",
            sample_count=SampleCount(len(samples)),
            placed_on=now.date(),
            delete_after=now + timedelta(days=90),
            agreed=agreed,
            warnings=warnings,
        )
        clip = DeidentifiedClip(
            description=description,
            words=words,
            sound=wav(samples),
            authority=ReleaseAuthority(verified=True),
            answer=answer,
        )
        with self.databases.owner.transaction() as connection:
            assert place(connection, clip, handover_key=self.handover.handover_key, objects=self.handover.objects)
        return description.clip_id


def _start(position: int) -> int:
    return int((0.15 + position * WORD_SECONDS) * SAMPLING_RATE_HERTZ)


def swells(words: int, *, beeps: Sequence[int] = ()) -> Samples:
    """A sound with the rhythm of speech: a swell for each word, a tone for each concealed one."""
    samples = numpy.zeros(_start(words) + SAMPLING_RATE_HERTZ // 5)
    length = int(0.85 * WORD_SECONDS * SAMPLING_RATE_HERTZ)
    seconds = numpy.arange(length) / SAMPLING_RATE_HERTZ
    for position in range(words):
        pitch = 115 + 25 * numpy.sin(position * 1.7) + 12 * seconds
        harmonics = [numpy.sin(2 * numpy.pi * pitch * number * seconds) / number for number in range(1, 9)]
        syllables = 0.5 + 0.5 * numpy.sin(2 * numpy.pi * (4 + position % 3) * seconds + position)
        voice = numpy.sin(numpy.pi * seconds / seconds[-1]) ** 0.7 * syllables * sum(harmonics)
        tone = numpy.sin(2 * numpy.pi * 1000 * seconds)
        samples[_start(position) : _start(position) + length] = tone if position in beeps else voice
    return (samples * 7000).astype(numpy.int16)


def wav(samples: Samples) -> bytes:
    """Return the sound as a WAV file."""
    from earnest.sound_files.encoding import encode_wav

    return encode_wav(samples)


@contextmanager
def chromium(playwright: Playwright, *more: str) -> Generator[Browser]:
    """A real Chromium: the one that EARNEST_CHROMIUM names, one of the system, or Playwright's own.

    Args:
        playwright: starts it.
        more: arguments.
    """
    installed = (which(name) for name in ("chromium-headless-shell", "chromium", "chromium-browser"))
    named = os.environ.get("EARNEST_CHROMIUM") or next(filter(None, installed), None)
    browser = playwright.chromium.launch(
        executable_path=named,
        args=["--no-sandbox", "--disable-background-networking", "--mute-audio", *more],
    )
    try:
        yield browser
    finally:
        browser.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Processes, and the balancers before those of which several run."""

    addresses: Mapping[str, str]
    balancers: Mapping[str, Balancer]
    restart: Callable[[str], None]
    """Ends the processes of a name, and starts others behind the same balancer."""


@contextmanager
def running(names: Sequence[str], databases: Databases, folder: Path) -> Generator[Running]:
    """Run processes as the supervisor does, each with its own role and keys only; gives where they answer.

    A workbench is two processes behind one address, which take turns: nothing may depend on the memory of one.
    """
    with ExitStack() as stack:
        copies = [(name, f"{name}-{number}") for name in names for number in range(_COPIES.get(name, 1))]
        started = [(name, stack.enter_context(_process(name, log, databases, folder))) for name, log in copies]
        for (_, log), (_, (port, process)) in zip(copies, started, strict=True):
            _wait_until_healthy(f"http://127.0.0.1:{port}", process, folder / "log" / f"{log}.log")
        ports = {name: [port for one, (port, _process) in started if one == name] for name in names}
        balancers = {name: stack.enter_context(balanced(ports[name])) for name in names if len(ports[name]) > 1}
        addresses = {name: f"http://127.0.0.1:{ports[name][0]}" for name in names}
        addresses |= {name: balancer.address for name, balancer in balancers.items()}
        processes = {log: process for (_, log), (_, (_, process)) in zip(copies, started, strict=True)}

        def restart(name: str) -> None:
            logs = [log for one, log in copies if one == name]
            for log in logs:
                processes[log].terminate()
                _ = processes[log].wait(timeout=15)
            for number, log in enumerate(logs):
                port, processes[log] = stack.enter_context(_process(name, log, databases, folder))
                _wait_until_healthy(f"http://127.0.0.1:{port}", processes[log], folder / "log" / f"{log}.log")
                balancers[name].ports[number] = port

        yield Running(addresses=addresses, balancers=balancers, restart=restart)


@contextmanager
def _process(name: str, log: str, databases: Databases, folder: Path) -> Generator[tuple[int, subprocess.Popen[bytes]]]:
    plan = next(plan for plan in PROCESSES if plan.name == name)
    assert plan.endpoint is not None
    # A test that lets one process ask another says beforehand where that answers.
    port = int(os.environ.get(plan.endpoint.port_variable) or free_port())
    # Officers and administrators of most tests sign in with a code; tests/browser/test_own_account.py demands passkeys.
    outside = {
        "EARNEST_PASSKEYS": "offered",
        **os.environ,
        "EARNEST_DATA": str(folder),
        plan.endpoint.port_variable: str(port),
    }
    environment = process_environment(plan, load_settings(outside), databases.dsn(plan.role), outside)
    with (folder / "log" / f"{log}.log").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", f"earnest.processes.{name}"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        yield port, process
    finally:
        process.terminate()
        try:
            _ = process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            _ = process.wait()


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            if httpx2.get(f"{address}/health", timeout=2).status_code == HTTPStatus.OK:
                return
        except httpx2.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"{process.args!r} did not start:\n{log.read_text(errors='replace')[-3000:]}")


@contextmanager
def open_stage(databases: Databases, folder: Path, browser: Browser, *, more: Sequence[str] = ()) -> Generator[Stage]:
    """Start workbench, portal and `more` processes on a prepared data folder."""
    clock = SettableClock(moment=datetime.now(UTC) - timedelta(hours=2))
    handover = HandoverSide(
        databases=databases,
        objects=ObjectStore.open((folder / "objects").as_uri()),
        handover_key=MasterKey.load(folder / "keys" / "handover.json"),
        clock=clock,
        folder=folder,
    )
    side = PersonalSide(databases=databases, folder=folder, clock=clock)
    with running(("workbench", "customer_portal", *more), databases, folder) as started:
        stage = Stage(
            databases=databases,
            folder=folder,
            browser=browser,
            handover=handover,
            side=side,
            addresses=started.addresses,
            workbenches=started.balancers["workbench"],
            restart_workbenches=lambda: started.restart("workbench"),
            empty_tables=_empty_tables(databases),
        )
        try:
            yield stage
        finally:
            stage.close_pages()


def clear(stage: Stage) -> None:
    """Clear the stage of people and clips; the processes go on, and a closed page may still be answered."""
    _truncate(
        stage,
        sql.SQL(
            "truncate personal.customers, personal.clip_links, handover.allowances,"
            " handover.clips, handover.withdrawals, handover.labels, handover.receipts, handover.withdrawal_receipts,"
            " deidentified.leases, staff.members cascade"
        ),
    )


def restore(stage: Stage) -> None:
    """Clear the stage of everything that came since its processes had started, but the log."""
    tables = sql.SQL(", ").join(sql.Identifier(*names) for names in stage.empty_tables)
    # As a replica, for which triggers that forbid to remove what was decided are not asked.
    # The shares in force, which migrations write, go with the requests that they refer to.
    statement = sql.SQL(
        "set local session_replication_role = replica; truncate {} cascade;"
        " insert into handover.caps (programme, share) values ('household', 0), ('general', 0.01), ('panel', 1)"
        " on conflict (programme) do nothing"
    )
    _truncate(stage, statement.format(tables))


def _empty_tables(databases: Databases) -> list[tuple[str, str]]:
    """Return the tables without a row, but those of the log, of which a process may hold a part in memory."""
    with databases.owner.transaction() as connection:
        listed: list[tuple[str, str]] = connection.execute(
            "select schemaname, tablename from pg_tables"
            " where schemaname not in ('audit', 'information_schema', 'pg_catalog')"
        ).fetchall()
        exists = sql.SQL("select exists (select from {})")
        return [
            names
            for names in listed
            if connection.execute(exists.format(sql.Identifier(*names))).fetchone() == (False,)
        ]


def _truncate(stage: Stage, statement: sql.SQL | sql.Composed) -> None:
    for attempt in range(_CLEARING_ATTEMPTS):
        try:
            with stage.databases.owner.transaction() as connection:
                _ = connection.execute(statement)
        except DatabaseBusy:
            if attempt == _CLEARING_ATTEMPTS - 1:
                raise
            time.sleep(0.5)
        else:
            return
