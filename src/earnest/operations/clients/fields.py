"""Fields: answers of services, parsed where they arrive."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from earnest.operations.clients.errors import UnexpectedAnswer

_Record = TypeVar("_Record")


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
        return cls.of(_parsed(content))

    @classmethod
    def parse_many(cls, content: bytes | str) -> list["Fields"]:
        """Read a JSON list of objects.

        Raises:
            UnexpectedAnswer: it is something else.
        """
        return _objects(_parsed(content))

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

    def number(self, name: str) -> float:
        """Return a number that has to be there."""
        value = self.values.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise UnexpectedAnswer
        return float(value)

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

    def read(self, records: TypeAdapter[_Record]) -> _Record:
        """Return all fields as a record; those that it does not have are passed over."""
        try:
            return records.validate_python(self.values)
        except ValidationError as error:
            raise UnexpectedAnswer from error


def _parsed(content: bytes | str) -> object:
    try:
        parsed: object = json.loads(content)
    except ValueError as error:
        raise UnexpectedAnswer from error
    return parsed


def _objects(value: object) -> list[Fields]:
    if not isinstance(value, list):
        raise UnexpectedAnswer
    return [Fields.of(item) for item in cast("list[object]", value)]
