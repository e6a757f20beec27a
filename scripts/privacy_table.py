"""The figures of the privacy benchmarks, as the README shows them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"

Fields = Mapping[str, object]


def as_table() -> str:
    """Return the table of what is hidden, how strong the disguise is, and what it costs."""
    rows = [*_words(), *_sound(), *_disguise(), *_wake(), *_stop(), *_erase(), *_pipeline()]
    lines = ["| question | measured | figure [95 %] | benchmark |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def _words() -> Iterator[tuple[str, str, str, str]]:
    summary = _rows(_load("personal_data"), "summary")
    for language in ("en", "de", "nl"):
        right, wrong = (
            next(
                _matching(
                    summary, tool="Earnest", source="generated", language=language, group="numbers", error_rate=rate
                )
            )
            for rate in (0.0, 0.2)
        )
        figure = f"{_share(right, 'recall')}; {_percent(wrong, 'recall')} where every fifth word is misrecognised"
        yield "spoken numbers found in words", f"{language}, {right['n']} generated", figure, "`personal_data`"
    for group in ("names", "places"):
        real = next(_matching(summary, tool="Earnest", source="real", language="en", group=group, error_rate=0.0))
        yield (
            f"private {group} found in words",
            f"{real['n']} in real English requests",
            _share(real, "recall"),
            "`personal_data`",
        )
    over = next(
        _matching(
            _rows(_load("personal_data"), "over_bleep_summary"),
            tool="Earnest",
            source="real",
            language="en",
            error_rate=0.0,
        )
    )
    yield (
        "ordinary words hidden too",
        f"{over['words']} in real English requests",
        _share(over, "share"),
        "`personal_data`",
    )


def _sound() -> Iterator[tuple[str, str, str, str]]:
    recall = _fields(_load("personal_data_sound"), "recall")
    for kind, found in recall.items():
        if "digits" not in kind:
            continue
        before, after = (
            _fields(_fields(cast("Fields", found), way), "signs") for way in ("recogniser's words", "+ spotter")
        )
        interval = f"[{_percent(after, 'low')}, {_percent(after, 'high')}]"
        figure = f"{_percent(before, 'share')} by words → {_percent(after, 'share')} {interval} with the spotter"
        yield "spoken digits under a tone", f"{kind}, {after['n']}", figure, "`personal_data_sound`"


def _disguise() -> Iterator[tuple[str, str, str, str]]:
    results = _load("disguise")
    original = _fields(_fields(_fields(results, "undisguised"), "attack"), "clip")
    yield "trained attacker errs, undisguised", f"{results['people']} people", _share(original, "value"), "`disguise`"
    for name, profile in _fields(results, "profiles").items():
        strongest = _fields(cast("Fields", profile), "strongest")
        title = f"the same, profile `{name}` (**{cast('Fields', profile)['strength']}**)"
        yield title, f"{results['people']} people; 50 % is guessing", _share(strongest, "value"), "`disguise`"


def _wake() -> Iterator[tuple[str, str, str, str]]:
    steps = list(_matching(_rows(_load("wake"), "played"), accidents_of="all"))
    first, shipped = steps[0], next(_matching(steps, step="and the detectors"))
    figure = f"{_percent(first, 'share')} unchecked → {_share(shipped, 'share')}"
    title = "accidental share of what could be played"
    yield title, f"{shipped['accidents']} sounds without the wake word", figure, "`wake`"


def _stop() -> Iterator[tuple[str, str, str, str]]:
    results = _load("stop")
    silenced = _fields(results, "silenced_milliseconds")
    last, late = (cast("float", one) / 1000 for one in (results["last_new_play_milliseconds"], silenced["p99"]))
    measured = f"{results['reviewers']} simulated reviewers over HTTP"
    yield "an officer stops a region: last play that began", measured, f"{last:.2f} s after the press", "`stop`"
    figure = f"99 % of the {results['silenced']} who were listening within {late:.1f} s"
    yield "the same, until who listens hears nothing", measured, figure, "`stop`"


def _erase() -> Iterator[tuple[str, str, str, str]]:
    results = _load("erase")
    machine, empty = _fields(results, "machine"), _fields(results, "seconds_until_empty")
    measured = f"{results['recordings']:,} recordings"
    if cast("float", machine["load_before"]) > cast("int", machine["processors"]):
        measured += f", beside other work ({machine['load_before']} of {machine['processors']} processors asked for)"
    seconds = cast("float", results["milliseconds_until_the_vault_key_is_gone"]) / 1000
    what = "“Delete everything”: until none opens, with old pages of PostgreSQL, the master key and the object store"
    yield what, measured, f"{seconds:.1f} s", "`erase`"
    last = max(cast("float", one) for one in empty.values())
    opened = _fields(results, "opened")["at_the_end"]
    figure = f"{last:.0f} s; afterwards {opened} open, and no file holds a key or a sound"
    yield "the same, until no store holds a byte", measured, figure, "`erase`"


def _pipeline() -> Iterator[tuple[str, str, str, str]]:
    results = _load("pipeline")
    low, high = cast("Sequence[float]", results["interval"])
    figure = f"{cast('float', results['behind_the_gate_over_recognition']):.2f} × recognition [{low:.2f}, {high:.2f}]"
    yield "cost of everything behind the gate", f"{results['clips']} recordings", figure, "`pipeline`"


def _load(name: str) -> Fields:
    return cast("Fields", json.loads((RESULTS / f"{name}.json").read_text("utf-8")))


def _fields(values: Fields, name: str) -> Fields:
    return cast("Fields", values[name])


def _rows(values: Fields, name: str) -> Sequence[Fields]:
    return cast("Sequence[Fields]", values[name])


def _matching(rows: Sequence[Fields], **wanted: object) -> Iterator[Fields]:
    return (row for row in rows if all(row.get(name) == value for name, value in wanted.items()))


def _percent(values: Fields, name: str) -> str:
    return f"{cast('float', values[name]):.1%}"


def _share(values: Fields, name: str) -> str:
    low, high = cast("Sequence[float]", values["interval"])
    return f"{_percent(values, name)} [{low:.1%}, {high:.1%}]"
