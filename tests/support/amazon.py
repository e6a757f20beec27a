"""A server that speaks S3 and KMS on loopback (moto), for tests of the real protocols."""

import contextlib
import os
import re
import socket
import threading
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import boto3
import pytest
from moto.server import ThreadedMotoServer

REGION = "eu-central-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amazon:
    """A running server; the environment points at it."""

    address: str

    def create_bucket(self, name: str) -> str:
        """Make a bucket and return a store address inside it."""
        _ = boto3.client("s3", region_name="us-east-1").create_bucket(Bucket=name)
        return f"s3://{name}/prefix"

    def create_key(self) -> str:
        """Make a key that stays with the service and return its address."""
        return "aws-kms://" + boto3.client("kms", region_name=REGION).create_key()["KeyMetadata"]["Arn"]


@contextmanager
def running_amazon() -> Generator[Amazon]:
    """Run the server and point the environment at it."""
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as environment:
        warnings.simplefilter("ignore")
        server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        host, port = server.get_host_and_port()
        address = f"http://{host}:{port}"
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            environment.delenv(name)
        environment.setenv("AWS_ENDPOINT_URL", address)
        environment.setenv("AWS_ALLOW_HTTP", "true")
        environment.setenv("AWS_ACCESS_KEY_ID", "test")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "test")
        environment.setenv("AWS_REGION", "us-east-1")
        environment.setenv("NO_PROXY", "127.0.0.1")
        try:
            yield Amazon(address=address)
        finally:
            server.stop()


@contextmanager
def without_header(address: str, name: bytes) -> Generator[str]:
    """Run a server before another that obeys one header of requests less, as an older one does; give its address."""
    parts = urlsplit(address)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    client, _ = listening.accept()
                    threading.Thread(target=_serve_without, args=(client, parts.port, name), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def _serve_without(client: socket.socket, port: int, name: bytes) -> None:
    with client, socket.create_connection(("127.0.0.1", port)) as server:
        answering = threading.Thread(target=_pass_without, args=(server, client, name), daemon=True)
        answering.start()
        _pass_without(client, server, name)
        answering.join()


def _pass_without(source: socket.socket, sink: socket.socket, name: bytes) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            sink.sendall(re.sub(re.escape(name), b"x" * len(name), piece, flags=re.IGNORECASE))
        sink.shutdown(socket.SHUT_WR)
