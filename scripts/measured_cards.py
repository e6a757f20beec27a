"""What the evidence pack tells of measurements, from `docs/algorithms` and `benchmarks/results`."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, cast

ROOT: Final = Path(__file__).parents[1]
CARDS: Final = ROOT / "docs" / "algorithms"
RESULTS: Final = ROOT / "benchmarks" / "results"
PACKAGED: Final = ROOT / "src" / "earnest" / "organisation" / "accountability" / "measured.json"

Results = Mapping[str, object]


def packaged_measurements() -> str:
    """Return what the wheel carries: the cards, and the figures that an impact assessment asks for."""
    cards = [
        {"name": path.stem, "title": text.split("\n", 1)[0].removeprefix("# ").strip(), "text": text}
        for path in sorted(CARDS.glob("*.md"))
        if (text := path.read_text(encoding="utf-8"))
    ]
    measurements = [
        {"name": name, "value": value, "source": f"benchmarks/results/{name_of_file}.json"}
        for name, name_of_file, read in _READERS
        if (RESULTS / f"{name_of_file}.json").is_file()
        for value in read(json.loads((RESULTS / f"{name_of_file}.json").read_text(encoding="utf-8")))
    ]
    return json.dumps({"cards": cards, "measurements": measurements}, ensure_ascii=False, indent=1) + "\n"


def _disguise(results: Results) -> Iterator[str]:
    for profile, found in sorted(_tables(results, "profiles").items()):
        strongest = cast("Results", found["strongest"])
        yield f"{profile} ({found['strength']}): {_share(strongest, 'value')} wrong, {results['people']} people"


def _names(results: Results) -> Iterator[str]:
    for one in cast("list[Results]", results["summary"]):
        if one["tool"] == "Earnest" and one["error_rate"] == "real recogniser":
            yield f"{one['language']}, {one['group']}: {_share(one, 'recall')} hidden, n = {one['n']}"


def _background(results: Results) -> Iterator[str]:
    for level, found in _tables(results, "levels").items():
        words = cast("Results", found["far words in the text"])
        yield f"{level} dB: {_share(words, 'share')}, n = {words['n']}"


def _watermark(results: Results) -> Iterator[str]:
    for profile, found in sorted(_tables(results, "profiles").items()):
        one = cast("Mapping[str, Mapping[str, Results]]", found["ways"])["MP3, 64 kbit/s"]["all"]
        yield f"{profile}: {_share(one, 'share')}, n = {one['n']}"


def _tables(results: Results, name: str) -> Mapping[str, Results]:
    return cast("Mapping[str, Results]", results[name])


def _share(found: Results, name: str) -> str:
    low, high = cast("list[float]", found["interval"])
    return f"{cast('float', found[name]):.1%} [{low:.1%}, {high:.1%}]"


_READERS: Final[tuple[tuple[str, str, Callable[[Results], Iterator[str]]], ...]] = (
    ("disguise", "disguise", _disguise),
    ("names", "personal_data", _names),
    ("background", "background", _background),
    ("watermark", "watermark", _watermark),
)
"""Question of `measured.EXPECTED`, result file, reader."""
