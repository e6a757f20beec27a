"""Outgoing HTTP against a real server on this machine: statuses, redirects, proxies, silence."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from earnest.foundation.outgoing_http import NoAnswer, asked

QUICK = 5.0


class Handler(BaseHTTPRequestHandler):
    """Answers by path; `received` has what was sent."""

    received: list[tuple[str, str, bytes]]

    def do_GET(self) -> None:
        """Answer."""
        self._answer()

    def do_POST(self) -> None:
        """Answer."""
        self._answer()

    def _answer(self) -> None:
        sent = self.rfile.read(int(self.headers.get("content-length", 0)))
        type(self).received.append((self.command, self.path, sent))
        match self.path:
            case "/elsewhere":
                self.send_response(302)
                self.send_header("location", "/here")
                self.end_headers()
            case "/refused":
                self.send_response(403)
                self.end_headers()
                _ = self.wfile.write(b"no")
            case "/short":
                self.send_response(200)
                self.send_header("content-length", "100")
                self.end_headers()
                _ = self.wfile.write(b"broken off")
            case _:
                self.send_response(200)
                self.end_headers()
                _ = self.wfile.write(b"yes")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Handler.received = []
    with HTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        thread.join()


def test_every_status_is_an_answer(server: str) -> None:
    for path, status, said in (("/here", 200, b"yes"), ("/refused", 403, b"no")):
        for redirects in (False, True):
            with asked(server + path, timeout_seconds=QUICK, redirects=redirects) as answer:
                assert (answer.status, answer.read()) == (status, said)


def test_it_goes_elsewhere_only_where_that_is_wanted(server: str) -> None:
    with asked(f"{server}/elsewhere", timeout_seconds=QUICK, content=b"secret") as answer:
        assert answer.status == 302
    assert Handler.received == [("POST", "/elsewhere", b"secret")]
    with asked(f"{server}/elsewhere", timeout_seconds=QUICK, redirects=True) as answer:
        assert answer.read() == b"yes"


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with pytest.raises(NoAnswer), asked("http://127.0.0.1:1/health", timeout_seconds=QUICK, proxies=False):
        pass
    assert Handler.received == []
    with asked("http://earnest.invalid/health", timeout_seconds=QUICK) as answer:
        assert answer.status == 200
    assert Handler.received == [("GET", "http://earnest.invalid/health", b"")]


def test_an_answer_that_breaks_off_is_none(server: str) -> None:
    with pytest.raises(NoAnswer), asked(f"{server}/short", timeout_seconds=QUICK) as answer:
        _ = answer.read()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/", "127.0.0.1:80"])
def test_what_is_not_http_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=address), asked(address, timeout_seconds=QUICK):
        pass
