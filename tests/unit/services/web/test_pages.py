"""Pages: right types, cached where their name says what they hold, and a clear word where they were not built."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from earnest.services.web import pages
from earnest.services.web.middleware import HeaderMiddleware

FILES = {
    "index.html": b"<!doctype html><title>x</title>",
    "mark.svg": b"<svg/>",
    "assets/index-a1.js": b"export {};",
    "assets/index-a1.css": b"p{}",
    "assets/font-a1.woff2": b"wOF2",
    "assets/mark-a1.svg": b"<svg/>",
    "secret.txt": b"canary",
}


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    for name, content in FILES.items():
        (tmp_path / "page" / name).parent.mkdir(parents=True, exist_ok=True)
        _ = (tmp_path / "page" / name).write_bytes(content)
    _ = (tmp_path / "outside.txt").write_bytes(b"canary")
    (tmp_path / "page" / "assets" / "link.js").symlink_to(tmp_path / "outside.txt")
    yield from client(tmp_path, monkeypatch)


def client(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(pages, "files", lambda _package: folder / "nothing")  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    monkeypatch.setattr(pages, "page_folder", lambda page: folder / str(page))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    application = FastAPI()
    pages.add_page(application, "page")
    application.add_middleware(HeaderMiddleware)
    with TestClient(application) as opened:
        yield opened


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/mark.svg", "image/svg+xml"),
        ("/assets/index-a1.js", "text/javascript; charset=utf-8"),
        ("/assets/index-a1.css", "text/css; charset=utf-8"),
        ("/assets/font-a1.woff2", "font/woff2"),
        ("/assets/mark-a1.svg", "image/svg+xml"),
    ],
)
def test_files_have_their_types(built: TestClient, path: str, kind: str) -> None:
    answer = built.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_assets_are_kept_for_ever_and_the_page_never(built: TestClient) -> None:
    assert built.get("/assets/index-a1.js").headers["cache-control"] == "public, max-age=31536000, immutable"
    assert built.get("/").headers["cache-control"] == "no-store"
    assert built.get("/assets/missing.js").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/secret.txt",
        "/index.html",
        "/assets/../secret.txt",
        "/assets/%2e%2e/secret.txt",
        "/assets/..%2fsecret.txt",
        "/assets//secret.txt",
        "/assets/link.js",
        "/assets/",
        "/assets",
        "/assets/\\..\\secret.txt",
        "/assets/%00",
    ],
)
def test_nothing_else_is_served(built: TestClient, path: str) -> None:
    answer = built.get(path, follow_redirects=False)
    assert answer.status_code in {307, 400, 404}
    assert b"canary" not in answer.content


def test_a_page_that_was_not_built_says_how(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for opened in client(tmp_path, monkeypatch):
        answer = opened.get("/")
        assert answer.status_code == 503
        assert "make run" in answer.text
