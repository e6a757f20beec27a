"""Each number that decides something says what it is, its unit, and where it was measured, or that it was chosen."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2] / "src" / "earnest"
DECIDING = (
    "deidentified/evaluation",
    "deidentified/learning",
    "deidentified/quality",
    "deidentified/training",
    "engines",
    "foundation/statistics",
    "handover/drawing.py",
    "handover/watermarking",
    "organisation/figures",
    "personal/accidents",
    "personal/adaptation",
    "personal/assistant/agreement.py",
    "personal/assistant/spoken_no.py",
    "personal/capture/hearing.py",
    "personal/capture/last_said.py",
    "personal/capture/questions.py",
    "personal/capture/rephrasing.py",
    "personal/capture/same_sentence.py",
    "personal/capture/understanding.py",
    "personal/deidentification",
    "personal/sampling",
    "screening",
    "speech",
    "voices",
    "weights",
)
"""Where a number decides what is heard, understood, hidden, chosen, learned or released; each `rules.py` too."""
DEFINED = re.compile(
    r"^_?(?:HOURS?=(?:24|3600)|MINUTES?=60|MILLISECOND=.*|NOON=12|HUNDRED=100|THOUSAND=1000|\w+_PER_\w+=.*)$"
)
"""Names that define their number: the clock, the words for numbers, and conversions (`MICROSECONDS_PER_SECOND`)."""
NEUTRAL = {0, 1}
"""Values that change nothing, begin a count, or number the first version of a format."""
ORIGIN = re.compile(
    r"\bmeasure[ds]?\b|\bmeasurements?\b|\bbenchmarks?\b|docs/|\bdecision \d{4}|\btests/"  # what was measured
    r"|\b(?:RFC|ISO|ITU|EBU|NIST|IEEE|CEN)\b.{0,6}\d|\bstandards?\b|\b(?:19|20)\d\d\)"  # a standard or a paper
    r"|\bauthors\b|\bSource:|\brequirement \w+\d|\([A-Z]{2}\d+\b"  # who else uses it, or asks for it
    r"|\bdefin\w+|\bformats?\b|\btrained\b|\bdefault\b"  # what it means, is written in, or goes with certain weights
    r"|\bchosen\b",
    re.IGNORECASE,
)
"""Where a number comes from. `Chosen` without a measurement is an answer; no answer is none."""
UNITS = re.compile(
    r"seconds?\b|minutes?\b|hours?\b|\bdays?\b|weeks?\b|years?\b|\bms\b|timedelta"
    r"|samples?\b|frames?\b|windows?\b|hertz|\bHz\b|decibels?|\bdB\b|LU(?:FS)?\b|\bmels?\b|bands?\b|cepstra"
    r"|probabilit|posterior|likelihood|logarithm|\bodds\b|shares?\b|factor|ratio\b|\brate\b|weights?\b|\bcosts?\b"
    r"|confidence|distance|%|amplitude|full scale|power|peak|height|evidence|\bfit\b|deviation|magnitude|resolution"
    r"|bytes?\b|\bsteps?\b|process(?:es|ors?)?\b|threads?\b|tokens?\b|seed\b|exit status|times\b|length\b"
    r"|words?\b|letters?\b|digits?\b|figures\b|characters?\b|phones?\b|names?\b|signs?\b|voices?\b|phrases?\b"
    r"|sentences?\b|utterances?\b|hearings\b|alternatives\b|hypotheses\b|readings\b|slots\b|domains\b|texts\b"
    r"|clips?\b|labels?\b|reviews?\b|verdicts?\b|orders?\b|attempts?\b|findings\b|entries\b|offers\b|looks\b"
    r"|people\b|resamples\b|pairs?\b|rounds?\b|parts\b|groups?\b|pieces\b|leaves\b|decimals\b",
    re.IGNORECASE,
)
"""What a number may count or be measured in, in the name or in the words beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    place: str
    """Module and name."""
    definition: str
    """`NAME=value`, without blanks."""
    neutral: bool
    """Made of 0 and 1 alone, and no duration."""
    explained: str
    """The words beside it: its docstring, its comment, that of the lines it stands together with, and the heading."""

    def is_trivial(self) -> bool:
        return self.neutral or DEFINED.match(self.definition) is not None


def _is_numeric(node: ast.expr) -> bool:
    """Return whether an expression is made of written numbers alone: a number, a row or table of them, a duration."""
    match node:
        case ast.Constant(value=value):
            return isinstance(value, int | float) and not isinstance(value, bool)
        case ast.UnaryOp(operand=operand):
            parts = [operand]
        case ast.BinOp(left=left, right=right):
            parts = [left, right]
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts) | ast.Dict(values=parts):
            pass
        case ast.Call(args=args, keywords=keywords):
            parts = [*args, *(keyword.value for keyword in keywords)]
        case _:
            return False
    return bool(parts) and all(map(_is_numeric, parts))


