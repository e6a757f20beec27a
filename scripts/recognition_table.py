"""The tables of the recognition benchmark, as their card shows them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, cast

from earnest.foundation.statistics.estimates import exact_share

Row = Mapping[str, object]

GROUPS: Final = {
    "loop": "sentences that the loop keeps back",
    "sentences": "sentences, as many of each of 20 people",
    "people": "sentences, one or two of each of many people",
    "commands": "home commands",
    "words": "single words",
    "personal_data": "letters and digits",
    "german": "German sentences",
}
SPOILED_GROUPS: Final = {"commands": "home commands", "sentences": "sentences", "words": "single words"}
SPOILINGS: Final = {
    "quiet": "peak at −40 dB",
    "8_khz": "8 kHz",
    "clipped": "clipped by 12 dB",
    "late": "10 s of silence before",
}
PARTS: Final = ("child", "adult", "female", "male", "joined")
CURVE_BINS: Final = 10
UNCALIBRATED: Final = frozenset({"pocketsphinx"})
"""Engines whose own score is their confidence in use."""
THRESHOLDS: Final = (2, 3, 4, 5, 6, 7, 8)
"""Of the gate, in tenths."""


def as_tables(results: Row) -> str:
    """Return the tables of a `recognition.json`."""
    engines = cast("Mapping[str, Row]", results["engines"])
    parts = (
        _errors(engines),
        _spoiled(engines),
        _costs(engines),
        _reliability(engines),
        _thresholds(engines),
        _times(engines),
    )
    return "\n\n".join(
        (*filter(None, parts), f"Seed {results['seed']}, at most {results['sample']} recordings of a group.")
    )


def _errors(engines: Mapping[str, Row]) -> str:
    lines = [_head("word error rate", engines, "n (people)")]
    for group, title in GROUPS.items():
        found = {name: cast("Row", figures[group]) for name, figures in engines.items() if group in figures}
        if not found:
            continue
        lines.append(_line(title, _count(found), [_rate(found.get(name)) for name in engines]))
        if group in {"words", "commands"}:
            cells = [_exact(found.get(name)) for name in engines]
            lines.append(_line(f"{title}: exactly right", _count(found), cells))
        if any(row.get("taken_by_a_domain") for row in found.values()):
            cells = [str(found[name].get("taken_by_a_domain", 0)) if name in found else "–" for name in engines]
            lines.append(_line(f"{title}: taken by what was learned", _count(found), cells))
        for part in PARTS:
            rows = {name: cast("Mapping[str, Row]", row["parts"]).get(part) for name, row in found.items()}
            known = {name: row for name, row in rows.items() if row is not None}
            if known:
                lines.append(_line(f"– {part}", _count(known), [_rate(rows.get(name)) for name in engines]))
    return "\n".join(lines)


def _spoiled(engines: Mapping[str, Row]) -> str:
    """Return what becomes of the same recordings where the device hears worse."""
    known = {name: figures for name, figures in engines.items() if "spoiled" in figures}
    columns = ["word error rate of", "n", "as they are", *SPOILINGS.values()]
    lines = [f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}"] if known else []
    for name, figures in known.items():
        spoiled = cast("Mapping[str, Mapping[str, Row]]", figures["spoiled"])
        for group, title in SPOILED_GROUPS.items():
            plain = cast("Row", figures[group])
            cells = [_rate(row) for row in (plain, *(spoiled[kind][group] for kind in SPOILINGS))]
            lines.append(_line(f"{title}, {name}", str(plain["n"]), cells))
    return "\n".join(lines)


def _costs(engines: Mapping[str, Row]) -> str:
    def time(kind: str) -> Callable[[Row], str]:
        def cell(figures: Row) -> str:
            row = cast("Row", cast("Row", figures["requests_of_3_seconds"])[kind])
            return f"{row['p50']} / {row['p95']} / {row['max']} s"

        return cell

    def invented(kind: str) -> Callable[[Row], str]:
        def cell(figures: Row) -> str:
            row = cast("Row", cast("Row", figures["invented"])[kind])
            sure = cast("Sequence[float]", row["confidences"])
            return f"{row['with_words']} of {row['n']}" + (f", at most {sure[0]:.2f} sure" if sure else "")

        return cell

    def requests(figures: Row) -> str:
        rows = [cast("Row", cast("Row", figures["invented"])[kind]) for kind in ("whole", "trimmed")]
        if any("requests" not in row for row in rows):
            return "–"
        return " and ".join(f"{row['requests']} of {row['n']} [to {_high(row):.1%}]" for row in rows)

    rows: Mapping[str, Callable[[Row], str]] = {
        "processor seconds per second of sound": lambda figures: str(figures["seconds_per_second"]),
        "largest resident memory": lambda figures: f"{figures['memory_mebibytes']} MiB",
        "text of a request of 2 to 4 s, by the clock (p50 / p95 / max)": time("wall_seconds"),
        "– processor": time("processor_seconds"),
        "words on sounds without speech, whole": invented("whole"),
        "– where the voice detector finds speech, cut to it": invented("trimmed"),
        "– of all these, words that ask the assistant for something": requests,
    }
    lines = [_head("cost, and text where nothing is said", engines, None)]
    lines += [_line(title, None, [cell(figures) for figures in engines.values()]) for title, cell in rows.items()]
    return "\n".join(lines)


def _high(row: Row) -> float:
    return cast("Sequence[float]", row["requests_interval"])[1]


def _reliability(engines: Mapping[str, Row]) -> str:
    lines = [
        "| engine, language | of | n | right | expected calibration error | right before wrong (AUC) | said → right |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, figures in engines.items():
        for language, claims in cast("Mapping[str, Mapping[str, Row]]", figures["reliability"]).items():
            for of, row in claims.items():
                if row["n"]:
                    lines.append(_claims(f"{name}, {language}", of, row))
        for language, maps in cast("Mapping[str, Mapping[str, Row]]", figures.get("calibration", {})).items():
            for of, row in maps.items():
                after = cast("Row", row["after"])
                if after["n"]:
                    whose = "other people" if "bias" in row else "by the map of English"
                    lines.append(_claims(f"{name}, {language}, calibrated; {whose}", of, after))
    return "\n".join(lines)


def _thresholds(engines: Mapping[str, Row]) -> str:
    """Return what a gate would send to people that asks where the confidence lies under a threshold."""
    lines = [
        "| utterances less sure than | n | of them wrong | of the wrong ones these are | wrong in the tenth above |",
        "|---|---|---|---|---|",
    ]
    for name, figures in engines.items():
        if name in UNCALIBRATED:
            claims = cast("Mapping[str, Mapping[str, Row]]", figures["reliability"])["en"]["utterances"]
        else:
            maps = cast("Mapping[str, Mapping[str, Row]]", figures["calibration"])["en"]
            claims = cast("Row", maps["utterances"]["after"])
        curve = cast("Sequence[Row]", claims["curve"])
        # The curve tells shares; counts are whole, so they are had back by rounding.
        tenths = {round(10 * cast("float", one["from"])): _wrong(one) for one in curve}
        everything = sum(wrong for _, wrong in tenths.values())
        for threshold in THRESHOLDS if everything else ():
            under = [counts for tenth, counts in tenths.items() if tenth < threshold]
            n, wrong = sum(count for count, _ in under), sum(count for _, count in under)
            count_above, wrong_above = tenths.get(threshold, (0, 0))
            found = f"{wrong} of {everything}, {_exact_share(wrong, everything)}"
            share = _exact_share(wrong, n) if n else "–"
            title = f"0.{threshold}, {name}, en"
            lines.append(f"| {title} | {n} | {share} | {found} | {wrong_above} of {count_above} |")
    return "\n".join(lines)


def _wrong(tenth: Row) -> tuple[int, int]:
    """Return how many claims a part of a reliability curve holds, and how many of them were wrong."""
    count = cast("int", tenth["n"])
    return count, round(count * (1 - cast("float", tenth["right"])))


def _exact_share(successes: int, trials: int) -> str:
    return f"{successes / trials:.1%} {_exact_interval(successes, trials)}"


def _exact_interval(successes: int, trials: int) -> str:
    interval = exact_share(successes, trials).interval
    return _interval((interval.low, interval.high), percent=True)


def _claims(title: str, of: str, row: Row) -> str:
    curve = [
        f"{cast('float', one['mean_probability']):.2f} → {cast('float', one['right']):.2f}"
        for one in cast("Sequence[Row]", row["curve"])
        if cast("int", one["n"]) >= CURVE_BINS
    ]
    error = f"**{row['expected_calibration_error']}** {_interval(row['interval'])}"
    return f"| {title} | {of} | {row['n']} | {row['right']} | {error} | {row['discrimination']} | {', '.join(curve)} |"


def _times(engines: Mapping[str, Row]) -> str:
    lines = [
        (
            "| word times | n | start, ms: p5 / p50 / p95 | end: p5 / p50 / p95 | covered | + 100 ms | + 200 | + 300 | "
            "padding for 95 % |"
        ),
        "|---|---|---|---|---|---|---|---|---|",
    ]
    titles = {"own": "own", "aligned": "forced alignment (English)", "own_and_aligned": "own and alignment together"}
    for name, figures in engines.items():
        for way, row in cast("Mapping[str, object]", figures["word_times"]).items():
            if way not in titles or not cast("Row", row)["n"]:
                continue
            known = cast("Row", row)
            covered = cast("Mapping[str, Row]", known["covered"])
            cells = [f"{cast('float', covered[padding]['share']):.1%}" for padding in ("0", "100", "200", "300")]
            enough = known["padding_milliseconds"]
            last = "more than 400 ms" if enough is None else f"**{enough} ms**"
            spreads = [_spread(known[end]) for end in ("start_milliseconds", "end_milliseconds")]
            lines.append(f"| {name}, {titles[way]} | {known['n']} | {' | '.join((*spreads, *cells, last))} |")
    for name, figures in engines.items():
        tone = cast("Row", cast("Row", figures["word_times"])["tone"])
        if tone["n"]:
            share = f"{cast('float', tone['share']):.1%} {_interval(tone['interval'], percent=True)}"
            placed = f"moved by {tone['shift_milliseconds']} ms, padded by {tone['padding_milliseconds']} ms"
            beside = f"{tone['seconds_beyond']} s beside each"
            lines += ["", f"The tone of {name} ({placed}) covers {share} of {tone['n']} words, and {beside}."]
    return "\n".join(lines)


def _spread(value: object) -> str:
    row = cast("Row", value)
    return f"{row['p5']:+} / {row['p50']:+} / {row['p95']:+} ms"


def _head(title: str, engines: Mapping[str, Row], count: str | None) -> str:
    columns = [title, *([count] if count else []), *engines]
    return f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}"


def _line(title: str, count: str | None, cells: Sequence[str]) -> str:
    return f"| {' | '.join([title, *([count] if count else []), *cells])} |"


def _count(rows: Mapping[str, Row]) -> str:
    row = next(iter(rows.values()))
    return f"{row['n']} ({row['people']})"


def _rate(row: Row | None) -> str:
    if row is None:
        return "–"
    return f"**{cast('float', row['word_error_rate']):.1%}** {_interval(row['interval'], percent=True)}"


def _exact(row: Row | None) -> str:
    if row is None:
        return "–"
    return f"{cast('float', row['exactly_right']):.1%} {_interval(row['exactly_right_interval'], percent=True)}"


def _interval(value: object, *, percent: bool = False) -> str:
    low, high = cast("Sequence[float]", value)
    return f"[{low:.1%}, {high:.1%}]" if percent else f"[{low:.3f}, {high:.3f}]"
