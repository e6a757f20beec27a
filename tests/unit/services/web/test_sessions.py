"""Which account a browser is signed in with: asked once in a request, and anew in the next."""

from datetime import timedelta

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from starlette.requests import Request

from earnest.foundation.errors import NotSignedIn
from earnest.services.web.cookies import SessionCookie
from earnest.services.web.sessions import BrowserSessions, account_of


class Accounts:
    """Accounts by token, which counts how often it is asked."""

    def __init__(self) -> None:
        self.by_token = {"t": "Rosa"}
        self.asked = 0
        self.idle: timedelta | None = None

    def find(self, token: str, *, idle: timedelta | None) -> str | None:
        self.asked += 1
        self.idle = idle
        return self.by_token.get(token)


def served(accounts: Accounts) -> TestClient:
    """Return a browser of an application whose one route asks three times who is there."""
    cookie = SessionCookie(name="session", lifetime_seconds=60)
    sessions: BrowserSessions[str] = BrowserSessions(
        cookie=cookie, find_account=accounts.find, end_session=lambda _token: None, ended=NotSignedIn
    )
    application = FastAPI()

    def once_more(request: Request) -> None:
        _ = sessions.load_account(request)

    @application.get("/", dependencies=[Depends(sessions.require_account), Depends(once_more)])
    def who(request: Request) -> str:  # pyright: ignore[reportUnusedFunction]
        return f"{sessions.load_account(request)} {account_of(request, str)}"

    browser = TestClient(application, raise_server_exceptions=False)
    browser.cookies.set("session", "t")
    return browser


def test_the_database_is_asked_once_in_a_request() -> None:
    accounts = Accounts()
    browser = served(accounts)
    assert browser.get("/").json() == "Rosa Rosa"
    assert accounts.asked == 1
    assert browser.get("/").json() == "Rosa Rosa"
    assert accounts.asked == 2


def test_ac9_a_session_that_ended_is_over_in_the_next_request() -> None:
    accounts = Accounts()
    browser = served(accounts)
    assert browser.get("/").status_code == 200
    accounts.by_token.clear()
    assert browser.get("/").status_code == 500, "NotSignedIn, which no handler here makes an answer of"


@pytest.mark.parametrize(
    ("stated", "idle"),
    [
        ("0", 0),
        ("59", 59),
        ("999999", 999_999),
        (None, None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("1e3", None),
        ("1000000", None),
        ("²", None),
        ("0, 0", None),
    ],
)
def test_ac3_only_whole_seconds_say_when_the_person_acted(stated: str | None, idle: int | None) -> None:
    accounts = Accounts()
    headers = [] if stated is None else [(b"x-earnest-idle", stated.encode("latin-1"))]
    assert served(accounts).get("/", headers=headers).status_code == 200
    assert accounts.idle == (None if idle is None else timedelta(seconds=idle))
