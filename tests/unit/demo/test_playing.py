"""A recording that a gateway kept and forgot about is counted as kept, and is not sent again."""

import json
import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from earnest.collections.recordings import Spoken
from earnest.demo.playing import PanelDevice
from earnest.demo.roles import Played, UtteranceKind
from earnest.operations.clients.portal import CustomerAtPortal
from earnest.operations.clients.service_client import ServiceClient

RECORDING = "11111111-1111-4111-8111-111111111111"
ANSWERED: Mapping[str, object] = {"recording_id": RECORDING, "kept": "pending", "accidental": False}
KEPT: Mapping[str, object] = {
    "recording_id": RECORDING,
    "selection_reason": "below_share",
    "review_state": "not_selected",
    "withheld_reason": None,
    "heard": [],
}


class Restarted(BaseHTTPRequestHandler):
    """A gateway that was restarted after it kept what it answered, and the portal, which knows."""

    def do_GET(self) -> None:
        server = self.server
        assert isinstance(server, Servers)
        if self.path.startswith("/api/utterances?"):
            self._answer(200, {"utterances": server.kept, "next": None})
        else:
            self._answer(404, {"code": "unknown"})

    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Servers)
        _ = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        server.sounds += self.path.startswith("/api/utterances")
        self._answer(200, ANSWERED)

    def _answer(self, status: int, fields: Mapping[str, object]) -> None:
        body = json.dumps(fields).encode()
        self.send_response(204 if self.path == "/api/session" else status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        _ = self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


class Servers(ThreadingHTTPServer):
    def __init__(self, kept: list[Mapping[str, object]]) -> None:
        super().__init__(("127.0.0.1", 0), Restarted)
        self.kept = kept
        self.sounds = 0


@contextmanager
def restarted(*kept: Mapping[str, object]) -> Generator[tuple[Servers, PanelDevice]]:
    server = Servers(list(kept))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield (
            server,
            PanelDevice(ServiceClient(address), CustomerAtPortal(address, "anna", "a long password"), "token"),
        )
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def played(tmp_path: Path) -> Played:
    path = tmp_path / "said.wav"
    _ = path.write_bytes(b"RIFF")
    spoken = Spoken(
        path=path,
        sha256="0" * 64,
        collection_task="orders",
        text="a coffee",
        intent=None,
        slots=(),
        person="a",
        age=None,
        language="en",
        wake_word=None,
        personal=False,
        licence="CC0-1.0",
        seconds=1.0,
    )
    return Played(spoken=spoken, kind=UtteranceKind.TASK)


def test_what_the_gateway_no_longer_knows_is_asked_of_the_portal(played: Played) -> None:
    with restarted(KEPT) as (server, device):
        outcome = device.play(played)
    assert (outcome.recording_id, outcome.selection_reason, server.sounds) == (RECORDING, "below_share", 1)


def test_what_neither_knows_was_not_kept(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("earnest.demo.playing._KEEPING_SECONDS", 0.0)
    with restarted() as (_, device):
        outcome = device.play(played)
    assert (outcome.recording_id, outcome.selection_reason) == (None, "not_known")
