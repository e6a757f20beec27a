"""The HTTP interfaces as they are: every process's application is made as the process makes it, and its routes read.

Who may ask is read from what a route depends on, and what can go wrong from the `Raises:` of its view and of that.
"""

import inspect
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import cast

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from earnest.engines.engine_choice import EngineChoice, RecogniserName
from earnest.engines.engine_process import EngineLimits, EngineProcess
from earnest.foundation.clock import Clock, SystemClock
from earnest.foundation.errors import EarnestError
from earnest.foundation.settings import KeyName, load_settings
from earnest.operations.data_folder import prepare_folder
from earnest.organisation.oversight.checkpoints import CheckpointSigner
from earnest.processes import administration, customer_portal, device_gateway, workbench
from earnest.services.audit import load_signer_key
from earnest.services.database import Database
from earnest.services.database.roles import Role
from earnest.services.web import OnlyFor

WHO: Mapping[str, str] = {
    "require_device": "a device, by its token",
    "require_customer": "a signed-in customer",
    "require_browser": "a signed-in customer, in a browser that is a device of theirs",
    "require_reader": "signed-in staff",
    "require_reviewer": "a signed-in reviewer",
    "require_place": "staff who hear clips, where they may work",
    "require_shift": "staff who hear clips, where they may work",
    "require_listening_member": "staff who hear clips",
    "require_manager": "an administrator, or a vendor's",
    "require_lead": "a signed-in lead",
    "remember_member": "signed-in staff, whatever the role",
    "remember_enrolling_member": "signed-in staff, whatever the role, also before a first passkey that is demanded",
}
"""What a route depends on → who may ask, where it does not say so itself (`OnlyFor`). A dependency that is not here
stops the making of the documents."""

