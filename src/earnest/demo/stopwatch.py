"""Stopwatch: how long each station took."""

import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager


class Stopwatch:
    """Seconds per station, in the order in which they began."""

    def __init__(self) -> None:
        """Start with no station."""
        self._seconds: dict[str, float] = {}

    @contextmanager
    def station(self, name: str) -> Generator[None]:
        """Measure a station for the length of the block; a second block of the same name adds to it."""
        began = time.monotonic()
        _ = self._seconds.setdefault(name, 0.0)
        try:
            yield
        finally:
            self._seconds[name] += time.monotonic() - began

    @property
    def seconds(self) -> Mapping[str, float]:
        """Station → seconds."""
        return dict(self._seconds)
