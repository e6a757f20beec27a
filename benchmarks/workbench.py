"""Does the tool keep up with the hand? Next clip, submit, first start and size.

Earnest and label-studio in one run on the same machine, with the same texts of real recordings (EARNEST_SPEECH).
Earnest runs as it is shipped: PostgreSQL, two workbenches behind one address, every clip sealed, its sound marked and
heard to its end before a label is taken. label-studio runs as it starts by itself: one process on SQLite, nothing
sealed, and no sound is fetched. Queues of 1,000 and 10,000 for both; 1,000,000 for Earnest. Behind the clips that are
reviewed the queue of Earnest is rows that a script makes.

For Earnest alone: from the key to the sound in Chromium, and the keys that a clip costs.

Run with `make bench NAME=workbench [RECORDINGS=dir] [ARGS="--clips 40"]`; writes benchmarks/results/workbench.json.
`ARGS="--part sound"` measures the page alone, in two minutes, and leaves the other figures as they are.
"""

import argparse
import json
import os
import sys
import sysconfig
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from benchmarks.workplace.asking import percentiles, sign_in
from benchmarks.workplace.by_hand import review_by_hand
from benchmarks.workplace.label_studio import VERSION, install, open_label_studio
from benchmarks.workplace.server import Workplace, chromium, open_workplace, read_spoken
from earnest.foundation.units import Samples
from scripts.installed_size import sizes_in

ROOT: Final = Path(__file__).resolve().parents[1]
RESULT: Final = ROOT / "benchmarks" / "results" / "workbench.json"
QUEUES: Final = (1_000, 10_000, 1_000_000)
BESIDE: Final = (1_000, 10_000)
"""label-studio takes minutes to import more."""
JSON = dict[str, object]
_BY_HAND: Final = 20
"""Clips that are reviewed at the page."""
_SHORT_SECONDS: Final = 2.5
"""Those clips are no longer: how long a clip is changes nothing in what is waited for."""
_MISHEARD: Final = "zebra"


def main() -> int:
    """Measure both and write the result, also after the first of them; returns the exit status."""
    parser = argparse.ArgumentParser(description="Measure the workbench beside label-studio.")
    _ = parser.add_argument("--clips", type=int, default=40, help="clips over HTTP at each length of the queue")
    _ = parser.add_argument("--environment", type=Path, default=ROOT / ".make" / "label-studio", help="of label-studio")
    _ = parser.add_argument("--port", type=int, default=8869, help="of label-studio")
    _ = parser.add_argument("--part", choices=("all", "sound"), default="all", help="sound: the page alone")
    asked = parser.parse_args()
    recordings = os.environ.get("EARNEST_SPEECH") or os.environ.get("RECORDINGS")
    if not recordings:
        raise SystemExit("RECORDINGS or EARNEST_SPEECH names the recordings")
    short = read_spoken(Path(recordings), most=_BY_HAND, longest_seconds=_SHORT_SECONDS)
    if asked.part == "sound":
        before = json.loads(RESULT.read_text(encoding="utf-8"))
        with sync_playwright() as playwright, chromium(playwright) as browser, open_workplace(browser) as workplace:
            figures = {name[1:]: value for name, value in _by_hand(workplace, short).items()}
        _ = RESULT.write_text(json.dumps(before | figures, indent=2) + "\n", encoding="utf-8")
        _ = sys.stdout.write(json.dumps(figures, indent=2) + "\n")
        return 0
    spoken = read_spoken(Path(recordings), most=asked.clips)
    began = time.monotonic()
    measured: dict[str, JSON] = {"earnest": _earnest(spoken, short)}
    _write(measured, clips=len(spoken), seconds=time.monotonic() - began)
    measured["label_studio"] = _label_studio([text for text, _sound in spoken], asked.environment, asked.port)
    _write(measured, clips=len(spoken), seconds=time.monotonic() - began)
    _ = sys.stdout.write(RESULT.read_text(encoding="utf-8"))
    return 0


