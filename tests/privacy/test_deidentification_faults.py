"""Every step of de-identification fails in every way that a test can bring about: it is withheld, its owner sees why.

AU4: a fault withholds. An outage is not a fault: the recording waits unheard, and it is tried again.
"""

import ast
import errno
import inspect
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import LiteralString

import numpy
import psycopg
import pytest
from numpy.random import Generator as Randomness
from psycopg import sql
from support.databases import Databases
from support.disguising import OneDisguise
from support.portal import PASSWORD, Browser, browser, portal_of
from support.speaking import PersonalSide, spoken
from support.voices import heard, say

from earnest.foundation.identifiers import RecordingId
from earnest.foundation.sensitive import Sensitive
from earnest.foundation.units import SampleCount, Samples
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer
from earnest.personal.deidentification import tasks
from earnest.personal.deidentification.tasks import Deidentifier
from earnest.personal.household.store import replace_names
from earnest.personal.vault.errors import ContentUnreadable
from earnest.services.cryptography import MasterKey, SealBroken
from earnest.services.database.errors import DatabaseUnavailable
from earnest.services.database.roles import Role
from earnest.services.objects import ObjectMissing, StoreFull, StoreUnavailable
from earnest.speech.hearing.recognition.errors import EngineFailed
from earnest.speech.hearing.spotting.spotter import SpottedWord, SpottingPass
from earnest.speech.language.hypothesis import Alternative, Hypothesis
from earnest.speech.privacy.concealment.errors import CannotConceal, CannotDisguise, CannotReduce, LanguageNotCovered
from earnest.speech.privacy.disguise.profile import DisguisedSound, DisguiseProfile, Undisguised
from earnest.speech.privacy.disguise.timeline import Timeline
from earnest.speech.privacy.recording.covering import Concealed
from earnest.speech.privacy.recording.errors import Withheld
from earnest.voices.disguise.warped import WarpedVoice
from earnest.weights.errors import ModelMissing

ORDER = "a large latte with soy milk please"
NUMBER = "my telephone number is five five five one two three four thank you"
CANARY = "zebraquagga"
"""Said by a fault; nothing that is written down may repeat it."""

Fault = Callable[[], None]


def nothing() -> None:
    """Go on."""


def failing(error: BaseException) -> Fault:
    def fail() -> None:
        raise error

    return fail


def whatever_it_gets(fault: Fault) -> Callable[..., None]:
    def step(*_arguments: object, **_named: object) -> None:
        fault()

    return step


@dataclass(frozen=True, kw_only=True)
class Listener:
    """A recogniser and a spotter that hear nothing personal, with a fault in one of the three listenings."""

    recognising: Fault = nothing
    finding: Fault = nothing
    verifying: Fault = nothing
    hears: str = "please"

    name = "listener"

    def recognise(self, samples: Samples, languages: Sequence[str], phrases: Sequence[str] = ()) -> Hypothesis:  # noqa: ARG002 - one language
        self.recognising()
        return heard(self.hears, samples)

    def spot(self, samples: Samples, listening: SpottingPass) -> tuple[SpottedWord, ...]:
        assert samples.size
        fault = self.finding if listening is SpottingPass.FINDING else self.verifying
        fault()
        return ()

    def close(self) -> None:
        """Nothing to free."""


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


@pytest.fixture
def customer(side: PersonalSide) -> Customer:
    customer = side.add_customer(Purpose.OWN_HISTORY, Purpose.HUMAN_REVIEW, password=PASSWORD)
    side.allow()
    return customer


def deidentifier(
    side: PersonalSide,
    listener: Listener | None = None,
    profile: DisguiseProfile | None = None,
    master_key: MasterKey | None = None,
) -> Deidentifier:
    both = listener or Listener()
    return Deidentifier(
        database=side.databases[Role.PERSONAL_WORKER],
        vault=replace(side.vault, master_key=master_key or side.master_key),
        handover_key=side.handover_key,
        objects=side.objects,
        engine=both,
        spotter=both,
        clock=side.clock,
        disguises=OneDisguise(profile or WarpedVoice()),
    )


def chosen(side: PersonalSide, customer: Customer, sentence: str = ORDER, **changes: object) -> RecordingId:
    samples = say(sentence)
    content = replace(spoken(), hypothesis=heard(sentence, samples))
    changed = replace(content, **changes)  # pyright: ignore[reportArgumentType]
    return side.store(customer, samples=samples, content=changed, selected=True)


