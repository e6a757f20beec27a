"""SQL out of files: named statements, typed as literals so that a statement put together at run time does not check."""

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import LiteralString, cast

_SECTION = re.compile(r"^-- ([a-z][a-z0-9_]*) --\s*$", re.MULTILINE)


class Queries(Mapping[str, LiteralString]):
    """Named SQL statements of one package; an unknown name raises KeyError."""

    def __init__(self, text: str) -> None:
        """Read the sections of a queries file.

        Args:
            text: sections, each a line `-- name --`, a comment line with the purpose, and the statement.

        Raises:
            ValueError: text before the first section, a name twice, or an empty section.
        """
        first, *parts = _SECTION.split(text)
        if any(line.strip() and not line.startswith("--") for line in first.splitlines()):
            raise ValueError("there is SQL before the first section")
        self._statements: dict[str, LiteralString] = {}
        for name, body in zip(parts[::2], parts[1::2], strict=True):
            statement = body.strip()
            if name in self._statements or not statement:
                raise ValueError("a section is empty or appears twice")
            self._statements[name] = cast("LiteralString", statement)

    def __getitem__(self, name: str) -> LiteralString:
        return self._statements[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._statements)

    def __len__(self) -> int:
        return len(self._statements)


def load_queries(package: str) -> Queries:
    """Return the statements of `queries.sql` in a package.

    Args:
        package: dotted name of the package that the file lies in, usually `__package__`.

    Raises:
        FileNotFoundError: the package has no `queries.sql`.
    """
    return Queries(files(package).joinpath("queries.sql").read_text(encoding="utf-8"))
