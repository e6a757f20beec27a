"""A server that speaks S3 and KMS on loopback (moto), for tests of the real protocols."""

import os
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

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
