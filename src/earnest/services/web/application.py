"""Application: puts routes behind the middleware that every process has."""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from earnest.foundation.errors import EarnestError
from earnest.services.web.errors import answer_http_error, answer_invalid_form, answer_own_error
from earnest.services.web.middleware import (
    BodyMiddleware,
    ForgeryMiddleware,
    HeaderMiddleware,
    HostMiddleware,
    UnexpectedErrorMiddleware,
)
from earnest.services.web.pages import add_page
from earnest.services.web.refusals import Refusals

LARGEST_BODY_BYTES = 1_000_000
"""Of everything but sound: the longest label or correction is far below; sound has a limit of its own."""


class Audience(StrEnum):
    """Who calls: a browser carries a cookie by itself and can be tricked, a device sends its token on purpose."""

    BROWSER = "browser"
    DEVICE = "device"


def _named_hosts() -> list[str]:
    return [name.strip() for name in os.environ.get("EARNEST_HOSTS", "").split(",") if name.strip()]


def _nothing_more() -> Mapping[str, str]:
    return {}


def create_application(
    name: str,
    routers: Sequence[APIRouter],
    *,
    audience: Audience,
    page: str | None = None,
    hosts: Sequence[str] = (),
    largest_body_bytes: int = LARGEST_BODY_BYTES,
    larger_bodies: Mapping[str, int] | None = None,
    microphone: bool = False,
    health: Callable[[], Mapping[str, str]] = _nothing_more,
    signed: Collection[str] = (),
) -> FastAPI:
    """Return an application with error answers, security headers, body limit, host and forgery checks and `/health`.

    Args:
        name: the process, a single word; shown in logs only.
        routers: the process's routes. Handlers are plain functions: they run in worker threads.
        audience: whether changing requests need the header `X-Earnest: 1` and our own origin.
        page: name of the built page that is served at `/`; None for an interface only.
        hosts: names besides IP addresses, `localhost` and those in EARNEST_HOSTS (parted by commas) under which this is
            reached.
        largest_body_bytes: the most that a request's body may have.
        larger_bodies: addresses that take larger bodies, with how much.
        microphone: whether the page may ask for the microphone.
        health: more that `/health` tells; it raises one of our errors where a needed part is down.
        signed: addresses that look at no cookie and act only on what another program has signed; they need no header.
    """
    application = FastAPI(title=name, docs_url=None, redoc_url=None, openapi_url=None)
    refusals = Refusals(name)

    async def answer_and_note(request: Request, error: Exception) -> JSONResponse:
        refusals.note(request, error)
        return await answer_own_error(request, error)

    application.add_exception_handler(EarnestError, answer_and_note)
    application.add_exception_handler(RequestValidationError, answer_invalid_form)
    application.add_exception_handler(HTTPException, answer_http_error)

    def answer_health() -> dict[str, str]:
        """Tell that the process answers and how its parts are; an error where a needed part is down."""
        return {"status": "ok", **health()}

    application.add_api_route("/health", answer_health, methods=["GET"])
    for router in routers:
        # As they are: `include_router` would make each of them a second time when the first request comes.
        application.router.routes.extend(router.routes)
    if page is not None:
        add_page(application, page)
    # The last one added stands outermost.
    application.add_middleware(BodyMiddleware, largest_bytes=largest_body_bytes, larger=larger_bodies)
    if audience is Audience.BROWSER:
        application.add_middleware(ForgeryMiddleware, signed=signed)
    application.add_middleware(HostMiddleware, hosts=(*hosts, *_named_hosts()))
    application.add_middleware(UnexpectedErrorMiddleware, name=name)
    application.add_middleware(HeaderMiddleware, microphone=microphone)
    return application
