"""Picture: the learning curve as SVG, a line for each task with the spread of its splits."""

from collections.abc import Mapping, Sequence
from typing import Final, cast

from earnest.collections.recordings import ORDERS, SENTENCES, WORDS

Row = Mapping[str, object]
WIDTH: Final = 720
HEIGHT: Final = 400
LEFT: Final = 60
RIGHT: Final = 190
TOP: Final = 30
BOTTOM: Final = 60
COLOURS: Final = {ORDERS: "#1b6e4f", WORDS: "#2456a6", SENTENCES: "#a6541b"}
TITLES: Final = {ORDERS: "orders right", WORDS: "single words right", SENTENCES: "words of sentences right"}
LARGEST: Final = 200
_FONT: Final = 'font-family="sans-serif" font-size="13"'


def picture(found: Mapping[str, object]) -> str:
    """Return the curve; sentences as the share of words without an error, so that up is better for all."""
    rows = cast("Sequence[Row]", found["curve"])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" {_FONT}>',
        "<title>What labelled clips bring: share right by number of labels, people who were not labelled</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        *_axes(sorted({_size(row) for row in rows})),
    ]
    for task in COLOURS:
        own = sorted((row for row in rows if row["task"] == task), key=_size)
        if own:
            parts += _line(task, own)
    return "\n".join([*parts, "</svg>", ""])


def _axes(sizes: Sequence[int]) -> list[str]:
    parts: list[str] = []
    for tenth in range(0, 11, 2):
        height = _high(tenth / 10)
        parts.append(f'<path d="M{LEFT} {height:.1f}H{WIDTH - RIGHT}" stroke="#dddddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{height + 4:.1f}" text-anchor="end">{tenth * 10} %</text>')
    ticks = [0, *(size for size in sizes if size != 20)]  # noqa: PLR2004 - beside 25 there is no room for it
    parts += [f'<text x="{_wide(size):.1f}" y="{HEIGHT - 38}" text-anchor="middle">{size}</text>' for size in ticks]
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle:.1f}" y="{HEIGHT - 14}" text-anchor="middle">labelled clips of the task</text>')
    return parts


def _line(task: str, rows: Sequence[Row]) -> list[str]:
    colour, turned = COLOURS[task], rows[0]["metric"] == "word_error_rate"

    def right(value: object) -> float:
        return 1 - cast("float", value) if turned else cast("float", value)

    points = [(0, right(rows[0]["before"])), *((_size(row), right(row["after"])) for row in rows)]
    path = "L".join(f"{_wide(size):.1f} {_high(value):.1f}" for size, value in points)
    parts = [f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>']
    for row in rows:
        low, high = (_high(right(one)) for one in cast("Sequence[float]", row["spread"]))
        parts.append(f'<path d="M{_wide(_size(row)):.1f} {low:.1f}V{high:.1f}" stroke="{colour}" opacity="0.45"/>')
    parts += [
        f'<circle cx="{_wide(size):.1f}" cy="{_high(value):.1f}" r="3.5" fill="{colour}"/>' for size, value in points
    ]
    last = points[-1]
    parts.append(
        f'<text x="{_wide(last[0]) + 10:.1f}" y="{_high(last[1]) + 4:.1f}" fill="{colour}">'
        f"{TITLES[task]}: {last[1]:.1%}</text>"
    )
    return parts


def _size(row: Row) -> int:
    return cast("int", row["size"])


def _wide(size: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * size / LARGEST


def _high(value: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value)