def state(side: PersonalSide, recording_id: RecordingId) -> tuple[str, str | None]:
    with side.databases.owner.transaction() as connection:
        row = connection.execute(
            "select review_state, withheld_reason from personal.recordings where recording_id = %s", [recording_id]
        ).fetchone()
    assert row is not None
    return str(row[0]), row[1]


def crossed(side: PersonalSide) -> int:
    """Count everything beyond the handover that could be heard or tells of a clip."""
    with side.databases.owner.transaction() as connection:
        row = connection.execute(
            "select (select count(*) from handover.clips) + (select count(*) from personal.clip_links)"
            " + (select count(*) from audit.leaves where convert_from(entry, 'UTF8') like '%clip_placed%')"
        ).fetchone()
    assert row is not None
    return int(row[0])


def owners_page(side: PersonalSide, customer: Customer) -> Browser:
    page = browser(portal_of(side))
    assert page.sign_in(customer).status_code == 204
    return page


def seen_by_owner(side: PersonalSide, customer: Customer) -> dict[str, tuple[str, str | None]]:
    """Return state and reason of every recording as the owner's page gets them."""
    return {
        str(one["recording_id"]): (
            str(one["review_state"]),
            None if one["withheld_reason"] is None else str(one["withheld_reason"]),
        )
        for one in owners_page(side, customer).history()
    }


def assert_withheld(side: PersonalSide, customer: Customer, expected: dict[RecordingId, str]) -> None:
    assert crossed(side) == 0
    shown = seen_by_owner(side, customer)
    assert shown == {str(recording_id): ("withheld", reason) for recording_id, reason in expected.items()}


STEPS = (
    "load_all_names",
    "first_hearing",
    "find",
    "conceal",
    "reduce",
    "with_alternatives",
    "verify",
    "default_rng",
    "disguise_window",
    "heard_texts",
    "find_signs",
    "readable_answer",
    "build_clip",
    "lock_customer",
    "hold_waiting",
    "_whereabouts",
    "reviews_wanted",
    "place",
    "set_placed",
    "append",
)
"""Every function that de-identification calls on the way from the vault to the handover, by its name in `tasks.py`."""


