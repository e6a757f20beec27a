"""Importing: sends recordings to the gateway as a device does; neither side."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from earnest.collections.collection import CollectionItem
from earnest.collections.parts import read_command
from earnest.collections.places import shown
from earnest.foundation.errors import EarnestError, NotAllowed
from earnest.operations.clients.errors import AnswerLost
from earnest.operations.clients.fields import Fields
from earnest.operations.clients.outcomes import UtteranceOutcome, await_outcome
from earnest.operations.clients.service_client import ServiceAnswer, ServiceClient
from earnest.sound_files.encoding import encode_wav

_OK: Final = 200
_REFUSED_TOKEN: Final = frozenset({401, 403})


class ImportTokenRefused(NotAllowed):
    """The gateway refuses this device token."""

    code = "token_refused"
    remedy = "Add a device with `earnest device add --customer LOGIN --name NAME` and use the token that it prints."


@dataclass(slots=True, kw_only=True)
class ImportSummary:
    """What came of an import."""

    sent: int = 0
    kept: int = 0
    """Recordings that were kept, as the person's consent allows."""
    understood: int = 0
    done: int = 0
    """Of those understood, what a skill carried out."""
    accidental: int = 0
    refused: Counter[str] = field(default_factory=Counter[str])
    """Cause → files and lines that were not taken; the rest went on."""
    labelled: int = 0
    """Recordings of which the collection knows words or meaning; a device sends sound only."""


def import_items(
    items: Iterable[CollectionItem],
    *,
    address: str,
    token: str,
    tell: Callable[[str, str], object],
    step: Callable[[], object],
) -> ImportSummary:
    """Send every recording to the gateway, one after the other.

    Args:
        items: what to send; read one after the other.
        address: of the gateway, `http://host:port`.
        token: of the device that speaks.
        tell: called with name and cause of each file that is not taken.
        step: called after each recording.

    Raises:
        ImportTokenRefused: the token is unknown or was revoked.
        ServiceSilent: the gateway stays away.
    """
    summary = ImportSummary()
    gateway = ServiceClient(address)
    for item in items:
        cause = _send(gateway, item, token, summary)
        summary.labelled += item.labelled
        if cause is not None:
            summary.refused[cause] += 1
            place = "" if item.line is None else f" (line {item.line})"
            _ = tell(f"{shown(item.path.parent / item.path.name, item.path.parent)}{place}", cause)
        _ = step()
    return summary


def _send(gateway: ServiceClient, item: CollectionItem, token: str, summary: ImportSummary) -> str | None:
    """Send one recording; return the cause where it is not taken."""
    try:
        sound = _sound(item)
    except EarnestError as error:
        return error.message
    except OSError:
        return "The file cannot be read."
    named = item.addressed and item.wake_word is not None
    query = f"?wake_word={quote(item.wake_word or '')}" if named else ""
    try:
        answer = gateway.send_sound(f"/api/utterances{query}", sound, {"Authorization": f"Bearer {token}"})
    except AnswerLost:
        return "The answer was lost; the portal shows whether it was kept."
    if answer.status in _REFUSED_TOKEN:
        raise ImportTokenRefused
    if answer.status != _OK:
        return _cause(answer)
    _count(answer.fields, await_outcome(gateway, answer.fields, token), summary)
    return None


def _sound(item: CollectionItem) -> bytes:
    """Return the file as it is; of a part of a longer file, or of one channel, only that."""
    return item.path.read_bytes() if item.whole else encode_wav(read_command(item))


def _cause(answer: ServiceAnswer) -> str:
    """Return the gateway's own message."""
    try:
        message = answer.fields.find_text("message")
    except EarnestError:
        message = None
    return message or f"refused with status {answer.status}"


def _count(fields: Fields, standing: UtteranceOutcome, summary: ImportSummary) -> None:
    summary.sent += 1
    summary.kept += standing.recording_id is not None
    summary.understood += fields.flag("understood")
    summary.done += fields.flag("done")
    summary.accidental += fields.flag("accidental")
