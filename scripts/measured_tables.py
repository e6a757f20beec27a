"""Put every measured table into the document that shows it, between its two marks. No figure is typed by hand.

Usage: python -m scripts.measured_tables
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from benchmarks.attacks.table import table as disguise_table
from scripts import (
    background_table,
    learning_curve_table,
    learning_table,
    measured_models,
    personal_data_sound_table,
    personal_data_table,
    privacy_table,
    readme_table,
    recognition_table,
    respeaking_table,
    rounds_table,
    verification_table,
    watermark_table,
    workbench_table,
)
from scripts.algorithm_tables import detectors_table, wake_table

ROOT: Final = Path(__file__).parents[1]
CARDS: Final = Path("docs/algorithms")

Results = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredTable:
    """One table of one document."""

    name: str
    """Name of its marks, `<!-- name:begin -->` and `<!-- name:end -->`."""
    document: Path
    """Relative to the project."""
    render: Callable[[], str]

    def text(self) -> str:
        """Return the document as it is."""
        return (ROOT / self.document).read_text("utf-8")

    def filled(self) -> str:
        """Return the document with its table as the result files have it.

        Raises:
            ValueError: the marks are missing.
        """
        begin, end = f"<!-- {self.name}:begin -->", f"<!-- {self.name}:end -->"
        head, rest = self.text().split(begin, 1)
        _, tail = rest.split(end, 1)
        return f"{head}{begin}\n{self.render()}\n{end}{tail}"


def _of(benchmark: str, render: Callable[[Results], str]) -> Callable[[], str]:
    """Return what renders the result file of a benchmark."""

    def rendered() -> str:
        file = ROOT / "benchmarks" / "results" / f"{benchmark}.json"
        return render(cast("Results", json.loads(file.read_text("utf-8"))))

    return rendered


def _card(name: str, benchmark: str, card: str, render: Callable[[Results], str]) -> MeasuredTable:
    return MeasuredTable(name=name, document=CARDS / card, render=_of(benchmark, render))


_DISGUISES: Final = ("loop-pocketsphinx", "loop-warped", "loop-respoken")
"""Measured with the same recogniser, pocketsphinx."""


def _learning() -> str:
    files = [ROOT / "benchmarks" / "results" / f"{name}.json" for name in _DISGUISES]
    return learning_table.as_table([cast("Results", json.loads(file.read_text("utf-8"))) for file in files])


TABLES: Final = (
    MeasuredTable(name="loop", document=Path("README.md"), render=_of("loop", readme_table.as_table)),
    MeasuredTable(name="privacy", document=Path("README.md"), render=privacy_table.as_table),
    MeasuredTable(name="workbench", document=Path("README.md"), render=workbench_table.as_table),
    _card("disguise", "disguise", "disguise.md", disguise_table),
    _card("respeaking", "respeaking", "respeaking.md", respeaking_table.as_table),
    MeasuredTable(name="learning", document=CARDS / "respeaking.md", render=_learning),
    _card("personal-data", "personal_data", "personal-data.md", personal_data_table.as_tables),
    _card(
        "personal-data-in-sound",
        "personal_data_sound",
        "personal-data-in-sound.md",
        personal_data_sound_table.as_tables,
    ),
    _card(
        "personal-data-in-sound-pocketsphinx",
        "personal_data_sound-pocketsphinx",
        "personal-data-in-sound.md",
        personal_data_sound_table.as_fallback_tables,
    ),
    _card("background", "background", "background-voices.md", background_table.as_tables),
    _card("detectors", "detectors", "detectors.md", detectors_table),
    _card("distress", "distress", "distress.md", detectors_table),
    _card("wake", "wake", "wake-word.md", wake_table),
    _card("recognition", "recognition", "recognition.md", recognition_table.as_tables),
    _card("learning-curve", "learning_curve", "recognition.md", learning_curve_table.as_tables),
    _card("rounds", "rounds", "recognition.md", rounds_table.as_table),
    _card("watermark", "watermark", "watermark.md", watermark_table.as_table),
    _card("verification", "verification", "verification.md", verification_table.as_table),
)


def main() -> None:
    """Write every document anew, and the file with figures that the wheel carries."""
    _ = measured_models.FILE.write_text(measured_models.text(), "utf-8")
    for one in TABLES:
        _ = (ROOT / one.document).write_text(one.filled(), "utf-8")


if __name__ == "__main__":
    main()
