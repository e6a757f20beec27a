"""A service is asked patiently, and never twice where twice would count."""

import json
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from earnest.operations.clients.errors import AnswerLost, ServiceSilent, UnexpectedAnswer
from earnest.operations.clients.fields import Fields
from earnest.operations.clients.service_client import ServiceClient


class Counter(BaseHTTPRequestHandler):
    """Drops, refuses or answers by what the server's script says next."""

    script: list[str]
    bodies: list[bytes]

    def _serve(self) -> None:
        server = self.server
        assert isinstance(server, Scripted)
        length = int(self.headers.get("Content-Length", "0"))
        server.bodies.append(self.rfile.read(length))
        step = server.script.pop(0)
        if step == "drop":
            self.connection.close()
            return
        status, code = step.split(" ", 1)
        body = json.dumps({"code": code}).encode()
        self.send_response(int(status))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        _ = self.wfile.write(body)

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class Scripted(ThreadingHTTPServer):
    def __init__(self, script: list[str]) -> None:
        super().__init__(("127.0.0.1", 0), Counter)
        self.script = script
        self.bodies: list[bytes] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """A dropped connection is what the script wants."""


@contextmanager
def scripted(*script: str) -> Generator[tuple[Scripted, ServiceClient]]:
    server = Scripted(list(script))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    host, port = "127.0.0.1", server.server_address[1]
    try:
        yield server, ServiceClient(f"http://{host}:{port}", timeout_seconds=2)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_dropped_question_is_asked_again() -> None:
    with scripted("drop", "503 unavailable", "200 ok") as (server, service):
        assert service.get("/health").status == 200
        assert len(server.bodies) == 3


def test_a_recording_whose_answer_was_lost_is_not_sent_again_by_itself() -> None:
    with scripted("drop", "200 ok") as (server, service):
        with pytest.raises(AnswerLost):
            _ = service.send_sound("/api/utterances", b"sound", {})
        assert server.bodies == [b"sound"]


def test_a_recording_that_the_gateway_was_too_busy_for_is_sent_again() -> None:
    with scripted("503 unavailable", "200 ok") as (server, service):
        assert service.send_sound("/api/utterances", b"sound", {}).status == 200
        assert server.bodies == [b"sound", b"sound"]


def test_an_engine_that_failed_on_this_recording_is_an_answer() -> None:
    with scripted("503 engine_failed") as (_, service):
        assert service.send_sound("/api/utterances", b"sound", {}).code == "engine_failed"


def test_patience_ends() -> None:
    with scripted(*["503 unavailable"] * 50) as (_, service), pytest.raises(ServiceSilent):
        _ = service.get("/health")


@pytest.mark.parametrize("content", [b"", b"[]", b"nonsense", b"3"])
def test_an_answer_of_another_form_is_refused(content: bytes) -> None:
    with pytest.raises(UnexpectedAnswer):
        _ = Fields.parse(content)


def test_fields_are_read_by_type() -> None:
    fields = Fields.parse(b'{"text": "a", "number": 2, "flag": true, "nothing": null, "slots": {}}')
    assert fields.text("text") == "a"
    assert fields.number("number") == 2.0
    assert fields.flag("flag")
    assert fields.find_text("nothing") is None
    for wrong in ("number", "flag", "slots"):
        with pytest.raises(UnexpectedAnswer):
            _ = fields.text(wrong)
    with pytest.raises(UnexpectedAnswer):
        _ = fields.number("flag")
