"""A witness of another organisation, as a process of its own: `python witness.py PORT SEED_HEX LOG_KEY`.

It shares no code with Earnest: proofs are checked as RFC 9162 section 2.1.4.2 says, formats as C2SP says. It keeps the
last head in memory and signs none that does not grow out of it.
"""

import base64
import hashlib
import struct
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

NAME = "witness.example/w1"


def key_line(seed: bytes) -> str:
    """Return the public key as a witness publishes it."""
    public = b"\x04" + Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    digest = hashlib.sha256(NAME.encode() + b"\n" + public).digest()
    return f"{NAME}+{digest[:4].hex()}+{base64.b64encode(public).decode()}"


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def consistent(first: int, second: int, first_root: bytes, second_root: bytes, path: list[bytes]) -> bool:
    if first == second:
        return not path and first_root == second_root
    if not path:
        return False
    steps = [first_root, *path] if first & (first - 1) == 0 else path
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = steps[0]
    for step in steps[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(step, fr), node(step, sr)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_root and sr == second_root


class Answering(BaseHTTPRequestHandler):
    """Answers `POST /add-checkpoint` as https://c2sp.org/tlog-witness says."""

    seed = b""
    log_name = ""
    log_key = b""
    size = 0
    root = b""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        proof, _, note = body.partition("\n\n")
        text, _, signatures = note.rpartition("\n\n")
        text += "\n"
        origin, size_text, root_text = text.splitlines()[:3]
        old, *steps = proof.split("\n")
        old_size, size, root = int(old.removeprefix("old ")), int(size_text), base64.b64decode(root_text)
        kept = type(self)
        if origin != kept.log_name:
            self.say(404, "")
        elif not self.signed(text, signatures):
            self.say(403, "")
        elif old_size > size:
            self.say(400, "")
        elif old_size != kept.size or (old_size == size and root != kept.root and size):
            self.say(409, f"{kept.size}\n", "text/x.tlog.size")
        elif old_size and not consistent(old_size, size, kept.root, root, [base64.b64decode(one) for one in steps]):
            self.say(422, "")
        else:
            kept.size, kept.root = size, root
            self.say(200, self.cosignature(text))

    def signed(self, text: str, signatures: str) -> bool:
        for line in signatures.splitlines():
            _, name, encoded = line.split(" ")
            if name == self.log_name:
                try:
                    Ed25519PublicKey.from_public_bytes(self.log_key).verify(
                        base64.b64decode(encoded)[4:], text.encode()
                    )
                except InvalidSignature:
                    return False
                return True
        return False

    def cosignature(self, text: str) -> str:
        now = int(time.time())
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        signature = private.sign(f"cosignature/v1\ntime {now}\n{text}".encode())
        key_hash = bytes.fromhex(key_line(self.seed).split("+")[1])
        packed = base64.b64encode(key_hash + struct.pack(">Q", now) + signature).decode()
        return f"— {NAME} {packed}\n"

    def say(self, status: int, text: str, kind: str = "text/plain") -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        _ = self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


def main() -> None:
    """Answer until killed."""
    port, seed, log_key = sys.argv[1:]
    name, _, encoded = log_key.split("+", 2)
    Answering.seed, Answering.log_name = bytes.fromhex(seed), name
    Answering.log_key = base64.b64decode(encoded)[1:]
    server = HTTPServer(("127.0.0.1", int(port)), Answering)
    _ = sys.stdout.write(f"{server.server_port}\n")
    _ = sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
