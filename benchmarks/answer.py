"""How long until an answer is heard? End of speech → first sound of the answer, by engine, and what a household needs.

Earnest runs as a family runs it (`earnest run --household`), with the smart home skill where Home Assistant is
installed (`make try-home-assistant` installs it). Each home command is sent by a device, and the answer comes back as
sound; the same recordings then go through Home Assistant's own pipeline, with the same recogniser and the same voice.
A device sends sound while it is spoken, so the time counts from when all of it is there.

Run with `make bench NAME=answer RECORDINGS=dir`; writes benchmarks/results/answer.json.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from base64 import b64decode
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from rich.console import Console

from scripts.home_assistant import core
from scripts.home_assistant.client import onboard
from scripts.home_assistant.house import furnish, write_configuration
from scripts.home_assistant.household import Household, free_port, household
from scripts.try_home_assistant import Command, Trial, read_commands

RESULTS = Path(__file__).parent / "results"
OUT = Console(soft_wrap=True, highlight=False)
ENGINES = ("pocketsphinx", "whisper")
"""The one whose weights come with it, and Whisper base, the lighter one: on ten home commands recognising took 0.99 and
0.16 processor seconds, decoding and speaking the answer 0.01 each."""
AIM_MILLISECONDS = 700.0
"""For a request of the house with the light engine."""
AIM_MEBIBYTES = 600.0
"""Of all processes at rest, without the weights of a recogniser."""
_REST_SECONDS = 8.0
_MEBIBYTE = 2**20
_PASSWORD = "correct horse battery"  # noqa: S105 - of an instance that ends with this benchmark


@dataclass(kw_only=True)
class Measured:
    """One engine."""

    own: list[float] = field(default_factory=list[float])
    """Seconds until the sound of an answer was there; of every command."""
    own_done: list[float] = field(default_factory=list[float])
    """The same of those that a skill carried out."""
    theirs: list[float] = field(default_factory=list[float])
    """Seconds in Home Assistant's pipeline until its spoken answer was fetched."""
    memory: dict[str, float] = field(default_factory=dict[str, float])
    """Process → MiB at rest."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    _ = parser.add_argument("--recordings", type=Path, default=os.environ.get("EARNEST_SPEECH") or None)
    _ = parser.add_argument("--home-assistant", type=Path, default=Path(".make/home-assistant"))
    _ = parser.add_argument("--clips", type=int, default=31, help="home commands that are measured")
    _ = parser.add_argument("--rounds", type=int, default=2, help="how often each is sent")
    _ = parser.add_argument("--results", type=Path, default=RESULTS / "answer.json")
    asked = parser.parse_args()
    if asked.recordings is None:
        parser.error("name a folder of recordings: make bench NAME=answer RECORDINGS=dir")
    commands = read_commands(asked.recordings)[: asked.clips]
    environment = asked.home_assistant.absolute()
    if not core.is_installed(environment):
        OUT.print("Home Assistant is not installed (make try-home-assistant installs it): only Earnest is measured.")
    report: dict[str, object] = {
        "clips": len(commands),
        "rounds": asked.rounds,
        "processors": psutil.cpu_count(),
        "aim_milliseconds": AIM_MILLISECONDS,
        "aim_mebibytes": AIM_MEBIBYTES,
    }
    for engine in ENGINES:
        with tempfile.TemporaryDirectory(prefix="answer-") as folder:
            measured = measure(engine, Path(folder), commands, environment, asked.rounds)
        report[engine] = summary(measured)
        show(engine, measured)
    _ = asked.results.write_text(json.dumps(report, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def measure(engine: str, folder: Path, commands: Sequence[Command], environment: Path, rounds: int) -> Measured:
    """Measure one engine, with Home Assistant beside it where it is installed."""
    measured = Measured()
    with household(folder / "earnest", EARNEST_ENGINE=engine) as ours, ExitStack() as beside:
        ours.add_device("kitchen")
        ours.stop()
        ours.start()
        time.sleep(_REST_SECONDS)
        measured.memory = by_kind(ours.resident_bytes())
        trial, pipeline = None, ""
        if core.is_installed(environment):
            port = free_port()
            (folder / "home").mkdir()
            write_configuration(folder / "home", port)
            owner = onboard(
                beside.enter_context(core.running(environment, folder / "home", port)), name="owner", password=_PASSWORD
            )
            furnish(owner)
            trial = Trial(ours=ours, owner=owner, commands=commands, counted=len(commands), say=lambda _: None)
            pipeline = trial.connect_earnest()
            with owner.socket() as socket:
                token = str(socket.ask("auth/long_lived_access_token", client_name="Earnest", lifespan=1))
            trial.switch_skill(token)
            _ = trial.wait_for_skill("names")
        # What is loaded once is not the cost of an answer.
        _take(Measured(), ours, commands[0], trial, pipeline)
        for command in (command for _ in range(rounds) for command in commands):
            _take(measured, ours, command, trial, pipeline)
    return measured


def _take(measured: Measured, ours: Household, command: Command, trial: Trial | None, pipeline: str) -> None:
    began = time.monotonic()
    answer = ours.say(ours.device_token, command.sound, spoken=True)
    took = time.monotonic() - began
    if not b64decode(str(answer["sound"] or "")):
        raise SystemExit("no answer is spoken: is espeak-ng installed?")
    measured.own.append(took)
    if answer["done"]:
        measured.own_done.append(took)
    if trial is None:
        return
    with trial.owner.socket() as socket:
        result = socket.run_pipeline(pipeline, command.samples)
        if result.sound_path:
            fetching = time.monotonic()
            _ = trial.owner.get(result.sound_path)
            measured.theirs.append(result.seconds["tts-end"] + time.monotonic() - fetching)


def by_kind(resident: dict[str, int]) -> dict[str, float]:
    """Return the MiB of each kind of process: ours by name, everything of PostgreSQL together."""
    found: dict[str, float] = {}
    for name, size in resident.items():
        words = name.split()
        kind = "postgres" if words[1].startswith("postgres") else words[-1].removeprefix("earnest.")
        found[kind] = found.get(kind, 0.0) + size / _MEBIBYTE
    return found


def summary(measured: Measured) -> dict[str, object]:
    """Return the figures of the result file."""
    recogniser = measured.memory.get("engines.engine_child", 0.0)
    return {
        "milliseconds": quantiles(measured.own),
        "milliseconds_of_what_was_done": quantiles(measured.own_done),
        "milliseconds_through_home_assistant": quantiles(measured.theirs),
        "mebibytes": {name: round(size, 1) for name, size in sorted(measured.memory.items())},
        "mebibytes_without_recogniser": round(sum(measured.memory.values()) - recogniser, 1),
        "mebibytes_of_recogniser": round(recogniser, 1),
    }


def quantiles(taken: Sequence[float]) -> dict[str, float]:
    """Return p50 and p95 in milliseconds, and how many there are; empty of fewer than two."""
    if len(taken) < 2:  # noqa: PLR2004 - a quantile lies between two
        return {}
    cuts = statistics.quantiles(taken, n=20, method="inclusive")
    return {"p50": round(1000 * cuts[9], 1), "p95": round(1000 * cuts[18], 1), "n": len(taken)}


def show(engine: str, measured: Measured) -> None:
    told = summary(measured)
    OUT.print(
        f"{engine}: end of speech → sound of the answer {told['milliseconds']} ms; "
        f"what was done {told['milliseconds_of_what_was_done']} ms; "
        f"through Home Assistant {told['milliseconds_through_home_assistant']} ms"
    )
    OUT.print(
        f"  at rest {told['mebibytes_without_recogniser']} MiB, and {told['mebibytes_of_recogniser']} MiB of the "
        f"recogniser: {told['mebibytes']}"
    )


if __name__ == "__main__":
    main()