_NO_DATABASE = "postgresql://nobody@localhost:1/none"
_RAISED = re.compile(r"^ {4,}([A-Z]\w+(?:, [A-Z]\w+)*): ", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One route."""

    method: str
    path: str
    who: str
    does: str
    """First paragraph of the view's docstring."""
    success: int
    """Status of an answer."""
    problems: Mapping[int, tuple[str, ...]]
    """Status → codes of the errors that it stands for."""


def make_applications() -> Mapping[str, FastAPI]:
    """Return every process's application by the process's name; nothing is connected, started or kept."""
    database = Database(_NO_DATABASE)
    try:
        with tempfile.TemporaryDirectory() as folder:
            return applications_on(Path(folder), SystemClock(), lambda _: database)
    finally:
        database.close()


def applications_on(folder: Path, clock: Clock, database_of: Callable[[Role], Database]) -> Mapping[str, FastAPI]:
    """Return every process's application by the process's name.

    Args:
        folder: where a data folder with keys is made.
        clock: the time.
        database_of: the connections of a process's role.
    """
    prepare_folder(folder)
    settings = load_settings({"EARNEST_DATA": str(folder), "EARNEST_ROLE_DATABASE": _NO_DATABASE})
    portal = customer_portal.open_portal(settings)
    portal.database.close()
    limits = EngineLimits(children=1, lasting=0, idle_seconds=1.0, base_seconds=1.0, seconds_per_second=1.0)
    engine = EngineProcess(EngineChoice(name=RecogniserName.POCKETSPHINX), limits=limits)
    try:
        gateway = device_gateway.open_gateway(settings, database_of(Role.DEVICE_GATEWAY), engine, clock, ("en",))
        key = load_signer_key(Path(settings.key_address(KeyName.AUDIT)))
        signer = CheckpointSigner(database_of(Role.ADMINISTRATION), key, clock)
        return {
            "device_gateway": gateway.application(),
            "customer_portal": customer_portal.build_application(
                replace(portal, database=database_of(Role.CUSTOMER_PORTAL), clock=clock)
            ),
            "workbench": workbench.build_application(settings, database_of(Role.WORKBENCH), clock),
            "administration": administration.build_application(
                settings, database_of(Role.ADMINISTRATION), signer, clock
            ),
        }
    finally:
        engine.close()


def list_routes(application: FastAPI) -> tuple[Route, ...]:
    """Return the routes of an application in the order of their paths.

    Raises:
        LookupError: a route depends on something that `WHO` does not name, or a docstring names an error that there is
            none of.
    """
    found = [
        _route(route, method) for route in _all_routes(application.routes) for method in sorted(route.methods or ())
    ]
    documented = {
        (path, method.upper()) for path, operations in application.openapi()["paths"].items() for method in operations
    }
    if {(route.path, route.method) for route in found} != documented:
        raise LookupError("the framework knows other routes than were read")
    return tuple(sorted(found, key=lambda route: (route.path, route.method)))


def _all_routes(routes: Iterable[object]) -> Iterable[APIRoute]:
    for route in routes:
        included: object = getattr(route, "original_router", None)
        if isinstance(route, APIRoute):
            yield route
        elif isinstance(included, APIRouter):
            yield from _all_routes(included.routes)


def _route(route: APIRoute, method: str) -> Route:
    dependencies = [_called(one.dependency) for one in route.dependencies if one.dependency is not None]
    who = [one.who if isinstance(one, OnlyFor) else WHO[one.__name__] for one in dependencies]
    problems: dict[int, set[str]] = {}
    views = [OnlyFor.__call__ if isinstance(one, OnlyFor) else one for one in dependencies]
    for raised in [name for view in (*views, _called(route.endpoint)) for name in _raised(view)]:
        for error in _errors(raised):
            problems.setdefault(error.status, set()).add(error.code)
    if route.dependant.path_params or route.dependant.query_params or route.dependant.body_params:
        problems.setdefault(HTTPStatus.UNPROCESSABLE_ENTITY, set()).add("invalid_form")
    return Route(
        method=method,
        path=route.path_format,
        who=who[-1] if who else "all who reach the address",
        does=_first_paragraph(_called(route.endpoint)),
        success=int(route.status_code or HTTPStatus.OK),
        problems={int(status): tuple(sorted(codes)) for status, codes in sorted(problems.items())},
    )


def _called(view: Callable[..., object]) -> Callable[..., object]:
    return cast("Callable[..., object]", getattr(view, "__func__", view))


def _first_paragraph(view: Callable[..., object]) -> str:
    text = inspect.getdoc(view)
    if not text:
        raise LookupError(view.__qualname__)
    return " ".join(text.split("\n\n")[0].split())


def _raised(view: Callable[..., object]) -> Iterable[str]:
    """Return the names of the errors in the section `Raises:` of a docstring."""
    _, _, section = (inspect.getdoc(view) or "").partition("\nRaises:\n")
    return [name for names in _RAISED.findall(section) for name in names.split(", ")]


def _errors(name: str) -> list[type[EarnestError]]:
    ours = (error for error in _all_errors(EarnestError) if error.__module__.startswith("earnest."))
    found = [error for error in ours if name in {one.__name__ for one in error.__mro__}]
    if not found:
        raise LookupError(name)
    return found


def _all_errors(error: type[EarnestError]) -> Iterable[type[EarnestError]]:
    for below in error.__subclasses__():
        yield below
        yield from _all_errors(below)


def routes_page(applications: Mapping[str, FastAPI]) -> str:
    """Return the page of all routes."""
    lines = [
        "# Routes",
        "",
        "Generated by `make documents` from the routes themselves; do not edit. What is sent and answered is in",
        '`openapi/`, one file for each process. An error is `{"code", "message", "remedy"}` with the status of its',
        "class. Besides those listed, each route may answer 413 `body_too_large`, 421 `unknown_host`, 500",
        f"`{EarnestError.code}`, 503 where the database does not answer, to browsers 403 `forged_request`: what",
        "changes something needs the header `X-Earnest: 1` and our own origin.",
    ]
    for process, application in applications.items():
        lines += ["", f"## `{process}`", "", "| method | path | who may | what it does | answers | errors |"]
        lines += ["|---|---|---|---|---|---|"]
        for one in list_routes(application):
            errors = "<br>".join(
                f"{status} {', '.join(f'`{code}`' for code in codes)}" for status, codes in one.problems.items()
            )
            lines.append(f"| {one.method} | `{one.path}` | {one.who} | {one.does} | {one.success} | {errors or '–'} |")
    return "\n".join(lines) + "\n"


def openapi_document(application: FastAPI) -> str:
    """Return the OpenAPI document of a process, with our own form of errors instead of the framework's."""
    document = cast("dict[str, dict[str, dict[str, object]]]", application.openapi())
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        _ = schemas.pop(name, None)
    text = {"type": "string"}
    schemas["Problem"] = {
        "title": "Problem",
        "description": "What a caller learns of an error; it holds no content.",
        "type": "object",
        "required": ["code", "message", "remedy"],
        "properties": {"code": text, "message": text, "remedy": text},
    }
    for route in list_routes(application):
        operation = cast("dict[str, object]", document["paths"][route.path][route.method.lower()])
        operation["description"] = f"{route.does} Who may: {route.who}."
        responses = cast("dict[str, object]", operation["responses"])
        _ = responses.pop("422", None)
        schema = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for status, codes in route.problems.items():
            responses[str(status)] = {"description": ", ".join(codes), "content": schema}
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
