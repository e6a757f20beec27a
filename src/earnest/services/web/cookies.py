"""Cookies: the session token of a signed-in browser."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from earnest.foundation.errors import NotSignedIn

_LONGEST_TOKEN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionCookie:
    """A session cookie: not readable by scripts, never sent from another site, gone with its session."""

    name: str
    lifetime_seconds: int
    """How long the browser keeps it; seconds, > 0."""
    path: str = "/"
    """The browser sends it to addresses below this one only."""

    def write(self, response: Response, token: str, *, request: Request) -> None:
        """Give the browser its token; `Secure` wherever the browser came over TLS.

        Behind a proxy that ends TLS only the browser's own `Origin` tells; what it says wrongly harms itself alone.
        """
        origin = request.headers.get("origin", "")
        response.set_cookie(
            self.name,
            token,
            max_age=self.lifetime_seconds,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https" or origin.lower().startswith("https://"),
            path=self.path,
        )

    def find(self, request: Request) -> str | None:
        """Return the token that the browser sent, if there is a plausible one."""
        token = request.cookies.get(self.name)
        return token if token and len(token) <= _LONGEST_TOKEN else None

    def read(self, request: Request) -> str:
        """Return the token that the browser sent.

        Raises:
            NotSignedIn: it sent none.
        """
        token = self.find(request)
        if token is None:
            raise NotSignedIn
        return token

    def clear(self, response: Response) -> None:
        """Take the token out of the browser."""
        response.delete_cookie(self.name, path=self.path, httponly=True, samesite="strict")