def _write(measured: dict[str, JSON], *, clips: int, seconds: float) -> None:
    """Write what was measured so far: each figure by tool."""
    names = sorted({name for figures in measured.values() for name in figures if not name.startswith("_")})
    by_figure: JSON = {name: {tool: one[name] for tool, one in measured.items() if name in one} for name in names}
    only = {name[1:]: value for figures in measured.values() for name, value in figures.items() if name[0] == "_"}
    result: JSON = {
        "seed": 0,
        "n": clips,
        "label_studio_version": VERSION,
        **by_figure,
        **only,
        "seconds": round(seconds),
    }
    _ = RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


def _earnest(spoken: Sequence[tuple[str, Samples]], short: Sequence[tuple[str, Samples]]) -> JSON:
    """Measure Earnest; names that begin with an underscore are measured for Earnest alone."""
    took_next: JSON = {}
    took_submit: JSON = {}
    began = time.monotonic()
    with sync_playwright() as playwright, chromium(playwright) as browser, open_workplace(browser) as workplace:
        start = time.monotonic() - began
        reviewer = sign_in(workplace.stage.addresses["workbench"], workplace.stage.add_reviewer("Bench"))
        for queue in QUEUES:
            _ = workplace.place(spoken)
            workplace.queue(queue)
            reviewer.next_milliseconds.clear()
            reviewer.submit_milliseconds.clear()
            for _one in spoken:
                if reviewer.review_one() is None:
                    raise RuntimeError("nothing waits")
            took_next[str(queue)] = percentiles(reviewer.next_milliseconds)
            took_submit[str(queue)] = percentiles(reviewer.submit_milliseconds)
        by_hand = _by_hand(workplace, short)
    locked = {line.split("==")[0] for line in (ROOT / "requirements.lock").read_text().splitlines() if "==" in line}
    sizes = sizes_in(Path(sysconfig.get_path("purelib")))
    size = sum(bytes_ for name, bytes_ in sizes.items() if name in locked)
    return {
        "next_milliseconds": took_next,
        "submit_milliseconds": took_submit,
        "first_start_seconds": round(start, 1),
        "installed_mebibytes": round(size / 2**20),
        **by_hand,
    }


def _by_hand(workplace: Workplace, spoken: Sequence[tuple[str, Samples]]) -> JSON:
    """Review clips at the page: one half as recognised rightly, of the other one word has to be typed anew."""
    half = len(spoken) // 2
    misheard: list[tuple[str, str, int]] = []
    for text, _sound in spoken[half:]:
        words = text.split()
        position = len(words) // 2
        heard = " ".join([*words[:position], _MISHEARD, *words[position + 1 :]])
        misheard.append((heard, words[position], position))
    _ = workplace.place(spoken[:half])
    _ = workplace.place([(text, sound) for (text, _, _), (_, sound) in zip(misheard, spoken[half:], strict=True)])
    page = workplace.stage.open_workbench(size=(1280, 800))
    measured = asdict(review_by_hand(page, half, misheard))
    return {
        "_by_hand": measured,
        "_key_to_sound_milliseconds": measured["next_sound_milliseconds"],
        "_keystrokes_per_clip": {"right": measured["keys_right"], "one_word_wrong": measured["keys_one_word_wrong"]},
    }


def _label_studio(texts: Sequence[str], environment: Path, port: int) -> JSON:
    """Measure label-studio."""
    size = install(environment)
    took_next: JSON = {}
    took_submit: JSON = {}
    with (
        tempfile.TemporaryDirectory(prefix="label-studio-") as data,
        open_label_studio(environment, Path(data), port) as studio,
    ):
        for queue in BESIDE:
            studio.queue(queue, texts)
            studio.next_milliseconds.clear()
            studio.submit_milliseconds.clear()
            for text in texts:
                studio.label_one(text)
            took_next[str(queue)] = percentiles(studio.next_milliseconds)
            took_submit[str(queue)] = percentiles(studio.submit_milliseconds)
    return {
        "next_milliseconds": took_next,
        "submit_milliseconds": took_submit,
        "first_start_seconds": round(studio.start_seconds, 1),
        "installed_mebibytes": round(size / 2**20),
    }


if __name__ == "__main__":
    sys.exit(main())