def test_no_step_is_forgotten_here() -> None:
    """Read the steps out of the code: a new one fails here until it has a fault below."""
    called: set[str] = set()
    for method in ("_load_names", "_make_clip", "_surroundings", "_place"):
        tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(getattr(Deidentifier, method))))
        called |= {
            node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
    functions = {
        name for name in called if name.islower() and callable(getattr(tasks, name, None)) and name != "timedelta"
    }
    # `set_withdrawn` is called only where there is no yes any more; `_is_usable` also before anything is opened:
    # see the test below.
    assert functions - {"set_withdrawn", "_is_usable"} == set(STEPS)


def test_rg1_where_it_cannot_be_told_whether_it_is_stopped_nothing_is_opened(
    side: PersonalSide, customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording_id = chosen(side, customer)
    monkeypatch.setattr(tasks, "_is_usable", whatever_it_gets(failing(RuntimeError(CANARY))))
    with pytest.raises(RuntimeError):
        deidentifier(side).deidentify(recording_id)
    assert crossed(side) == 0
    assert state(side, recording_id) == ("waiting", None)


def test_au4_a_step_that_fails_withholds(
    side: PersonalSide, customer: Customer, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A mistake in the code, no memory, a full disk, an iterator that ends too early: at every step."""
    errors = (RuntimeError(CANARY), MemoryError(), OSError(errno.ENOSPC, CANARY), StopIteration(CANARY))
    for step, error in product(STEPS, errors):
        recording_id = chosen(side, customer)
        with monkeypatch.context() as patched:
            patched.setattr(tasks, step, whatever_it_gets(failing(error)))
            deidentifier(side).deidentify(recording_id)
        assert (step, crossed(side)) == (step, 0)
        assert (step, state(side, recording_id)) == (step, ("withheld", "unexpected"))
    assert set(seen_by_owner(side, customer).values()) == {("withheld", "unexpected")}
    assert CANARY not in "".join(capfd.readouterr())


@pytest.mark.parametrize("listener", ["finding", "recognising", "verifying"])
def test_au4_a_listener_that_fails_withholds(side: PersonalSide, customer: Customer, listener: str) -> None:
    expected: dict[RecordingId, str] = {}
    for error, reason in (
        (EngineFailed(), "engine_failed"),
        (RuntimeError(CANARY), "unexpected"),
        (MemoryError(), "unexpected"),
    ):
        recording_id = chosen(side, customer)
        deidentifier(side, replace(Listener(), **{listener: failing(error)})).deidentify(recording_id)
        expected[recording_id] = reason
    assert_withheld(side, customer, expected)


@pytest.mark.parametrize("listener", ["finding", "recognising", "verifying"])
def test_a_recogniser_that_is_not_there_is_an_outage_and_no_reviewer_hears_anything(
    side: PersonalSide, customer: Customer, listener: str
) -> None:
    recording_id = chosen(side, customer)
    with pytest.raises(ModelMissing):
        deidentifier(side, replace(Listener(), **{listener: failing(ModelMissing())})).deidentify(recording_id)
    assert crossed(side) == 0
    assert state(side, recording_id) == ("waiting", None)


def test_au4_words_and_alternatives_without_a_place_withhold(side: PersonalSide, customer: Customer) -> None:
    samples = say(NUMBER)
    placed = heard(NUMBER, samples)
    harmless = heard("my table lamp is there and so on", samples)

    def without_times(hypothesis: Hypothesis) -> Hypothesis:
        words = tuple(replace(word, start=SampleCount(0), end=SampleCount(0)) for word in hypothesis.words)
        return replace(hypothesis, words=words)

    alternative = (Alternative(words=tuple(NUMBER.split()), score=-1.0),)
    faults = {
        "words": without_times(placed),
        "open pass": replace(harmless, general_words=without_times(placed).words),
        "alternatives": replace(without_times(harmless), alternatives=alternative),
    }
    expected: dict[RecordingId, str] = {}
    for hypothesis in faults.values():
        expected[chosen(side, customer, NUMBER, hypothesis=hypothesis)] = "cannot_conceal"
    wordless = replace(harmless, words=(), alternatives=alternative)
    expected[chosen(side, customer, NUMBER, hypothesis=wordless)] = "words_unreliable"
    expected[chosen(side, customer, NUMBER, language="xx")] = "language_not_covered"
    for recording_id in expected:
        deidentifier(side).deidentify(recording_id)
    assert_withheld(side, customer, expected)


def test_au6_a_concealment_that_covers_nothing_is_noticed(
    side: PersonalSide, customer: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice over: by the step after it, and by the verifier where that one did nothing at all."""
    by_reduction, by_verifier = chosen(side, customer, NUMBER), chosen(side, customer, NUMBER)

    def uncovered(samples: Samples, *arguments: object) -> Concealed:
        return replace(tasks_conceal(samples, *arguments), samples=samples.copy())  # pyright: ignore[reportArgumentType]

    def as_it_was(concealed: Concealed, *_arguments: object) -> Concealed:
        return concealed

    tasks_conceal = tasks.conceal
    monkeypatch.setattr(tasks, "conceal", uncovered)
    deidentifier(side).deidentify(by_reduction)
    monkeypatch.setattr(tasks, "reduce", as_it_was)
    deidentifier(side).deidentify(by_verifier)
    assert_withheld(side, customer, {by_reduction: "cannot_reduce", by_verifier: "beep_missing"})


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A disguise with a fault."""

    makes: Callable[[Samples], Samples]
    timeline: Callable[[int], Timeline] = Timeline.unchanged

    name = "broken"

    def disguise(self, clip: Undisguised, randomness: Randomness) -> DisguisedSound:
        assert randomness is not None
        return DisguisedSound(samples=self.makes(clip.samples), timeline=self.timeline(clip.samples.size))


def raising(error: Exception) -> Callable[[Samples], Samples]:
    def fail(samples: Samples) -> Samples:
        assert samples.size
        raise error

    return fail


def test_au4_a_disguise_that_fails_or_gives_no_disguise_withholds(side: PersonalSide, customer: Customer) -> None:
    faults = (
        (Broken(makes=raising(CannotDisguise())), "cannot_disguise"),
        (Broken(makes=raising(RuntimeError(CANARY))), "unexpected"),
        (Broken(makes=raising(FloatingPointError(CANARY))), "unexpected"),
        (Broken(makes=lambda samples: samples.copy()), "cannot_disguise"),
        (Broken(makes=numpy.zeros_like), "cannot_disguise"),
        (Broken(makes=lambda samples: samples[: samples.size // 2]), "cannot_disguise"),
        (
            Broken(makes=lambda samples: samples[::-1].copy(), timeline=lambda length: Timeline.unchanged(length // 2)),
            "cannot_disguise",
        ),
    )
    expected: dict[RecordingId, str] = {}
    for profile, reason in faults:
        recording_id = chosen(side, customer)
        deidentifier(side, profile=profile).deidentify(recording_id)
        expected[recording_id] = reason
    assert_withheld(side, customer, expected)


def tampered(side: PersonalSide, recording_id: RecordingId, statement: str) -> None:
    with side.databases.owner.transaction() as connection:
        changed = connection.execute(statement.encode(), {"recording_id": recording_id}).rowcount
    assert changed == 1


def object_file(side: PersonalSide, recording_id: RecordingId) -> Path:
    with side.databases.owner.transaction() as connection:
        row = connection.execute(
            "select object_key from personal.recordings where recording_id = %s", [recording_id]
        ).fetchone()
    assert row is not None
    return side.folder / "objects" / str(row[0])


def test_au4_a_recording_that_cannot_be_opened_withholds_and_its_owner_still_sees_everything(
    side: PersonalSide, customer: Customer
) -> None:
    gone, flipped, another, content, key = (chosen(side, customer) for _ in range(5))
    object_file(side, gone).unlink()
    sound = bytearray(object_file(side, flipped).read_bytes())
    sound[-5] ^= 1
    _ = object_file(side, flipped).write_bytes(sound)
    _ = object_file(side, another).write_bytes(object_file(side, content).read_bytes())
    tampered(
        side,
        content,
        "update personal.recordings set sealed_content = sealed_content || 'x'::bytea"
        " where recording_id = %(recording_id)s",
    )
    tampered(
        side,
        key,
        "update personal.recordings set wrapped_key = (select wrapped_key from personal.recordings as other"
        " where other.recording_id <> %(recording_id)s limit 1) where recording_id = %(recording_id)s",
    )
    recordings = {gone: "object_missing"} | dict.fromkeys((flipped, another, content, key), "seal_broken")
    for recording_id in recordings:
        deidentifier(side).deidentify(recording_id)
    assert_withheld(side, customer, recordings)
    page = owners_page(side, customer)
    assert page.send("DELETE", f"/api/utterances/{content}").status_code == 200
    assert len(page.history()) == len(recordings) - 1


def test_au4_a_wrong_key_withholds(side: PersonalSide, customer: Customer, tmp_path: Path) -> None:
    recording_id = chosen(side, customer)
    deidentifier(side, master_key=MasterKey.create(tmp_path / "another.json")).deidentify(recording_id)
    assert_withheld(side, customer, {recording_id: "seal_broken"})


def test_au4_a_list_of_names_under_a_wrong_key_withholds(side: PersonalSide, customer: Customer) -> None:
    with side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        replace_names(
            connection, customer.customer_id, Sensitive(("Siobhan",)), master_key=side.master_key, clock=side.clock
        )
    recording_id = chosen(side, customer)
    with side.databases.owner.transaction() as connection:
        _ = connection.execute("update personal.household_names set sealed_content = substr(sealed_content, 1, 20)")
    deidentifier(side).deidentify(recording_id)
    assert_withheld(side, customer, {recording_id: "household_unreadable"})


FULL, BROKEN = "53100", "23514"
"""What the database says where its disk is full, which may pass, and where a row breaks a rule, which does not."""


@dataclass(frozen=True, kw_only=True)
class Write:
    """One kind of writing that the database can be told to refuse."""

    table: tuple[LiteralString, LiteralString]
    event: LiteralString = "insert"
    condition: LiteralString = ""


WRITES = {
    "clip": Write(table=("handover", "clips")),
    "link": Write(table=("personal", "clip_links")),
    "state": Write(table=("personal", "recordings"), event="update", condition="when (new.review_state = 'placed')"),
    "leaf": Write(table=("audit", "leaves"), condition="when (convert_from(new.entry, 'UTF8') like '%clip_placed%')"),
}
OPENING = Write(table=("audit", "leaves"), condition="when (convert_from(new.entry, 'UTF8') like '%recording_opened%')")


@contextmanager
def refused(side: PersonalSide, write: Write, *, code: str) -> Generator[None]:
    """Let the database refuse one kind of writing, as a full disk or a broken rule does."""
    table = sql.Identifier(*write.table)
    trigger = (
        "create trigger refuse before {event} on {table} for each row {condition} execute function public.refuse()"
    )
    with side.databases.owner.transaction() as connection:
        _ = connection.execute(
            "create or replace function public.refuse() returns trigger language plpgsql as"
            f" $$ begin raise exception '{CANARY}' using errcode = '{code}'; end $$".encode()
        )
        _ = connection.execute(
            sql.SQL(trigger).format(event=sql.SQL(write.event), table=table, condition=sql.SQL(write.condition))
        )
    try:
        yield
    finally:
        with side.databases.owner.transaction() as connection:
            _ = connection.execute(sql.SQL("drop trigger refuse on {}").format(table))


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_au4_a_database_that_refuses_any_write_of_the_placing_leaves_nothing_placed(
    side: PersonalSide, customer: Customer, write: Write, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = chosen(side, customer)
    with refused(side, write, code=BROKEN):
        deidentifier(side).deidentify(broken)
    assert_withheld(side, customer, {broken: "unexpected"})
    full = chosen(side, customer)
    with refused(side, write, code=FULL), pytest.raises(DatabaseUnavailable):
        deidentifier(side).deidentify(full)
    assert crossed(side) == 0
    assert seen_by_owner(side, customer)[str(full)] == ("waiting", None)
    assert CANARY not in "".join(capfd.readouterr())


def test_ad4_a_log_that_takes_no_line_opens_nothing(side: PersonalSide, customer: Customer) -> None:
    recording_id = chosen(side, customer)
    listened: list[int] = []
    work = deidentifier(side, Listener(finding=lambda: listened.append(1)))
    with refused(side, OPENING, code=FULL), pytest.raises(DatabaseUnavailable):
        work.deidentify(recording_id)
    assert state(side, recording_id) == ("waiting", None)
    with refused(side, OPENING, code=BROKEN):
        work.deidentify(recording_id)
    assert listened == []
    assert_withheld(side, customer, {recording_id: "unexpected"})


def test_a_full_disk_for_the_clip_leaves_it_waiting_and_places_it_once_there_is_room(
    side: PersonalSide, customer: Customer
) -> None:
    recording_id = chosen(side, customer)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises((StoreFull, StoreUnavailable)):
            deidentifier(side).deidentify(recording_id)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert crossed(side) == 0
    assert seen_by_owner(side, customer) == {str(recording_id): ("waiting", None)}
    assert len(list(side.objects.keys())) == 3, "sound, its erasure key, and the key of the person; nothing of a clip"
    deidentifier(side).deidentify(recording_id)
    assert state(side, recording_id) == ("placed", None)


DEATHS = ("finding", "recognising", "verifying", "disguising", "placing")


def test_killed_in_every_step_nothing_is_placed_before_it_is_whole(side: PersonalSide, customer: Customer) -> None:
    """The worker is killed without warning, in each step once; the one after them places the clip once."""
    side.clock.moment = datetime.now(UTC)
    side.allow()
    recording_id = chosen(side, customer)
    for step in DEATHS:
        worker = subprocess.run(
            [
                sys.executable,
                "-m",
                "support.deidentifying",
                f"--dies-in={step}",
                side.databases.dsn(Role.PERSONAL_WORKER),
                str(side.folder),
                str(recording_id),
            ],
            cwd="tests",
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert worker.returncode == -signal.SIGKILL, worker.stderr
        assert crossed(side) == 0, step
        assert state(side, recording_id) == ("waiting", None), step
    deidentifier(side).deidentify(recording_id)
    assert state(side, recording_id) == ("placed", None)
    with psycopg.connect(side.databases.owner_dsn) as connection:
        assert connection.execute("select count(*) from handover.clips").fetchone() == (1,)


REASONS = frozenset(
    {
        "unexpected",
        *(error.code for error in Withheld.__subclasses__()),
        *(error.code for error in (CannotConceal, CannotDisguise, CannotReduce, LanguageNotCovered)),
        *(error.code for error in (EngineFailed, SealBroken, ContentUnreadable, ObjectMissing)),
    }
)


@pytest.mark.parametrize("language", ["english", "german"])
def test_tr1_the_portal_has_words_for_every_reason(language: str) -> None:
    text = Path(f"frontend/portal/texts/{language}.ts").read_text("utf-8")
    worded = text.split("withheld: worded({")[1].split("})")[0]
    assert {reason for reason in REASONS if f"{reason}:" not in worded} == set()
