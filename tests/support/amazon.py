"""A server that speaks S3 and KMS on loopback (moto), for tests of the real protocols."""

import contextlib
import os
import re
import socket
import threading
import warnings
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import boto3
import pytest
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

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
        application = _one_at_a_time(DomainDispatcherApplication(create_backend_app))
        server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=MotoRequestHandler)
        serving = threading.Thread(target=server.serve_forever, daemon=True)
        serving.start()
        address = f"http://127.0.0.1:{server.server_port}"
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
            server.shutdown()
            serving.join()
            server.server_close()


def _one_at_a_time(application: WSGIApplication) -> WSGIApplication:
    """Answer one request after the other.

    S3 promises that of several who put a new object (`If-None-Match: *`) one does. Moto looks and then writes without
    holding anything between, so that two of them could.
    """
    answering = threading.Lock()

    def answer(environment: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with answering:
            return application(environment, start_response)

    return answer


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
