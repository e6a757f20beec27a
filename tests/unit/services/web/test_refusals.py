"""AD3: a refusal leaves a line with moment, process, route and reason, and nothing of who asked or what they sent."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient
from starlette.requests import Request

from earnest.foundation.errors import NotAllowed, NotFound, NotSignedIn
from earnest.services.web import Audience, create_application
from earnest.services.web.refusals import MOST_A_SECOND, Refusals

SECRET = "canary-4711"


class RoleMissing(NotAllowed):
    """This is for others."""

    code = "test_role_missing"


router = APIRouter()


@router.get("/api/others/{name}")
def get_others(name: str) -> None:
    raise RoleMissing


@router.get("/api/own")
def get_own() -> None:
    raise NotSignedIn


@router.get("/api/missing")
def get_missing() -> None:
    raise NotFound


@pytest.fixture
def client() -> Iterator[TestClient]:
    application = create_application("workbench", [router], audience=Audience.BROWSER)
    with TestClient(application, base_url="http://127.0.0.1:8703") as opened:
        yield opened


def lines(capfd: pytest.CaptureFixture[str]) -> list[Mapping[str, object]]:
    told = capfd.readouterr().err
    assert SECRET not in told
    return [json.loads(line) for line in told.splitlines() if line.startswith("{")]


def test_ad3_a_refusal_is_written_down_without_who_asked(client: TestClient, capfd: pytest.CaptureFixture[str]) -> None:
    assert client.get(f"/api/others/{SECRET}", headers={"Cookie": f"earnest_staff={SECRET}"}).status_code == 403
    assert client.get(f"/api/own?token={SECRET}").status_code == 401
    assert client.get("/api/missing").status_code == 404
    refused, unknown = lines(capfd)
    assert (refused["event"], refused["place"]) == ("AccessRefused", "workbench:get_others")
    assert (refused["error"], unknown["error"]) == ("test_role_missing", "not_signed_in")
    assert unknown["place"] == "workbench:get_own"
    assert datetime.fromisoformat(str(refused["at"])).utcoffset() == timedelta()


def test_ad3_a_flood_fills_no_disk_and_is_counted(capfd: pytest.CaptureFixture[str]) -> None:
    moment = 5.0
    refusals = Refusals("workbench", monotonic=lambda: moment)
    request = Request({"type": "http", "endpoint": get_own})
    for _ in range(1000):
        refusals.note(request, NotSignedIn())
    moment = 6.0
    refusals.note(request, NotSignedIn())
    told = lines(capfd)
    assert len(told) == MOST_A_SECOND + 1
    assert (told[0]["unwritten"], told[-1]["unwritten"]) == (0, 1000 - MOST_A_SECOND)
