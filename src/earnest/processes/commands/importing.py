"""Importing: sends recordings to the gateway as a device does; neither side."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote

from earnest.foundation.errors import EarnestError, NotAllowed
from earnest.processes.commands.import_sources import Source
from earnest.processes.tour.errors import AnswerLost
from earnest.processes.tour.fields import Fields
from earnest.processes.tour.stations import Answer, Station

_OK: Final = 200
_REFUSED_TOKEN: Final = frozenset({401, 403})
_LARGEST_BYTES: Final = 512 * 1024 * 1024
"""Larger files are not even read; the gateway's own limit is far lower."""


class TokenRefused(NotAllowed):
    """The gateway refuses this device token."""

    code = "token_refused"
    remedy = "Add a device with `earnest device add --customer LOGIN --name NAME` and use the token that it prints."


@dataclass(slots=True, kw_only=True)
class Summary:
    """What came of an import."""

    sent: int = 0
    kept: int = 0
    """Recordings that the person's consent allows to keep."""
    understood: int = 0
    accidental: int = 0
    refused: Counter[str] = field(default_factory=Counter[str])
    """Cause → files that were not taken; the rest went on."""


def import_sources(
    sources: Sequence[Source],
    *,
    address: str,
    token: str,
    tell: Callable[[str, str], object],
    step: Callable[[], object],
) -> Summary:
    """Send every source to the gateway, one after the other.

    Args:
        sources: what to send.
        address: of the gateway, `http://host:port`.
        token: of the device that speaks.
        tell: called with name and cause of each file that is not taken.
        step: called after each source.

    Raises:
        TokenRefused: the token is unknown or was revoked.
        StationSilent: the gateway stays away.
    """
    summary = Summary()
    with Station(address) as gateway:
        for source in sources:
            cause = _send(gateway, source, token, summary)
            if cause is not None:
                summary.refused[cause] += 1
                _ = tell(source.name, cause)
            _ = step()
    return summary


def _send(gateway: Station, source: Source, token: str, summary: Summary) -> str | None:
    """Send one source; return the cause where it is not taken."""
    if source.path is None:
        return "names no local file"
    sound = _read(source.path)
    if sound is None:
        return "cannot be read"
    query = "" if source.wake_word is None else f"?wake_word={quote(source.wake_word)}"
    try:
        answer = gateway.send_sound(f"/api/utterances{query}", sound, {"Authorization": f"Bearer {token}"})
    except AnswerLost:
        return "the answer was lost; whether it was kept is shown in the portal"
    if answer.status in _REFUSED_TOKEN:
        raise TokenRefused
    if answer.status != _OK:
        return _cause(answer)
    _count(answer.fields, summary)
    return None


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.stat().st_size <= _LARGEST_BYTES else None
    except OSError:
        return None


def _cause(answer: Answer) -> str:
    """Return the gateway's own message."""
    try:
        message = answer.fields.find_text("message")
    except EarnestError:
        message = None
    return message or f"refused with status {answer.status}"


def _count(fields: Fields, summary: Summary) -> None:
    summary.sent += 1
    summary.kept += fields.find_text("recording_id") is not None
    summary.understood += fields.flag("understood")
    summary.accidental += fields.flag("accidental")
