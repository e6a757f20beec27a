"""Status: what answers, and the public figures of sampling; neither side."""

import http.client
import json
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from earnest.foundation.settings import load_settings
from earnest.processes.commands.addresses import addresses

_ANSWER_SECONDS = 3.0
_OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessState:
    """What one process says of itself."""

    name: str
    address: str
    answers: bool
    details: str
    """The health answer's other fields, `name: value`."""


def states() -> list[ProcessState]:
    """Ask every process that answers HTTP."""
    return [_ask(name, address) for name, address in addresses(load_settings()).items()]


def _ask(name: str, address: str) -> ProcessState:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=_ANSWER_SECONDS)
    try:
        connection.request("GET", "/health")
        response = connection.getresponse()
        content, answers = response.read(), response.status == _OK
    except (OSError, http.client.HTTPException):
        content, answers = b"", False
    finally:
        connection.close()
    return ProcessState(name=name, address=address, answers=answers, details=_details(content))


def _details(content: bytes) -> str:
    try:
        parsed: object = json.loads(content)
    except ValueError:
        return ""
    if not isinstance(parsed, dict):
        return ""
    fields = cast("dict[str, object]", parsed)
    return ", ".join(f"{key}: {value}" for key, value in fields.items() if key != "status")
