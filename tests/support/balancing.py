"""A load balancer for tests: one address, behind which each request goes to the next of several processes."""

import itertools
import re
import socket
import socketserver
import threading
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_LARGEST_HEAD = 65_536
_PIECE = 65_536
_KEEP_ALIVE = re.compile(rb"\r\nconnection:[^\r]*", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Balancer:
    """Where it listens, and how many requests went to each process."""

    port: int
    ports: list[int] = field(default_factory=list)
    """Where the processes listen; a test that restarts one changes it."""
    served: list[int] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The one address of all."""
        return f"http://127.0.0.1:{self.port}"


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64


@contextmanager
def balanced(ports: Sequence[int]) -> Generator[Balancer]:
    """Listen before processes on this machine, and pass each request to the next of them.

    A connection carries one request: with connections that stay open a browser would talk to the same process for as
    long as it likes, and a test would see nothing of the others.

    Args:
        ports: where the processes listen, ≥ 1.
    """
    turns = itertools.cycle(range(len(ports)))
    balancer = Balancer(port=0, ports=list(ports), served=[0] * len(ports))

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            client: socket.socket = self.request
            with suppress(OSError):
                head = _read_head(client)
                if not head:
                    return
                turn = next(turns)
                balancer.served[turn] += 1
                with socket.create_connection(("127.0.0.1", balancer.ports[turn]), timeout=120) as process:
                    process.sendall(head)
                    sending = threading.Thread(target=_pass_on, args=(client, process), daemon=True)
                    sending.start()
                    _pass_on(process, client)
                    with suppress(OSError):
                        client.shutdown(socket.SHUT_RDWR)

    with _Server(("127.0.0.1", 0), Handler) as server:
        balancer.port = int(server.server_address[1])
        listening = threading.Thread(target=server.serve_forever, daemon=True)
        listening.start()
        try:
            yield balancer
        finally:
            server.shutdown()
            listening.join()


def _read_head(client: socket.socket) -> bytes:
    """Return what came of a request up to the end of its head or more, asking for one answer; empty where none came."""
    head = b""
    while b"\r\n\r\n" not in head:
        piece = client.recv(_PIECE)
        if not piece or len(head) > _LARGEST_HEAD:
            return b""
        head += piece
    fields, end, body = head.partition(b"\r\n\r\n")
    return _KEEP_ALIVE.sub(b"", fields) + b"\r\nConnection: close" + end + body


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    """Pass on what comes until the source ends."""
    with suppress(OSError):
        while piece := source.recv(_PIECE):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
