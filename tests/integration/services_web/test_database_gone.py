"""A database that is gone is told with a remedy, and soon enough."""

import time
from collections.abc import Iterator

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient

from earnest.services.database import Database
from earnest.services.web import Audience, create_application


@pytest.fixture
def client() -> Iterator[TestClient]:
    database = Database("host=/nonexistent dbname=none connect_timeout=1")
    router = APIRouter()

    @router.get("/api/rows")
    def rows() -> None:  # pyright: ignore[reportUnusedFunction]
        with database.transaction():
            return

    with TestClient(create_application("test", [router], audience=Audience.DEVICE), base_url="http://[::1]") as opened:
        yield opened
    database.close()


def test_a_database_that_is_gone_is_told_with_a_remedy(client: TestClient) -> None:
    begin = time.monotonic()
    answer = client.get("/api/rows")
    assert time.monotonic() - begin < 15
    assert answer.status_code == 503
    assert answer.json()["remedy"]
    assert "nonexistent" not in answer.text
    assert client.get("/health").status_code == 200
