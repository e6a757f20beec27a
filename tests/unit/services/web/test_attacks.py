"""What a hostile caller tries: bodies that lie, names that are rebound, pages elsewhere, errors that might tell."""

import asyncio
import json
import re
from collections.abc import Iterator, Mapping, Sequence

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Message, Scope

from earnest.services.audit import LogDamaged
from earnest.services.cryptography import MasterKey
from earnest.services.web import Audience, create_application

SECRET = "canary 4711"
LARGEST = 1000


class Slot(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    name: str
    value: int


class Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    count: int = 0
    slots: dict[str, int] = {}
    entries: list[Slot] = []


router = APIRouter()


@router.post("/api/form")
def form(form: Form) -> int:
    return form.count


@router.post("/api/raw")
async def raw(request: Request) -> int:
    return len(await request.body())


@router.get("/api/damaged")
def damaged() -> None:
    raise LogDamaged


@router.get("/api/broken")
def broken() -> None:
    raise ValueError(SECRET)


@router.get("/api/sealed")
def sealed() -> None:
    _ = MasterKey.load("/nonexistent/key.json")


@router.get("/api/half")
def half() -> StreamingResponse:
    def pieces() -> Iterator[bytes]:
        yield b"first half"
        raise ValueError(SECRET)

    return StreamingResponse(pieces(), media_type="audio/wav")


APPLICATION = create_application("test", [router], audience=Audience.BROWSER, largest_body_bytes=LARGEST)


@pytest.fixture
def browser() -> Iterator[TestClient]:
    headers = {"X-Earnest": "1"}
    with TestClient(APPLICATION, base_url="http://127.0.0.1", headers=headers, raise_server_exceptions=False) as opened:
        yield opened


def call(headers: Sequence[tuple[bytes, bytes]], pieces: Sequence[bytes], path: str = "/api/raw") -> tuple[int, int]:
    """Speak to the application as a server does; return the status and how many pieces it read."""
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1"), (b"x-earnest", b"1"), *headers],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    read, sent = 0, list[Message]()

    async def receive() -> Message:
        nonlocal read
        read += 1
        if read > len(pieces):
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": pieces[read - 1], "more_body": read < len(pieces)}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(APPLICATION(scope, receive, send))
    return sent[0]["status"], read


@pytest.mark.parametrize("length", [b"1001", b"9" * 5000, b"-1", b"1e3", b"\xb2", b"", b"0x10", b"1 ", b"+5"])
def test_a_stated_length_that_is_too_large_or_no_number_is_refused_before_anything_is_read(length: bytes) -> None:
    assert call([(b"content-length", length)], [b"x"]) == (413, 0)


def test_a_body_that_lied_about_its_length_is_cut_off_while_it_comes() -> None:
    status, read = call([(b"content-length", b"5")], [b"x" * 300] * 100)
    assert status == 413
    assert read <= 4


def test_a_body_without_a_length_is_cut_off_while_it_comes() -> None:
    status, read = call([], [b"x" * 300] * 100, "/api/form")
    assert status == 413
    assert read <= 4


def test_the_largest_body_passes() -> None:
    assert call([(b"content-length", b"1000")], [b"x" * 500, b"x" * 500])[0] == 200


def test_a_body_cut_off_by_our_limit_says_so(browser: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(20):
            yield b"x" * 100

    answer = browser.post("/api/raw", content=pieces())
    assert answer.status_code == 413
    assert answer.json()["code"] == "body_too_large"
    assert answer.json()["remedy"]


WRONG: list[object] = [
    {"slots": {SECRET: "x"}},
    {"slots": {SECRET: SECRET}},
    {SECRET: 1},
    {"count": SECRET},
    {"entries": [{"name": SECRET, "value": SECRET}]},
    {"entries": [{"name": "a", "value": 1, SECRET: 1}]},
    [SECRET],
    SECRET,
]


@pytest.mark.parametrize("body", WRONG, ids=str)
def test_a_wrong_form_is_told_without_anything_that_was_sent(browser: TestClient, body: object) -> None:
    answer = browser.post("/api/form", json=body)
    assert answer.status_code == 422
    assert SECRET not in answer.text


def test_a_wrong_field_of_ours_is_named(browser: TestClient) -> None:
    assert browser.post("/api/form", json={"slots": {"a": "x"}}).json()["remedy"] == "Look at: body.slots."


BROKEN = [b"{", b"\xff\xfe", b"[" * 990, b'{"count": NaN}', b'{"count": 1e999}', b"\x00", b'"\\ud800"', b""]


@pytest.mark.parametrize("body", BROKEN)
def test_a_broken_body_is_the_callers_fault(browser: TestClient, body: bytes) -> None:
    answer = browser.post("/api/form", content=body, headers={"content-type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert set(answer.json()) == {"code", "message", "remedy"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(body=some.binary(max_size=200))
def test_arbitrary_bytes_never_break_the_server(browser: TestClient, body: bytes) -> None:
    answer = browser.post("/api/form", content=body, headers={"content-type": "application/json"})
    assert answer.status_code < 500


def test_every_kind_of_error_has_one_form_and_no_content(
    browser: TestClient, capfd: pytest.CaptureFixture[str]
) -> None:
    for path, status, code in (
        ("/api/broken", 500, "error"),
        ("/api/damaged", 500, "log_damaged"),
        ("/nowhere/" + SECRET, 404, "not_found"),
        ("/api/raw", 405, "method_not_allowed"),
    ):
        answer = browser.get(path)
        assert answer.status_code == status
        assert set(answer.json()) == {"code", "message", "remedy"}
        assert answer.json()["code"] == code
        assert SECRET not in answer.text
        assert answer.headers["cache-control"] == "no-store"
    printed = capfd.readouterr()
    assert SECRET not in printed.out + printed.err
    lines = [json.loads(line) for line in printed.err.splitlines()]
    assert [line["error"] for line in lines] == ["ValueError", "log_damaged"]
    assert not printed.out


def test_the_log_says_where_in_our_code_an_error_came_from(
    browser: TestClient, capfd: pytest.CaptureFixture[str]
) -> None:
    assert browser.get("/api/sealed").status_code == 503
    place = str(json.loads(capfd.readouterr().err)["place"])
    assert re.fullmatch(r"test:services\.cryptography\.secret_files:[0-9]+", place)


def test_half_an_answer_is_cut_and_never_passes_for_a_whole(browser: TestClient) -> None:
    with pytest.raises(ConnectionAbortedError), TestClient(APPLICATION, base_url="http://127.0.0.1") as strict:
        _ = strict.get("/api/half")


FORGERIES: list[Mapping[str, str]] = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1.evil.example"},
    {"Origin": "http://127.0.0.1:9999"},
    {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"},
    {"X-Earnest": "0"},
    {"X-Earnest": ""},
    {"X-Earnest": "1, 1"},
]


@pytest.mark.parametrize("headers", FORGERIES, ids=str)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "PROPFIND", "post"])
def test_a_change_that_another_page_asked_for_is_refused(
    browser: TestClient, headers: Mapping[str, str], method: str
) -> None:
    answer = browser.request(method, "/api/raw", headers=headers)
    assert answer.status_code == 403
    assert answer.json()["code"] == "forged_request"


def test_our_own_page_may_change_things(browser: TestClient) -> None:
    headers = {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin"}
    assert browser.post("/api/raw", content=b"x", headers=headers).json() == 1


def test_no_other_origin_is_ever_let_in(browser: TestClient) -> None:
    headers = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    for answer in (browser.options("/api/raw", headers=headers), browser.get("/health", headers=headers)):
        assert not [name for name in answer.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_the_interface_does_not_describe_itself(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 404


HOSTS = [
    "",
    "evil.example",
    "127.0.0.1@evil.example",
    "localhost.evil.example",
    "127.0.0.1, evil.example",
    "a b",
]


@pytest.mark.parametrize("host", HOSTS)
def test_a_name_that_is_not_ours_is_refused(browser: TestClient, host: str) -> None:
    answer = browser.get("/health", headers={"Host": host})
    assert answer.status_code == 421


def test_an_organisation_names_its_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EARNEST_HOSTS", "review.example.org, listen.example.org")
    named = create_application("test", [], audience=Audience.BROWSER)
    with TestClient(named, base_url="http://review.example.org") as opened:
        assert opened.get("/health").json() == {"status": "ok"}
        assert opened.get("/health", headers={"Host": "example.org"}).status_code == 421


def test_the_content_policy_allows_no_other_place(browser: TestClient) -> None:
    policy = browser.get("/health").headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["require-trusted-types-for"] == "'script'"
    for name, value in rules.items():
        assert "unsafe" not in value
        assert "*" not in value
        assert "http" not in value, name
    assert rules["media-src"] == "'self' blob:"
