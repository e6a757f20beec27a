"""RT6, CR3: while it runs and after a kill, no file of any process holds sound or words in the open.

All files of the data folder, of the folder for temporary files and of shared memory are read again and again while
people speak, recordings are de-identified, heard, exported and deleted, and all files that a process or a child of it
holds open as well: those that have no name any more, too. The attacker knows the sound and the words.
"""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile

import httpx2
import numpy
import pytest
from support.databases import Databases
from support.household import Member, Running, running
from support.processes import wait_until
from support.voices import say

from earnest.foundation.units import Samples
from earnest.operations.data_folder import prepare_folder
from earnest.personal.customers.records import Programme
from earnest.sound_files.encoding import encode_wav

SENTENCE = "turn the kitchen lights down please"
SAMPLES = say(SENTENCE)
NAME, CORRECTION = "Quagmirella", "quicksilverwords"
PROCESSES = ("device_gateway", "customer_portal", "personal_worker", "workbench", "corpus_worker")
WINDOW = 32
"""Samples that a copy of the sound must hold in one piece to be found: 2 ms."""
LARGEST_BYTES = 64 * 2**20
"""Files above it are weights, and those are only read."""


def upload(samples: Samples) -> bytes:
    """Return more than a megabyte, which servers like to put aside in a file: silence, and the sound after it."""
    return encode_wav(numpy.concatenate([numpy.zeros(600_000, dtype=numpy.int16), samples]))


def windows(samples: Samples) -> list[bytes]:
    """Return pieces of a sound as an attacker knows them: as whole numbers, and as floats from -1 to 1."""
    loudest = numpy.argsort(numpy.abs(samples[:-WINDOW].astype(numpy.int32)))[-400::40]
    cut = [samples[place : place + WINDOW] for place in loudest]
    floats = [(piece.astype(numpy.float32) / numpy.float32(32_768)).tobytes() for piece in cut]
    return [*(piece.tobytes() for piece in cut), *floats]


