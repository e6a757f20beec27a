"""An object store that stops answering: connections to a real one go through a gate that can be closed."""

import contextlib
import socket
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from support.amazon import running_amazon


@dataclass(frozen=True, kw_only=True)
class SlowStore:
    """The store and its gate."""

    url: str
    """Store address for `EARNEST_OBJECTS`."""
    settings: dict[str, str]
    """Environment with which a process reaches it."""
    is_open: threading.Event = field(default_factory=threading.Event)
    stopped: threading.Event = field(default_factory=threading.Event)

    def hang(self) -> None:
        """Take connections and requests, and let nothing through."""
        self.is_open.clear()

    def go_on(self) -> None:
        """Let everything through that waits."""
        self.is_open.set()


@contextmanager
def slow_store() -> Generator[SlowStore]:
    """Run a server that speaks S3, and the gate before it; it begins open."""
    with running_amazon() as amazon, socket.create_server(("127.0.0.1", 0)) as listening:
        parts = urlsplit(amazon.address)
        store = SlowStore(
            url=amazon.create_bucket("earnest"),
            settings={
                "AWS_ENDPOINT_URL": f"http://127.0.0.1:{listening.getsockname()[1]}",
                "AWS_ALLOW_HTTP": "true",
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
                "AWS_REGION": "us-east-1",
                "NO_PROXY": "127.0.0.1",
            },
        )
        store.go_on()
        target = (parts.hostname or "", parts.port or 0)
        accepting = threading.Thread(target=_accept, args=(listening, target, store), daemon=True)
        accepting.start()
        try:
            yield store
        finally:
            store.stopped.set()
            store.go_on()


def _accept(listening: socket.socket, target: tuple[str, int], store: SlowStore) -> None:
    with contextlib.suppress(OSError):
        while not store.stopped.is_set():
            client, _ = listening.accept()
            server = socket.create_connection(target)
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=_pass, args=(source, sink, store), daemon=True).start()


def _pass(source: socket.socket, sink: socket.socket, store: SlowStore) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            _ = store.is_open.wait()
            sink.sendall(piece)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
