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


def _stop(results: Results) -> Iterator[str]:
    silenced = cast("Mapping[str, float]", results["silenced_milliseconds"])
    seconds = ", ".join(f"{name} {silenced[name] / 1000:.1f}" for name in ("p50", "p95", "p99"))
    yield f"{seconds} s, {silenced['n']} of {results['reviewers']} reviewers were listening"
    last = cast("float", results["last_new_play_milliseconds"])
    yield f"last sound that began: {last / 1000:.2f} s after the stop, {results['reviewers']} reviewers"


def _erase(results: Results) -> Iterator[str]:
    before, after = (cast("Mapping[str, int]", results[name]) for name in ("search_before", "search_at_the_end"))
    empty = max(cast("Mapping[str, float]", results["seconds_until_empty"]).values())
    found = "; ".join(f"{what}: {before[what]} before, {after[what]} after" for what in ("erasure keys", "sounds"))
    yield f"{found}; {results['recordings']} recordings, all stores empty after {empty:.0f} s"


def _leak(results: Results) -> Iterator[str]:
    places = ", ".join(cast("list[str]", results["places"]))
    found = sum(cast("Mapping[str, int]", results["found"]).values())
    share = cast("float", results["largest_share_95"])
    yield f"{found} of {results['canaries']}, at most {share:.1%} (95 %), in {places}"


def _unkept(results: Results) -> Iterator[str]:
    share = cast("float", results["largest_share_95"])
    yield f"{results['kept']} of {results['utterances']} utterances, at most {share:.1%} (95 %)"


def _audit(results: Results) -> Iterator[str]:
    appending = cast("Results", results["appending"])
    yield (
        f"{appending['a_second']} with one writer, {appending['a_second_together']} with "
        f"{appending['writers']}, {appending['events']} entries"
    )


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
    ("stop", "stop", _stop),
    ("erase", "erase", _erase),
    ("leak", "leak", _leak),
    ("unkept", "unkept", _unkept),
    ("audit", "audit", _audit),
)
"""Question of `measured.EXPECTED`, result file, reader."""