def descendants(identifiers: Sequence[int]) -> list[int]:
    """Return processes with all that they started."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found = list(identifiers)
    for one in found:
        found += [child for child, parent in parents.items() if parent == one and child not in found]
    return found


@dataclass(kw_only=True)
class Searcher:
    """Reads files for what it knows, as fast as it can, in a thread of its own."""

    roots: Sequence[Path]
    household: Running
    patterns: list[bytes] = field(default_factory=list)
    found: set[str] = field(default_factory=set)
    read: int = 0
    """Files that were read."""
    looks: int = 0
    """How often everything was read."""
    ended: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        """Read everything once."""
        shared = [path for path in Path("/dev/shm").iterdir() if path.is_file()]  # noqa: S108 - looked at, not used
        for path in (*(path for root in self.roots for path in root.rglob("*")), *shared):
            self.search(path, str(path))
        for process in descendants([process.pid for process in self.household.processes.values()]):
            with contextlib.suppress(OSError):
                for link in Path(f"/proc/{process}/fd").iterdir():
                    with contextlib.suppress(OSError):
                        target = str(link.readlink())
                        if target.endswith("(deleted)") or target.startswith("/memfd:"):
                            self.search(link, f"{process}: {target}")

    def search(self, path: Path, name: str) -> None:
        """Read one file."""
        with contextlib.suppress(OSError):
            if not path.is_file() or path.stat().st_size > LARGEST_BYTES:
                return
            content = path.read_bytes()
            self.read += 1
            if any(pattern in content for pattern in self.patterns):
                self.found.add(name)

    def run(self) -> None:
        """Look until the end."""
        while not self.ended.is_set():
            self.look()
            self.looks += 1

    def wait_for_a_look(self) -> None:
        """Wait until everything was read that is there now."""
        before = self.looks
        wait_until(lambda: self.looks >= before + 2, seconds=120)


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture
def household(databases: Databases, tmp_path: Path, temporary: Path) -> Iterator[Running]:
    folder = tmp_path / "data"
    prepare_folder(folder)
    settings = {"EARNEST_PANEL_CAP_SHARE": "1", "EARNEST_PANEL_PERSON_CAP": "100", "TMPDIR": str(temporary)}
    with running(databases, folder, PROCESSES, **settings) as started:
        started.wait_until_healthy(started.workbench_port)
        yield started


@pytest.fixture
def searcher(household: Running, temporary: Path) -> Iterator[Searcher]:
    words = [form for word in (NAME, CORRECTION, SENTENCE) for form in (word.encode(), word.encode("utf-16-le"))]
    sought = Searcher(roots=(household.folder, temporary), household=household, patterns=[*windows(SAMPLES), *words])
    # What it knows it finds, in a file with a name, without one, and in memory.
    _ = (planted := temporary / "planted").write_bytes(b"x" * 100 + SAMPLES.tobytes())
    sought.look()
    assert sought.found == {str(planted)}
    planted.unlink()
    with TemporaryFile(dir=temporary) as nameless, os.fdopen(os.memfd_create("kept"), "w+b") as memory:
        for file in (nameless, memory):
            _ = file.write(CORRECTION.encode())
            file.flush()
        own = Searcher(roots=(), household=household, patterns=sought.patterns)
        for file in (nameless, memory):
            own.search(Path(f"/proc/{os.getpid()}/fd/{file.fileno()}"), "open")
            assert own.found == {"open"}
            own.found.clear()
    sought.found.clear()
    thread = threading.Thread(target=sought.run)
    thread.start()
    try:
        yield sought
    finally:
        sought.ended.set()
        thread.join()


def send(household: Running, member: Member) -> httpx2.Response:
    """Speak from a device."""
    return httpx2.post(
        f"http://127.0.0.1:{household.gateway_port}/api/utterances",
        content=encode_wav(SAMPLES),
        headers={"Authorization": f"Bearer {member.token}"},
        timeout=120,
    )


def send_haltingly(household: Running, member: Member, searcher: Searcher, *, as_form: bool) -> int:
    """Send sound but for its end, let everything be read while the gateway waits for it, and send that; the status."""
    sound = upload(SAMPLES)
    if as_form:
        head = b'--x\r\nContent-Disposition: form-data; name="audio"; filename="a.wav"\r\n\r\n'
        sound = head + sound + b"\r\n--x--\r\n"

    def pieces() -> Iterator[bytes]:
        yield sound[:-8]
        time.sleep(1)  # It has arrived by then; a busy machine looks earlier, and finds less.
        searcher.wait_for_a_look()
        yield sound[-8:]

    kind = "multipart/form-data; boundary=x" if as_form else "audio/wav"
    headers = {"Authorization": f"Bearer {member.token}", "Content-Type": kind, "Content-Length": str(len(sound))}
    address = f"http://127.0.0.1:{household.gateway_port}/api/utterances"
    return httpx2.post(address, content=pieces(), headers=headers, timeout=120).status_code


@pytest.mark.timeout(900)
def test_rt6_cr3_no_file_of_any_process_holds_sound_or_words(household: Running, searcher: Searcher) -> None:
    member = household.add("anna", Programme.PANEL)
    with household.portal(member) as page, closing(household.reviewer()) as rosa:
        for purpose in ("own_history", "automatic_learning", "human_review", "wake_word_learning"):
            page.decide(purpose, given=True)
        named = page.client.post("/api/household-names", json={"added": [NAME], "removed": []})
        assert named.status_code == 200, named.text
        for as_form in (True, False):
            assert send_haltingly(household, member, searcher, as_form=as_form) in {200, 413, 422}
        answers = [household.settle(member, send(household, member).json()) for _ in range(3)]
        chosen = [one for one in answers if one["reason"] not in {"no_need", "control_place"}]
        assert chosen, answers
        for answer in chosen:
            _ = page.wait_for(answer["recording_id"], "placed", "withheld")
        first = answers[0]["recording_id"]
        body = {"text": CORRECTION, "intent": "x", "slots": {"name": CORRECTION}, "learn": True}
        assert page.client.put(f"/api/utterances/{first}/correction", json=body).status_code == 200
        heard = page.client.get(f"/api/utterances/{first}/sound")
        assert heard.status_code == 200
        assert windows(SAMPLES)[0] in heard.content, "what is sought is what is kept"
        lease = rosa.post("/api/leases")
        if lease.status_code == 200:
            given = rosa.post(f"/api/leases/{lease.json()['lease_id']}/sound")
            assert rosa.get(given.json()["address"]).content[:4] == b"RIFF"
        # Kills in the middle of listening and of de-identifying leave nothing either.
        listening = threading.Thread(target=lambda: _try(household, member))
        listening.start()
        time.sleep(0.3)
    for name in PROCESSES:
        for process in descendants([household.processes[name].pid])[1:]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        household.kill(name)
    listening.join()
    searcher.wait_for_a_look()
    assert searcher.found == set()
    assert searcher.read > 100


def _try(household: Running, member: Member) -> None:
    with contextlib.suppress(httpx2.HTTPError):
        _ = send(household, member)
