"""No traceback reaches a person: every end of a command is a sentence, and where it happened lies in a private file."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from earnest import processes
from earnest.foundation.errors import EarnestError, Unavailable
from earnest.processes.entry import FAILED, INTERRUPTED, UNFORESEEN, run_to_exit_status

CANARY = "my password is swordfish"


def raising(error: BaseException) -> Callable[[], int]:
    def work() -> int:
        secret = [CANARY]  # a local that must not be written down
        if secret:
            raise error
        return 0

    return work


@pytest.mark.parametrize(
    "case",
    [
        (Unavailable(), FAILED, "not working"),
        (OSError(errno.ENOSPC, "No space left on device", "/data/x"), FAILED, "disk is full: /data/x"),
        (PermissionError(errno.EACCES, "Permission denied", "/data"), FAILED, "/data"),
        (OSError(errno.EROFS, "Read-only file system", b"/\xff"), FAILED, "only be read"),
        (FileExistsError(errno.EEXIST, "File exists", "/data"), FAILED, "EARNEST_DATA"),
        (OSError(errno.EADDRINUSE, "Address already in use"), FAILED, "port"),
        (psycopg.OperationalError(CANARY), FAILED, "EARNEST_DATABASE"),
        (psycopg.ProgrammingError(CANARY), FAILED, "EARNEST_DATABASE"),
        (KeyboardInterrupt(), INTERRUPTED, "Stopped"),
        (RuntimeError(CANARY), UNFORESEEN, "RuntimeError"),
        (UnicodeDecodeError("ascii", CANARY.encode(), 0, 1, CANARY), UNFORESEEN, "no content"),
        (OSError(CANARY), UNFORESEEN, "OSError"),
    ],
)
def test_every_end_is_a_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    case: tuple[BaseException, int, str],
) -> None:
    error, status, said = case
    monkeypatch.setenv("EARNEST_DATA", str(tmp_path))
    (tmp_path / "log").mkdir()
    assert run_to_exit_status(raising(error), name="test") == status
    shown = capsys.readouterr().err
    assert said in shown
    assert "Traceback" not in shown
    assert CANARY not in shown
    files = list((tmp_path / "log").iterdir())
    assert len(files) == (status == UNFORESEEN)
    for file in files:
        assert str(file) in shown
        assert file.stat().st_mode & 0o777 == 0o600
        written = file.read_text()
        assert "test_entry.py" in written
        assert "in work" in written or " work" in written
        assert CANARY not in written


def test_causes_are_written_without_their_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EARNEST_DATA", str(tmp_path))
    (tmp_path / "log").mkdir()

    def work() -> int:
        try:
            return {"a": 1}[CANARY]
        except KeyError as error:
            raise RuntimeError(CANARY) from error

    assert run_to_exit_status(work, name="test") == UNFORESEEN
    [file] = (tmp_path / "log").iterdir()
    written = file.read_text()
    assert "builtins.KeyError" in written
    assert "builtins.RuntimeError" in written
    assert CANARY not in written


def test_an_error_of_ours_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    class Told(EarnestError):
        """This went wrong."""

        remedy = "Do that."

    assert run_to_exit_status(raising(Told()), name="test", mark="earnest: ") == FAILED
    assert capsys.readouterr().err == "earnest: This went wrong. Do that.\n"


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        (["status"], {"EARNEST_GATEWAY_PORT": "abc"}, "EARNEST_GATEWAY_PORT"),
        (["customer", "list"], {"EARNEST_DATABASE": "nonsense"}, "EARNEST_DATABASE"),
        (["customer", "list"], {}, "not running"),
        (["run", "--household"], {"EARNEST_DATA": "/proc/version/data"}, "EARNEST_DATA"),
        (["run", "--household"], {"EARNEST_DATA": "/dev/null"}, "EARNEST_DATA"),
        (["run", "--household"], {"EARNEST_GATEWAY_BIND": "192.0.2.7", "EARNEST_PLAIN_HTTP": "yes"}, "192.0.2.7"),
        (["run", "--household"], {"EARNEST_GATEWAY_BIND": "192.0.2.7"}, "EARNEST_TLS_CERTIFICATE"),
        (["run", "--household"], {"EARNEST_TLS_CERTIFICATE": "/no", "EARNEST_TLS_KEY": "/no"}, "EARNEST_TLS_KEY"),
        (["run", "--household"], {"EARNEST_DATABASE": "postgresql://x@127.0.0.1:1/nowhere"}, "database"),
    ],
)
def test_commands_end_with_a_sentence(
    tmp_path: Path, arguments: list[str], settings: dict[str, str], said: str
) -> None:
    environment = {"PATH": os.environ["PATH"], "EARNEST_DATA": str(tmp_path / "jürgen 日本"), "LANG": "C"} | settings
    ended = subprocess.run(
        [sys.executable, "-m", "earnest.cli.main", *arguments],
        env=environment,
        capture_output=True,
        check=False,
        timeout=120,
    )
    shown = (ended.stdout + ended.stderr).decode(errors="replace")
    assert ended.returncode != 0
    assert said in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("name", ["device_gateway", "customer_portal", "workbench", "administration", "corpus_worker"])
def test_a_process_without_its_settings_says_which_is_missing(tmp_path: Path, name: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", f"earnest.processes.{name}"],
        env={"PATH": os.environ["PATH"], "EARNEST_DATA": str(tmp_path)},
        capture_output=True,
        check=False,
        timeout=120,
    )
    shown = ended.stderr.decode()
    assert ended.returncode == FAILED
    assert "earnest: " in shown
    assert "Traceback" not in shown


def test_a_process_looks_for_garbage_when_it_has_started_and_not_before() -> None:
    code = (
        "import gc, sys; sys.argv = ['-m']; import earnest.processes;"
        " from earnest.processes.entry import run_to_exit_status as run;"
        " print(gc.isenabled(), gc.get_freeze_count());"
        " run(lambda: print(gc.isenabled(), gc.get_freeze_count() > 1000) or 0, name='test')"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=120)
    assert ended.stdout.split() == ["False", "0", "True", "True"]


BEGINNINGS = ("run_to_exit_status(main", "look_for_garbage()")


def test_whatever_is_started_as_a_process_lets_garbage_be_looked_for() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in Path(processes.__file__).parent.rglob("*.py")}
    mains = [path for path, text in texts.items() if path.name == "__main__.py" or 'if __name__ == "__main__"' in text]
    assert len(mains) == 8
    assert not [path for path in mains if not any(call in texts[path] for call in BEGINNINGS)]
