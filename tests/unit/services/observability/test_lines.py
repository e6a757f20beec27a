"""The log holds identifiers and numbers, and content has no way in."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from earnest.foundation.clock import SettableClock
from earnest.foundation.errors import NotFound
from earnest.foundation.sensitive import Sensitive
from earnest.services.observability import JobFailed, JobFinished, LogEvent, LogWord, listen_to_libraries, log

IDENTIFIER = UUID("6f1f1bd2-5d6a-4b57-8f10-1f9d1c2f7c11")
CLOCK = SettableClock(moment=datetime(2024, 1, 2, 3, 4, tzinfo=UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Careless(LogEvent):
    """An event that was written without thinking."""

    value: object


@pytest.fixture
def root_logger() -> Iterator[logging.Logger]:
    root = logging.getLogger()
    handlers, level, raising = list(root.handlers), root.level, logging.raiseExceptions
    yield root
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.raiseExceptions = raising


def test_an_event_is_one_json_line(capsys: pytest.CaptureFixture[str]) -> None:
    log(JobFinished(task=LogWord("deidentify"), identifier=IDENTIFIER, seconds=0.25), clock=CLOCK)
    log(JobFailed(task=LogWord("deidentify"), identifier=IDENTIFIER, error=NotFound), clock=CLOCK)
    first, second = capsys.readouterr().err.splitlines()
    assert json.loads(first) == {
        "at": "2024-01-02T03:04:00+00:00",
        "event": "JobFinished",
        "task": "deidentify",
        "identifier": str(IDENTIFIER),
        "seconds": 0.25,
    }
    assert json.loads(second)["error"] == "not_found"


@pytest.mark.parametrize("value", ["call Maria", b"RIFF", ["Maria"], {"a": 1}, Sensitive("Maria"), ValueError("Maria")])
def test_content_is_refused_and_nothing_is_written(value: object, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(TypeError) as caught:
        log(_Careless(value=value))
    assert "Maria" not in str(caught.value)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("text", ["", "two words", "Ärger", "1st", "a" * 81, "a\nb"])
def test_a_word_is_a_single_name(text: str) -> None:
    with pytest.raises(ValueError, match="single name"):
        _ = LogWord(text)


def test_a_library_says_that_it_spoke_but_not_what(
    root_logger: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    listen_to_libraries()
    try:
        _ = Path("Maria's file").read_bytes()
    except OSError:
        logging.getLogger("some.library").exception("could not read %s", "Maria")
    logging.getLogger("некоторая библиотека").warning("Maria")
    lines = capsys.readouterr().err
    assert "Maria" not in lines
    first, second = (json.loads(line) for line in lines.splitlines())
    assert (first["library"], first["error"], first["level"]) == ("some.library", "FileNotFoundError", 40)
    assert second["event"] == "LibraryMessage"
