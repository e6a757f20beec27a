"""Web errors, and what every error looks like over HTTP.

EarnestError
├── InvalidInput
│   └── BodyTooLarge
└── NotAllowed
    ├── NotSignedIn     of foundation
    ├── ForgedRequest
    └── UnknownHost
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import TypedDict, cast

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from earnest.foundation.errors import EarnestError, InvalidInput, NotAllowed
from earnest.services.observability import LogWord, UnexpectedError, log


class BodyTooLarge(InvalidInput):
    """What was sent is larger than this takes."""

    code = "body_too_large"
    status = 413
    remedy = "Send a shorter recording or less text."


class ForgedRequest(NotAllowed):
    """This request did not come from one of our pages."""

    code = "forged_request"
    remedy = "Open the page itself; programs send the header X-Earnest: 1."


class UnknownHost(NotAllowed):
    """This address is not one of ours."""

    code = "unknown_host"
    status = 421
    remedy = "Use the address that the start printed, or name yours in EARNEST_HOSTS."


class _FormError(TypedDict):
    """What the framework tells of one wrong field."""

    type: str
    loc: Sequence[str | int]


def error_body(error: EarnestError) -> dict[str, str]:
    """Return what a caller learns of an error; it holds no content."""
    return {"code": error.code, "message": error.message, "remedy": error.remedy}


async def answer_own_error(request: Request, error: Exception) -> JSONResponse:
    """Answer one of our errors with its status; what is not the caller's doing is logged by its class and place."""
    known = error if isinstance(error, EarnestError) else EarnestError()
    if known.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        name = cast("FastAPI", request.app).title
        log(UnexpectedError(place=place_of(name, error), error=type(error)))
    return JSONResponse(error_body(known), status_code=known.status)


async def answer_invalid_form(_request: Request, error: Exception) -> JSONResponse:
    """Name the fields that are not in the expected form, never their values nor names that the caller made up."""
    fields: list[str] = []
    if isinstance(error, RequestValidationError):
        fields = sorted({_field(entry) for entry in cast("Sequence[_FormError]", error.errors())})
    body = {
        "code": "invalid_form",
        "message": "This request is not in the expected form.",
        "remedy": f"Look at: {', '.join(fields)}." if fields else "",
    }
    return JSONResponse(body, status_code=HTTPStatus.UNPROCESSABLE_ENTITY)


async def answer_http_error(_request: Request, error: Exception) -> JSONResponse:
    """Answer the framework's own errors (no such address, wrong method, broken body) in our form."""
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return JSONResponse(error_body(BodyTooLarge()), status_code=status)
    phrase = HTTPStatus(status).phrase
    body = {"code": phrase.lower().replace(" ", "_").replace("-", "_"), "message": f"{phrase}.", "remedy": ""}
    return JSONResponse(body, status_code=status)


def place_of(name: str, error: Exception) -> LogWord:
    """Return the process and the last of our own lines that an error passed: enough to find it, and no content."""
    place, trace = name, error.__traceback__
    while trace is not None:
        module: object = trace.tb_frame.f_globals.get("__name__")
        if isinstance(module, str) and module.startswith("earnest.") and module not in _PASSED_THROUGH:
            place = f"{name}:{module.removeprefix('earnest.')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return LogWord(place[:80])


_PASSED_THROUGH = frozenset({"earnest.services.web.middleware", "earnest.services.database.connection"})


def _field(error: _FormError) -> str:
    """Return where a wrong field is: the part of the request and our own name of the field in it.

    What lies deeper may be a key that the caller made up, and so may the field itself where it is one too many.
    """
    part, *inner = error["loc"]
    if inner and isinstance(inner[0], str) and error["type"] not in ("extra_forbidden", "json_invalid"):
        return f"{part}.{inner[0]}"
    return str(part)
