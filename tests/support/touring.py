"""A small collection for tours in tests: real recordings where EARNEST_SPEECH names some, else synthetic voices."""

import json
import os
import socket
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from earnest.collections.recordings import ORDERS, WORDS, Spoken, read_recordings, task_of
from earnest.demo.roles import UtteranceKind, kind_of
from earnest.voices.synthesis.collection import Amounts, write_synthetic_collection

ORDERS_OF_ONE = 6
PORTS = ("GATEWAY", "WYOMING", "PORTAL", "WORKBENCH", "ADMINISTRATION")


def small_collection(folder: Path) -> Path:
    """Write a collection of about sixty recordings and return its folder."""
    speech = os.environ.get("EARNEST_SPEECH")
    if not speech:
        write_synthetic_collection(
            folder, seed=5, amounts=Amounts(voices=4, orders=8, words=1, sentences=0, passers_by=8)
        )
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    chosen = _choose(read_recordings(Path(speech)))
    for spoken in chosen:
        _ = (folder / f"{spoken.sha256}{spoken.path.suffix}").write_bytes(spoken.path.read_bytes())
    lines = (json.dumps(_known(spoken)) for spoken in chosen)
    _ = (folder / "manifest.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def _choose(recordings: Iterable[Spoken]) -> list[Spoken]:
    """Take orders of eight people, a word of each of eight, and a few that woke a device by accident.

    A tour takes as long as what is said in it, so those who order in the fewest seconds are taken, and six orders of
    each: 345 seconds of speech, for which a tour with all its kills took 169 seconds of the processor.
    """
    people: dict[tuple[str, str], list[Spoken]] = defaultdict(list)
    accidental: list[Spoken] = []
    for spoken in recordings:
        kind = kind_of(spoken)
        if kind is UtteranceKind.TASK:
            people[task_of(spoken) or "", spoken.person].append(spoken)
        elif kind is UtteranceKind.ACCIDENTAL:
            accidental.append(spoken)
    shortest = {key: sorted(said, key=lambda one: one.seconds)[:ORDERS_OF_ONE] for key, said in sorted(people.items())}
    orders = [said for (task, _), said in shortest.items() if task == ORDERS and len(said) == ORDERS_OF_ONE]
    orders.sort(key=lambda said: sum(one.seconds for one in said))
    words = [said for (task, _), said in sorted(people.items()) if task == WORDS]
    chosen = [spoken for said in orders[:8] for spoken in said]
    chosen += [spoken for said in words[:8] for spoken in said[:1]]
    return chosen + accidental[:3]


def _known(spoken: Spoken) -> dict[str, object]:
    known: dict[str, object] = {
        "file": f"{spoken.sha256}{spoken.path.suffix}",
        "task": spoken.collection_task,
        "speaker": spoken.person,
        "lang": spoken.language,
        "licence": spoken.licence,
    }
    optional = {"text": spoken.text, "intent": spoken.intent, "wakeword": spoken.wake_word, "age": spoken.age}
    known |= {name: value for name, value in optional.items() if value is not None}
    if spoken.intent is not None:
        known["slots"] = dict(spoken.slots)
    return known


def free_ports() -> dict[str, str]:
    """Return settings that give every process a free port."""
    sockets = [socket.socket() for _ in PORTS]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return {f"EARNEST_{name}_PORT": str(one.getsockname()[1]) for name, one in zip(PORTS, sockets, strict=True)}
    finally:
        for one in sockets:
            one.close()