def _is_neutral(node: ast.expr) -> bool:
    written = {
        abs(part.value)
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, int | float)
    }
    return written <= NEUTRAL and not ast.unparse(node).startswith(("timedelta", "samples_in"))


def _docstring(node: ast.stmt | None) -> str | None:
    match node:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return text
        case _:
            return None


def _comment(line: str) -> str:
    return line.partition("# ")[2]


def _numbers(body: list[ast.stmt], lines: list[str], place: str) -> Iterator[_Number]:
    """Yield the numbers that a module or a record defines.

    Lines that stand together without a blank line are one group: a comment above the group is about all of it, a
    number without words shares those of the next one that has some.
    """
    heading = ""
    for position, node in enumerate(body):
        if isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(one) for one in node.decorator_list):
            yield from _numbers(node.body, lines, f"{place}:{node.name}")
        if _docstring(node) is not None:
            continue
        first = node.lineno - 1
        above = first
        while above and lines[above - 1].lstrip().startswith("#"):
            above -= 1
        if above < first:
            heading = " ".join(_comment(line) for line in lines[above:first])
        elif not lines[first - 1].strip():
            heading = ""
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ) if _is_numeric(value):
                yield _Number(
                    place=f"{place}:{name}",
                    definition=f"{name}={ast.unparse(value)}".replace(" ", ""),
                    neutral=_is_neutral(value),
                    explained=f"{heading} {_words_beside(body[position:], lines)}".strip(),
                )
            case _:
                pass


def _words_beside(following: list[ast.stmt], lines: list[str]) -> str:
    """Return the docstring and comment of the first statement, or of the next ones of its group up to one that has."""
    for node, after in zip(following, [*following[1:], None], strict=True):
        own = lines[node.lineno - 1 : node.end_lineno]
        words = " ".join(filter(None, (*map(_comment, own), _docstring(after))))
        if words:
            return words
        end = node.end_lineno or node.lineno
        if end >= len(lines) or not lines[end].strip() or lines[end].lstrip().startswith("#"):
            return ""
    return ""


def _deciding() -> list[_Number]:
    return [
        number
        for path in sorted(ROOT.rglob("*.py"))
        if (name := path.relative_to(ROOT).as_posix()).startswith(DECIDING) or path.name == "rules.py"
        for text in [path.read_text(encoding="utf-8")]
        for number in _numbers(ast.parse(text).body, text.splitlines(), name)
        if not number.is_trivial()
    ]


def test_numbers_that_decide_are_found() -> None:
    found = {number.place for number in _deciding()}
    assert len(found) > 350
    assert "personal/sampling/rules.py:LOW_CONFIDENCE" in found
    assert "speech/privacy/foreground/nearness.py:Nearness:greatest_gap_decibels" in found
    assert all(any(place.startswith(part) for place in found) for part in DECIDING)


def test_each_says_what_it_is_and_in_which_unit() -> None:
    assert [
        number.place
        for number in _deciding()
        if not number.explained or not UNITS.search(f"{number.definition.replace('_', ' ')} {number.explained}")
    ] == []


def test_each_says_where_it_was_measured_or_that_it_was_chosen() -> None:
    assert [
        f"{number.place}: {number.explained}" for number in _deciding() if not ORIGIN.search(number.explained)
    ] == []


def test_what_a_number_names_as_its_measurement_exists() -> None:
    """A document, a benchmark or a test that was moved or deleted explains nothing."""
    repository = ROOT.parents[1]
    benchmarks = {path.stem for path in (repository / "benchmarks").glob("*.py")}
    decisions = {path.name[:4] for path in (repository / "docs" / "decisions").glob("*.md")}
    named = [
        (number.place, kind, name)
        for number in _deciding()
        for kind, pattern in (
            ("file", r"\b(?:docs|tests|benchmarks)/[\w/.-]*\w"),
            ("benchmark", r"\bbenchmarks? `(\w+)`"),
            ("decision", r"\bdecision (\d{4})"),
        )
        for name in re.findall(pattern, number.explained)
    ]
    assert len(named) > 50
    known = {"benchmark": benchmarks, "decision": decisions}
    missing = [
        (place, name)
        for place, kind, name in named
        if not (name in known[kind] if kind in known else (repository / name).exists())
    ]
    assert missing == []
