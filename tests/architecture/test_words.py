"""The words of code, queries and documents: users are named as what they are, and things by the field's terms."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
VAGUE = re.compile(r"\b(nobody|somebody|anybody|everybody|someone|anyone|everyone|no one)\b", re.IGNORECASE)
"""Words for users that do not say which: users, reviewers, customers, staff, another process."""
METAPHORS = re.compile(
    r"\b(desks?|doors?|hatch|notary|ears?|mouths?|(?<!numpy\.)eyes?|hearts?|walls?|keepers?|guard(?:s|ed)?)\b"
    r"|[a-z](?:Keeper|Guard)\b",
    re.IGNORECASE,
)
"""Pictures where the field has a term: connection, boundary, signer, listener, storage, erasure key, middleware.

Looked for in code, queries, documents and English texts of the pages. In the Dutch texts `door` means by, so it stays
in what people say (`words/spoken_no`) and in what members agreed to, whose hash counts."""
QUOTED = (
    "personal/assistant/spoken_no.py",  # what people say to a device
    "hearing/recognition/spoken_words.py",  # how numbers are said
)
STORED = re.compile(r'"nobody_addressed"|"guards"|-guard"')
"""Programs, back-ups and sealed keys know these by their names, so they stay."""
SAID = re.compile(r"`[^`]* [^`]*`")
"""Sentences that were said to a device, as documents quote them."""
GERMAN = re.compile(r"(?:const |  )(?:de|german)\b")
"""Where the German texts of the pages begin, in a file that has all languages."""
GENERATED = ("requirements.md", "reference/", "decisions/", "how-to/home-assistant-log.md")
"""Documents that repeat the wording of the requirements, tell what was decided when, or are a log."""


def _read(folder: Path, suffixes: set[str], left_out: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return place and text of each line; migrations are left out, for they stay as they were applied."""
    return [
        (f"{path.relative_to(ROOT).as_posix()}:{number}", line)
        for path in sorted(folder.rglob("*"))
        if path.suffix in suffixes
        and not re.match(r"\d{4}_", path.name)
        and not path.relative_to(folder).as_posix().startswith(left_out or ("/",))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    ]


def _code() -> list[tuple[str, str]]:
    lines = _read(ROOT / "src" / "earnest", {".py", ".sql"})
    assert len(lines) > 40_000
    return [(place, line) for place, line in lines if not any(quoted in place for quoted in QUOTED)]


def _documents() -> list[tuple[str, str]]:
    lines = _read(ROOT / "docs", {".md"}, GENERATED)
    assert len(lines) > 1_000
    return [(place, SAID.sub("", line)) for place, line in lines]


def _found(words: re.Pattern[str], lines: list[tuple[str, str]]) -> list[str]:
    return [f"{place}: {line.strip()}" for place, line in lines if words.search(STORED.sub("", line))]


def test_users_are_named_as_what_they_are() -> None:
    assert _found(VAGUE, _code()) == []
    assert _found(VAGUE, _documents()) == []


def test_things_are_named_by_the_terms_of_the_field() -> None:
    assert _found(METAPHORS, _code()) == []
    assert _found(METAPHORS, _documents()) == []


def _english(path: Path) -> list[tuple[str, str]]:
    """Return place and text of the English lines of a file of texts: all, or those before the first in German."""
    lines = path.read_text(encoding="utf-8").splitlines()
    german = next((number for number, line in enumerate(lines) if GERMAN.match(line)), len(lines))
    return [
        (f"{path.relative_to(ROOT).as_posix()}:{number}", line) for number, line in enumerate(lines[:german], start=1)
    ]


def test_english_texts_of_the_pages_name_users_and_things_by_their_terms() -> None:
    folder = ROOT / "frontend"
    files = [path for path in folder.rglob("*.ts") if path.name in {"texts.ts", "english.ts"}]
    texts = [line for path in sorted(files) if "node_modules" not in path.parts for line in _english(path)]
    assert len(texts) > 2_000
    assert _found(VAGUE, texts) == []
    assert _found(METAPHORS, texts) == []
