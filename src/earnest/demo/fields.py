"""Fields: answers of stations, parsed where they arrive."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from earnest.demo.errors import UnexpectedAnswer


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object whose fields are read by name and type; another type raises UnexpectedAnswer."""

    values: Mapping[str, object]

    @classmethod
    def parse(cls, content: bytes | str) -> "Fields":
        """Read a JSON object.

        Raises:
            UnexpectedAnswer: it is no JSON object.
        """
        try:
            parsed: object = json.loads(content)
        except ValueError as error:
            raise UnexpectedAnswer from error
        return cls.of(parsed)

    @classmethod
    def parse_many(cls, content: bytes | str) -> list["Fields"]:
        """Read a JSON list of objects.

        Raises:
            UnexpectedAnswer: it is something else.
        """
        try:
            parsed: object = json.loads(content)
        except ValueError as error:
            raise UnexpectedAnswer from error
        return _objects(parsed)

    @classmethod
    def of(cls, value: object) -> "Fields":
        """Take a JSON value that has to be an object."""
        if not isinstance(value, dict):
            raise UnexpectedAnswer
        return cls(cast("dict[str, object]", value))

    def find_text(self, name: str) -> str | None:
        """Return a text; None where the field is absent or null."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, str):
            raise UnexpectedAnswer
        return value

    def text(self, name: str) -> str:
        """Return a text that has to be there."""
        value = self.find_text(name)
        if value is None:
            raise UnexpectedAnswer
        return value

    def find_number(self, name: str) -> float | None:
        """Return a number; None where the field is absent or null."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise UnexpectedAnswer
        return float(value)

    def number(self, name: str) -> float:
        """Return a number that has to be there."""
        value = self.find_number(name)
        if value is None:
            raise UnexpectedAnswer
        return value

    def flag(self, name: str) -> bool:
        """Return true or false."""
        value = self.values.get(name)
        if not isinstance(value, bool):
            raise UnexpectedAnswer
        return value

    def find_object(self, name: str) -> "Fields | None":
        """Return an object; None where the field is absent or null."""
        value = self.values.get(name)
        return None if value is None else Fields.of(value)

    def objects(self, name: str) -> list["Fields"]:
        """Return a list of objects."""
        return _objects(self.values.get(name))

    def texts(self, name: str) -> dict[str, str]:
        """Return an object of texts; empty where the field is absent or null."""
        found = self.find_object(name)
        if found is None:
            return {}
        return {key: found.text(key) for key in found.values}


def _objects(value: object) -> list[Fields]:
    if not isinstance(value, list):
        raise UnexpectedAnswer
    return [Fields.of(item) for item in cast("list[object]", value)]
