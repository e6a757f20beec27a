"""Type adapters that are remembered: FastAPI makes them anew for each application, and each test has one of its own.

An adapter holds what is read and written of a type and never changes. Making those of the hundred routes of a workbench
takes half the time of making its application.
"""

import sys
from collections.abc import Hashable
from typing import cast, get_args

from pydantic import TypeAdapter

_MODULE = "fastapi._compat.v2"


class _Remembered:
    """Makes an adapter for each type and each way of reading it, once."""

    def __init__(self) -> None:
        self._made: dict[Hashable, TypeAdapter[object]] = {}

    def __call__(self, annotated: object, *, config: None = None) -> TypeAdapter[object]:
        """Return the adapter of an annotated type; what its metadata say is told by how they are shown."""
        annotation, *metadata = get_args(annotated)
        key = (annotation, repr(metadata))
        if key not in self._made:
            self._made[key] = TypeAdapter(cast("type[object]", annotated), config=config)
        return self._made[key]


def remember_type_adapters() -> None:
    """Let FastAPI ask here for adapters, where a test has loaded it."""
    module = sys.modules.get(_MODULE)
    if module is not None and getattr(module, "TypeAdapter", None) is TypeAdapter:
        module.__dict__["TypeAdapter"] = _Remembered()
