"""Middleware of every process: host, forgery, size, headers, and errors that tell no content (AC6, AU8)."""

import logging
from collections.abc import Iterator

import pytest
from fastapi import APIRouter, Request, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel

from earnest.foundation.errors import NotFound
from earnest.services.web import Audience, SessionCookie, create_application

SECRET = "canary-4711"
COOKIE = SessionCookie(name="earnest_test", lifetime_seconds=60)


class ClipMissing(NotFound):
    """There is no such test clip."""

    code = "test_clip_missing"
    remedy = "Look elsewhere."


class Form(BaseModel):
    count: int


router = APIRouter()


@router.get("/api/missing")
def missing() -> None:
    raise ClipMissing


@router.get("/api/broken")
def broken() -> None:
    raise RuntimeError(SECRET)


@router.post("/api/form")
def form(form: Form) -> int:
    return form.count


@router.post("/api/raw")
async def raw(request: Request) -> int:
    return len(await request.body())


@router.post("/api/session")
def sign_in(request: Request, response: Response) -> None:
    COOKIE.write(response, "token", request=request)


@router.get("/api/session")
def session(request: Request) -> str:
    return COOKIE.read(request)


def client(audience: Audience) -> Iterator[TestClient]:
    application = create_application(
        "test", [router], audience=audience, largest_body_bytes=100, hosts=("ours.example",)
    )
    with TestClient(application, base_url="http://127.0.0.1:8703") as opened:
        yield opened


@pytest.fixture
def browser() -> Iterator[TestClient]:
    yield from client(Audience.BROWSER)


@pytest.fixture
def device() -> Iterator[TestClient]:
    yield from client(Audience.DEVICE)


def test_our_errors_carry_code_message_and_remedy(device: TestClient) -> None:
    answer = device.get("/api/missing")
    assert answer.status_code == 404
    assert answer.json() == {
        "code": "test_clip_missing",
        "message": "There is no such test clip.",
        "remedy": "Look elsewhere.",
    }


def test_an_unexpected_error_tells_and_logs_no_content(
    device: TestClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = device.get("/api/broken")
    assert answer.status_code == 500
    printed = capfd.readouterr()
    assert SECRET not in answer.text + caplog.text + printed.out + printed.err
    assert "RuntimeError" in printed.err


def test_a_wrong_form_is_told_without_its_values(device: TestClient) -> None:
    answer = device.post("/api/form", json={"count": SECRET})
    assert answer.status_code == 422
    assert SECRET not in answer.text
    assert "count" in answer.json()["remedy"]


@pytest.mark.parametrize("path", ["/health", "/api/missing", "/api/broken", "/nowhere"])
def test_every_answer_has_the_security_headers(device: TestClient, path: str) -> None:
    headers = device.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_no_page_may_ask_for_the_microphone_unless_that_is_said(browser: TestClient) -> None:
    """TR5."""
    assert "microphone=()" in browser.get("/health").headers["permissions-policy"]
    talking = create_application("test", [], audience=Audience.BROWSER, microphone=True)
    with TestClient(talking, base_url="http://127.0.0.1:8703") as opened:
        policy = opened.get("/health").headers["permissions-policy"]
    assert policy == browser.get("/health").headers["permissions-policy"].replace("microphone=()", "microphone=(self)")


def test_one_address_may_take_more_and_no_other(browser: TestClient) -> None:
    larger = create_application(
        "test", [router], audience=Audience.DEVICE, largest_body_bytes=10, larger_bodies={"/api/raw": 100}
    )
    with TestClient(larger, base_url="http://127.0.0.1:8703") as opened:
        assert opened.post("/api/raw", content=b"x" * 100).status_code == 200
        assert opened.post("/api/raw", content=b"x" * 101).status_code == 413
        assert opened.post("/api/form", content=b"x" * 11).status_code == 413


def test_a_change_without_our_header_is_refused(browser: TestClient) -> None:
    assert browser.post("/api/raw", content=b"x").json()["code"] == "forged_request"
    assert browser.post("/api/raw", content=b"x", headers={"X-Earnest": "1"}).status_code == 200


def test_a_change_from_another_origin_is_refused(browser: TestClient) -> None:
    headers = {"X-Earnest": "1", "Origin": "http://evil.example"}
    assert browser.post("/api/raw", content=b"x", headers=headers).status_code == 403
    headers["Origin"] = "http://127.0.0.1:8703"
    assert browser.post("/api/raw", content=b"x", headers=headers).status_code == 200


def test_a_device_needs_no_header(device: TestClient) -> None:
    assert device.post("/api/raw", content=b"x").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8703", "127.0.0.1.evil.example"])
def test_a_rebound_name_is_refused(device: TestClient, host: str) -> None:
    assert device.get("/health", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["ours.example:8703", "localhost:1", "[::1]:8703", "192.0.2.1"])
def test_our_names_are_taken(device: TestClient, host: str) -> None:
    assert device.get("/health", headers={"Host": host}).status_code == 200


def test_a_large_body_is_refused_by_its_stated_length(device: TestClient) -> None:
    assert device.post("/api/raw", content=b"x" * 101).status_code == 413
    assert device.post("/api/raw", content=b"x" * 100).json() == 100


def test_a_large_body_without_a_length_is_refused_while_it_comes(device: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(50):
            yield b"x" * 10

    assert device.post("/api/raw", content=pieces()).status_code == 413


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(device: TestClient) -> None:
    assert device.get("/api/session").status_code == 401
    written = device.post("/api/session").headers["set-cookie"].lower()
    assert "httponly" in written
    assert "samesite=strict" in written
    assert "secure" not in written
    assert device.get("/api/session").json() == "token"


@pytest.mark.parametrize("origin", ["https://earnest.example", "HTTPS://earnest.example:8443"])
def test_the_session_cookie_stays_on_tls_where_the_browser_came_over_it(device: TestClient, origin: str) -> None:
    """A proxy in front ends TLS, so to us every request looks plain; the browser's own word for its page does not."""
    assert "secure" in device.post("/api/session", headers={"origin": origin}).headers["set-cookie"].lower()
    plain = device.post("/api/session", headers={"origin": "http://earnest.example"})
    assert "secure" not in plain.headers["set-cookie"].lower()
