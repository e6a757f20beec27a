"""Pages: serves a built page and its hashed assets."""

import os
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import Scope

_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".json": "application/json",
}

_NOT_BUILT = """<!doctype html><meta charset="utf-8"><title>Earnest</title>
<p>The pages are not built yet. Run <code>make run</code> in the checkout, which builds them, then reload.</p>"""


def page_folder(page: str) -> Path:
    """Return the folder into which the front end builds a page (`workbench` or `portal`)."""
    return Path(str(files("earnest.services.web") / "pages" / page))


def add_page(application: FastAPI, page: str) -> None:
    """Serve a built page at `/` and its assets below `/assets/`; where it was not built, say how to build it."""
    folder = page_folder(page)

    def index(_request: Request) -> Response:
        document = folder / "index.html"
        return FileResponse(document, media_type="text/html") if document.is_file() else HTMLResponse(_NOT_BUILT, 503)

    application.add_route("/", index, include_in_schema=False)
    if (folder / "assets").is_dir():
        application.mount("/assets", _Assets(directory=folder / "assets"), name="assets")
    for extra in ("mark.svg", "favicon.ico"):
        if (folder / extra).is_file():
            application.add_route(f"/{extra}", _file(folder / extra), include_in_schema=False)


class _Assets(StaticFiles):
    """Files with types of our own, because a machine's own table may lack them and browsers are told not to guess."""

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """Answer with a file."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        known = _TYPES.get(Path(str(full_path)).suffix)
        if known is not None:
            response.headers["content-type"] = known
        return response


def _file(path: Path) -> Callable[[Request], Response]:
    def answer(_request: Request) -> Response:
        return FileResponse(path, media_type=_TYPES.get(path.suffix))

    return answer
