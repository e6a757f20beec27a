"""Web errors, and what every error looks like over HTTP.

EarnestError
├── InvalidInput
│   └── BodyTooLarge
└── NotAllowed
    ├── NotSignedIn
    ├── ForgedRequest
    └── UnknownHost
"""

from http import HTTPStatus

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from earnest.foundation.errors import EarnestError, InvalidInput, NotAllowed


class BodyTooLarge(InvalidInput):
    """What was sent is larger than this takes."""

    code = "body_too_large"
    status = 413
    remedy = "Send a shorter recording or less text."


class NotSignedIn(NotAllowed):
    """Nobody is signed in here, or the session has ended."""

    code = "not_signed_in"
    status = 401
    remedy = "Sign in and try again."


class ForgedRequest(NotAllowed):
    """This change was asked for by another page than ours."""

    code = "forged_request"
    remedy = "Open the page itself; programs send the header X-Earnest: 1."


class UnknownHost(NotAllowed):
    """This address is not one of ours."""

    code = "unknown_host"
    status = 421
    remedy = "Use the address that the start printed, or name yours in EARNEST_HOSTS."


def error_body(error: EarnestError) -> dict[str, str]:
    """Return what a caller learns of an error; it holds no content."""
    return {"code": error.code, "message": error.message, "remedy": error.remedy}


async def answer_own_error(_request: Request, error: Exception) -> JSONResponse:
    """Answer one of our errors with its status."""
    known = error if isinstance(error, EarnestError) else EarnestError()
    return JSONResponse(error_body(known), status_code=known.status)


async def answer_invalid_form(_request: Request, error: Exception) -> JSONResponse:
    """Name the fields that are not in the expected form, never their values."""
    fields: list[str] = []
    if isinstance(error, RequestValidationError):
        fields = [".".join(str(part) for part in entry["loc"]) for entry in error.errors()]
    body = {
        "code": "invalid_form",
        "message": "This request is not in the expected form.",
        "remedy": f"Look at: {', '.join(fields)}." if fields else "",
    }
    return JSONResponse(body, status_code=HTTPStatus.UNPROCESSABLE_ENTITY)


async def answer_http_error(_request: Request, error: Exception) -> JSONResponse:
    """Answer the framework's own errors (no such address, wrong method, broken body) in our form."""
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    phrase = HTTPStatus(status).phrase
    body = {"code": phrase.lower().replace(" ", "_").replace("-", "_"), "message": f"{phrase}.", "remedy": ""}
    return JSONResponse(body, status_code=status)
