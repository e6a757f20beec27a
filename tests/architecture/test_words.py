"""The words of code and queries: users, reviewers and customers are named as such, and nothing by a metaphor."""

import re
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "earnest"
VAGUE = re.compile(r"\b(nobody|somebody|anybody|everybody|someone|anyone|everyone|no one)\b", re.IGNORECASE)
"""Words for users that do not say which: users, reviewers, customers, staff, another process."""
SUFFIXES = {".py", ".sql"}
SPOKEN = {
    "speech",
    "personal/assistant/spoken_no.py",
}
"""Where such words are among what people say to a device."""


def _lines() -> list[tuple[str, str]]:
    """Return place and text of each line of code and queries, but for migrations, which stay as they were applied."""
    return [
        (f"{path.relative_to(SOURCE).as_posix()}:{number}", line)
        for path in sorted(SOURCE.rglob("*"))
        if path.suffix in SUFFIXES and not re.match(r"\d{4}_", path.name)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    ]


def test_users_are_named_as_what_they_are() -> None:
    lines = _lines()
    assert len(lines) > 40_000
    vague = [
        f"{place}: {line.strip()}"
        for place, line in lines
        if VAGUE.search(line) and '"nobody_addressed"' not in line and not place.startswith(tuple(SPOKEN))
    ]
    assert vague == []
