"""label-studio in an environment of its own: installed, started, filled with tasks, and asked as its page asks."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx2

from benchmarks.workplace.asking import timed
from scripts.installed_size import sizes_in

VERSION: Final = "1.23.0"
_USER: Final = {"email": "bench@example.org", "password": "workbench-benchmark"}
_START_SECONDS: Final = 900.0
_BATCH: Final = 1_000
_CONFIGURATION: Final = (
    '<View><Audio name="audio" value="$audio"/><TextArea name="text" toName="audio" rows="2" editable="true"/></View>'
)


@dataclass(slots=True, kw_only=True)
class LabelStudio:
    """A running server with one project."""

    client: httpx2.Client
    project: int
    start_seconds: float
    tasks: int = 0
    next_milliseconds: list[float] = field(default_factory=list)
    submit_milliseconds: list[float] = field(default_factory=list)

    def queue(self, waiting: int, texts: Sequence[str]) -> None:
        """Add tasks until so many were ever added."""
        while self.tasks < waiting:
            many = min(_BATCH, waiting - self.tasks)
            tasks = [{"audio": f"/clip-{self.tasks + one}.wav", "text": texts[one % len(texts)]} for one in range(many)]
            _ = self._post(f"/api/projects/{self.project}/import", tasks)
            self.tasks += many

    def label_one(self, text: str) -> None:
        """Take the next task and send an annotation, as the page does."""
        path = f"/api/projects/{self.project}/next"
        task = timed(self.next_milliseconds, lambda: self.client.get(path)).raise_for_status().json()
        written = {"value": {"text": [text]}, "from_name": "text", "to_name": "audio", "type": "textarea"}
        body = {"result": [written], "lead_time": 1.0}
        sent = timed(self.submit_milliseconds, lambda: self._post(f"/api/tasks/{task['id']}/annotations/", body))
        _ = sent.raise_for_status()

    def _post(self, path: str, body: object) -> httpx2.Response:
        headers = {"X-CSRFToken": self.client.cookies.get("csrftoken") or ""}
        return self.client.post(path, json=body, headers=headers).raise_for_status()


def install(folder: Path) -> int:
    """Install label-studio into an environment of its own unless it is there; returns its bytes."""
    python = folder / "bin" / "python"
    if not (folder / "bin" / "label-studio").is_file():
        _ = subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _ = subprocess.run([*pip, f"label-studio=={VERSION}"], check=True)
    packages = next((folder / "lib").glob("python3*/site-packages"))
    return sum(size for name, size in sizes_in(packages).items() if name not in {"pip", "setuptools", "wheel"})


@contextmanager
def open_label_studio(folder: Path, data: Path, port: int) -> Generator[LabelStudio]:
    """Start label-studio with its own SQLite database, which is what it starts with, and sign in."""
    environment = {
        **os.environ,
        "LABEL_STUDIO_BASE_DATA_DIR": str(data),
        "LABEL_STUDIO_USERNAME": _USER["email"],
        "LABEL_STUDIO_PASSWORD": _USER["password"],
        "COLLECT_ANALYTICS": "False",
        "LATEST_VERSION_CHECK": "False",
        "LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "True",
    }
    data.mkdir(parents=True, exist_ok=True)
    command = [str(folder / "bin" / "label-studio"), "start", "--no-browser", "--port", str(port)]
    began = time.monotonic()
    with (data / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=120, trust_env=False)
        _wait_until_healthy(client, process, data / "log")
        seconds = time.monotonic() - began
        _sign_in(client)
        headers = {"X-CSRFToken": client.cookies.get("csrftoken") or ""}
        project = {"title": "workbench", "label_config": _CONFIGURATION}
        made = client.post("/api/projects/", json=project, headers=headers).raise_for_status().json()
        yield LabelStudio(client=client, project=int(made["id"]), start_seconds=seconds)
    finally:
        process.terminate()
        _ = process.wait(timeout=30)


def _wait_until_healthy(client: httpx2.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if client.get("/health").is_success:
                return
        except httpx2.TransportError:
            time.sleep(0.2)
    raise RuntimeError(f"label-studio did not start:\n{log.read_text(errors='replace')[-3000:]}")


def _sign_in(client: httpx2.Client) -> None:
    page = client.get("/user/login/").text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    if token is None:
        raise RuntimeError("label-studio's sign-in page has changed")
    answer = client.post("/user/login/", data={**_USER, "csrfmiddlewaretoken": token.group(1)})
    if answer.is_error:
        raise RuntimeError("label-studio refuses its own user")
