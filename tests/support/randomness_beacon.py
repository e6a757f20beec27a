"""A randomness beacon of our own: rounds signed with a key of the test, over HTTP as drand gives them."""

import json
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import randbits

from py_arkworks_bls12381 import G1Point, G2Point, Scalar

from earnest.foundation.clock import Clock
from earnest.services.cryptography.randomness_beacon import RandomnessChain, message_of

DOMAIN = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beacon:
    """Signs the rounds of its chain."""

    clock: Clock
    period_seconds: int = 3
    genesis: int = 1_692_803_367
    secret: Scalar = field(default_factory=lambda: Scalar(randbits(250)))

    @property
    def chain(self) -> RandomnessChain:
        key = (G2Point() * self.secret).to_compressed_bytes()
        return RandomnessChain(public_key=key, period_seconds=self.period_seconds, genesis=self.genesis)

    def sign(self, number: int) -> bytes:
        """Return the signature of a round, out or not."""
        return (G1Point.hash_to_curve(message_of(number), DOMAIN) * self.secret).to_compressed_bytes()

    def answer(self, path: str) -> bytes | None:
        """Return what the beacon says at a path; None for a round that is not out, as drand's 404 or 425."""
        asked = path.rpartition("/public/")[2]
        if "/public/" not in path or not asked.isdecimal():
            return None
        number = int(asked)
        if not 1 <= number <= self.chain.round_at(self.clock.now()):
            return None
        signature = self.sign(number)
        told = {"round": number, "randomness": sha256(signature).hexdigest(), "signature": signature.hex()}
        return json.dumps(told).encode()


@contextmanager
def served(beacon: Beacon) -> Generator[str]:
    """Serve a beacon on this machine; gives its address, to which `/public/ROUND` is added."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that http.server calls
            told = beacon.answer(self.path)
            self.send_response(404 if told is None else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            _ = self.wfile.write(told or b"{}")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of http.server
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/chain"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
