"""Routes that are made when they are first asked: each test has applications of its own, and asks few of their routes.

FastAPI reads the signatures of all handlers when an application is made, which was half of what a test of the workbench
cost. What a route is asked for before a request reaches it, its address and methods, is there at once; everything else
is made by FastAPI itself as soon as something reads it. Processes that tests start make all of their routes at once.
"""

import sys
import threading
from collections.abc import Callable, Iterable
from typing import Protocol, cast

_WAITING = "waiting_to_be_made"


class _Route(Protocol):
    """The parts of FastAPI's route that are there at once."""

    path: str
    path_regex: object
    path_format: str
    param_convertors: object
    methods: set[str]


def make_routes_later() -> None:
    """Let the routes of FastAPI wait until they are asked, where a test has loaded it."""
    if "fastapi.routing" not in sys.modules:
        return
    from fastapi.routing import APIRoute
    from starlette.routing import compile_path

    make = cast("Callable[..., None]", APIRoute.__init__)
    making = threading.RLock()

    def wait(
        route: _Route, path: str, endpoint: object, *, methods: Iterable[str] | None = None, **options: object
    ) -> None:
        route.path = path
        route.path_regex, route.path_format, route.param_convertors = compile_path(path)
        route.methods = {method.upper() for method in methods or ("GET",)}
        route.__dict__[_WAITING] = lambda: make(route, path, endpoint, methods=methods, **options)

    def read(route: _Route, name: str) -> object:
        """Return what is not there yet, after making the route; Python asks here for nothing else."""
        with making:
            made = route.__dict__.pop(_WAITING, None)
            if made is not None:
                made()
        return object.__getattribute__(route, name)

    setattr(APIRoute, "__init__", wait)  # noqa: B010 - types forbid to assign to a method
    setattr(APIRoute, "__getattr__", read)  # noqa: B010
