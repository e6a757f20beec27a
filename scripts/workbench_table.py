"""The table of the benchmarks `workbench` and `load`, as the README shows it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

RESULTS: Final = Path(__file__).parents[1] / "benchmarks" / "results"
Results = Mapping[str, object]


def as_table() -> str:
    """Return the table of `workbench.json`, and of `load.json` where it was measured."""
    bench = cast("Results", json.loads((RESULTS / "workbench.json").read_text("utf-8")))
    loaded = RESULTS / "load.json"
    lines = ["| question | Earnest | label-studio | benchmark |", "|---|---|---|---|"]
    lines += [f"| {' | '.join(row)} | `workbench` |" for row in _compared(bench)]
    if loaded.is_file():
        load = cast("Results", json.loads(loaded.read_text("utf-8")))
        lines += [f"| {' | '.join(row)} | `load` |" for row in _loaded(load)]
    played = cast("Mapping[str, Mapping[str, int]]", bench["by_hand"])["play_milliseconds"]
    note = (
        f"Both on two cores in one run, {bench['n']} clips each at each length of the queue; label-studio "
        f"{bench['label_studio_version']} as it starts by itself (one process, SQLite, nothing sealed, no sound "
        "fetched), Earnest as it runs (PostgreSQL, two processes, sealed, each sound marked). "
        f"Key to sound and keys: {played['n']} clips in Chromium. Nothing else ran beside `workbench`."
    )
    return "\n".join([*lines, "", note])


_NOT_MEASURED: Final = "not measured"


def _compared(bench: Results) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    for figure, question in (("next_milliseconds", "next clip"), ("submit_milliseconds", "label taken")):
        by_tool = cast("Mapping[str, Mapping[str, Mapping[str, float]]]", bench[figure])
        for queue in by_tool["earnest"]:
            beside = by_tool["label_studio"].get(queue)
            rows.append(
                (
                    f"{question}, {int(queue):,} queued: p50, p95",
                    _milliseconds(by_tool["earnest"][queue]),
                    _NOT_MEASURED if beside is None else _milliseconds(beside),
                )
            )
    for figure, question, unit in (
        ("first_start_seconds", "first start", "s"),
        ("installed_mebibytes", "installed", "MiB"),
    ):
        sizes = cast("Mapping[str, float]", bench[figure])
        rows.append((question, f"{sizes['earnest']:,} {unit}", f"{sizes['label_studio']:,} {unit}"))
    hand = cast("Mapping[str, Mapping[str, float]]", bench["by_hand"])
    keys = cast("Mapping[str, float]", bench["by_hand"])
    rows += [
        ("key to sound of a clip that is there: p50, p95", _milliseconds(hand["play_milliseconds"]), _NOT_MEASURED),
        (
            "key that sends to sound of the next clip: p50, p95",
            _milliseconds(hand["next_sound_milliseconds"]),
            _NOT_MEASURED,
        ),
        *_stages(bench),
        (
            "keys for a clip that is right; with one word wrong",
            f"{keys['keys_right']}; {keys['keys_one_word_wrong']}",
            _NOT_MEASURED,
        ),
    ]
    return rows


def _stages(bench: Results) -> list[tuple[str, str, str]]:
    """Return what the next sound waits for, where that was told apart."""
    hand = cast("Mapping[str, Mapping[str, Mapping[str, float]]]", bench["by_hand"])
    stages = hand.get("stages_milliseconds")
    if stages is None:
        return []
    medians = "; ".join(f"{stages[name]['p50']} ms" for name in ("label", "lease", "sound"))
    return [("of that: label taken; lease with its key; sound opened and playing: p50", medians, _NOT_MEASURED)]


def _loaded(load: Results) -> list[tuple[str, str, str]]:
    times = cast("Mapping[str, Mapping[str, float]]", load["next_milliseconds"])
    killed = cast("list[Mapping[str, object]]", load["outages"])
    outages = ", ".join(f"{one['killed']} {one['seconds']} s" for one in killed)
    work = (
        f"{load['reviewers']} reviewers, {load['clips_an_hour_each']} clips an hour each, {load['minutes']:g} minutes"
    )
    kept = (
        f"{load['labels_lost']} of {load['labels_acknowledged']} labels lost, "
        f"{load['clips_labelled_twice']} clips labelled twice"
    )
    calm, everything = times["no_outage"], times["all"]
    return [
        (f"next clip, {work}: p50, p95, p99", _three(calm), _NOT_MEASURED),
        ("the same, requests that met a kill included", _three(everything), _NOT_MEASURED),
        (
            f"killed, and back after: {outages}",
            kept,
            _NOT_MEASURED,
        ),
    ]


def _milliseconds(times: Mapping[str, float]) -> str:
    return f"{times['p50']:g}, {times['p95']:g} ms"


def _three(times: Mapping[str, float]) -> str:
    return f"{times['p50']:g}, {times['p95']:g}, {times['p99']:g} ms"
