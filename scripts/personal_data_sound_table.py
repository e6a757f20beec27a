"""The tables of the benchmark personal_data_sound, as its card shows them."""

from collections.abc import Iterator, Mapping
from typing import cast

Fields = Mapping[str, object]


def as_tables(results: Fields) -> str:
    """Return all tables of a `personal_data_sound.json`."""
    parts = [
        f"Recogniser: `{results['engine']}`.",
        "Digits and letters under a tone (whole items in brackets):",
        *_recall(_fields(results, "recall")),
        *_strangers(_fields(results, "recall_strangers")),
        "Ordinary speech, nothing personal in it: words under a tone, and clips withheld by the verifier:",
        *_over_bleep(_fields(results, "over_bleep")),
        "Faults put in on purpose, and which listener of the verifier catches them:",
        *_verifier(_fields(results, "verifier")),
        *_names(_fields(results, "names")),
        "Names on a household's list:",
        *_household(_fields(results, "household")),
        "Cost:",
        *_cost(_fields(results, "cost")),
        (
            f"Seed {results['seed']}, {results['half']} half; intervals: {results.get('intervals', '95 %, Wilson')}. "
            "Made by `make bench NAME=personal_data_sound` from `benchmarks/results/personal_data_sound.json`."
        ),
    ]
    return "\n\n".join(parts)


def as_fallback_tables(results: Fields) -> str:
    """Return what another recogniser than the usual one leaves audible and hides for nothing."""
    parts = [
        f"The same with `{results['engine']}`, which recognises where there are no weights. Digits and letters:",
        *_recall({**_fields(results, "recall"), **_fields(results, "recall_strangers")}),
        "Ordinary speech:",
        *_over_bleep(_fields(results, "over_bleep")),
        *_names(_fields(results, "names")),
        str(results.get("note", "")),
    ]
    return "\n\n".join(part for part in parts if part)


def _recall(kinds: Fields) -> Iterator[str]:
    audible = "handed out with something audible"
    ways = [way for way in _first(kinds) if way != audible]
    lines = [_row("what", *ways, audible), _rule(len(ways) + 2)]
    for kind in kinds:
        rows = _fields(kinds, kind)
        cells = [f"{_share(_fields(rows, way), 'signs')} ({_share(_fields(rows, way), 'whole')})" for way in ways]
        lines.append(_row(kind, *cells, _share(rows, audible)))
    yield "\n".join(lines)


def _strangers(kinds: Fields) -> Iterator[str]:
    if kinds:
        yield "The same for those who did not teach the phone network (the thresholds were chosen on their half):"
        yield from _recall(kinds)


def _over_bleep(kinds: Fields) -> Iterator[str]:
    held = [name for name in _first(kinds) if name.startswith("withheld")]
    ways = [way for way in _first(kinds) if way not in held]
    lines = [_row("what", *ways, *held), _rule(len(ways) + len(held) + 1)]
    for kind in kinds:
        rows = _fields(kinds, kind)
        cells = [_share(_fields(rows, way), "words") for way in ways]
        lines.append(_row(kind, *cells, *(_share(rows, name) for name in held)))
    yield "\n".join(lines)


def _verifier(table: Fields) -> Iterator[str]:
    caught = _fields(table, "caught")
    listeners = list(_first(caught))
    lines = [_row("fault", *listeners), _rule(len(listeners) + 1)]
    lines += [_row(fault, *(_share(_fields(caught, fault), who) for who in listeners)) for fault in caught]
    yield "\n".join(lines)
    fine = "well covered, withheld all the same"
    yield f"Well covered and withheld all the same: {_share(table, fine)}."


def _names(table: Fields) -> Iterator[str]:
    if not table:
        return
    yield "Sentences with a first name in which the words give a name or place, by what is believed:"
    lines = [_row("believed", "sentences"), _rule(2), *(_row(way, _share(table, way)) for way in table)]
    yield "\n".join(lines)


def _household(table: Fields) -> Iterator[str]:
    if not table:
        yield "No recordings with names."
        return
    found = _fields(table, "found")
    lines = [_row("found", "share"), _rule(2), *(_row(way, _share(found, way)) for way in found)]
    yield "\n".join(lines)
    covered = "words covered by its sound where no name is said"
    yield f"{covered.capitalize()}: {_share(table, covered)}; {table['names on the list']} names on the list."


def _cost(stages: Fields) -> Iterator[str]:
    lines = [_row("stage", "CPU s per second of sound", "of recognition"), _rule(3)]
    for stage in stages:
        row = _fields(stages, stage)
        lines.append(_row(stage, str(row["cpu_seconds_per_second"]), f"{cast('float', row['of_recognition']):.2f}"))
    yield "\n".join(lines)


def _first(table: Fields) -> Fields:
    return _fields(table, next(iter(table))) if table else {}


def _fields(table: Fields, name: str) -> Fields:
    """Return a part of the results; empty where it was left out."""
    return cast("Fields", table.get(name, {}))


def _share(table: Fields, name: str) -> str:
    row = _fields(table, name)
    if not row["n"]:
        return "–"
    share, low, high = (100 * cast("float", row[key]) for key in ("share", "low", "high"))
    return f"{share:.1f} % [{low:.0f}–{high:.0f}], n = {row['n']}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(columns: int) -> str:
    return f"|{'---|' * columns}"
