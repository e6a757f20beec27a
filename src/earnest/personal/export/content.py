"""Content of an export: what the files say, and a recording's sound with the voices of others made silent (RI9)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import Final
from uuid import UUID

from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.personal.consent.records import ConsentEvent
from earnest.personal.consent.wording import load_wording
from earnest.personal.customers.records import Customer, ListedDevice
from earnest.personal.transparency.records import ShownUtterance
from earnest.sound_files.encoding import encode_wav
from earnest.speech.language.hypothesis import RecognisedWord
from earnest.speech.privacy.concealment.errors import CannotReduce, ForegroundMissing
from earnest.speech.privacy.foreground.reducing import reduce_background
from earnest.speech.privacy.recording.muting import is_muted
from earnest.speech.sound.span import Span
from earnest.speech.sound.voice_activity import VoiceActivityModel

FORMAT: Final = "earnest/export/1"
LIMITS: Final = (
    "Voices that are clearly farther away than the nearest one are silent, and their words are left out. "
    "Whether another person spoke close to the device cannot be told from the sound: voices are never used to tell who "
    "speaks. Where no nearest voice could be found the sound is left out."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedSound:
    """A recording's sound as it is exported."""

    wav: bytes | None
    """None: the sound could not be made safe for others, and is left out."""
    muted: tuple[Span, ...]


def mask(samples: Samples, voices: VoiceActivityModel) -> MaskedSound:
    """Return the sound with every voice but the nearest made silent; fail closed."""
    try:
        reduced = reduce_background(samples, (), voices)
    except (ForegroundMissing, CannotReduce):
        return MaskedSound(wav=None, muted=())
    return MaskedSound(wav=encode_wav(reduced.samples), muted=reduced.muted)


def schema_text() -> str:
    """Return the JSON schema of `export.json`, which lies in each archive and in docs/reference."""
    return files("earnest.personal.export").joinpath("schema.json").read_text(encoding="utf-8")


def recording_entry(
    shown: ShownUtterance, words: tuple[RecognisedWord, ...], masked: MaskedSound, file: str | None
) -> Mapping[str, object]:
    """Return what the archive says of one recording.

    Args:
        shown: as the history shows it.
        words: as recognised, with their places.
        masked: its sound.
        file: name of the sound in the archive; None where it was left out.
    """
    kept = [word for word in words if not is_muted(word, masked.muted, ())] if file is not None else list(words)
    holds = asdict(shown)
    for name in ("has_sound", "clip_duration_milliseconds", "draft", "language"):
        _ = holds.pop(name)
    holds["text"] = shown.text if len(kept) == len(words) else " ".join(word.text for word in kept)
    holds["words"] = [
        {
            "text": word.text,
            "start_milliseconds": word.start * 1000 // SAMPLING_RATE_HERTZ,
            "end_milliseconds": word.end * 1000 // SAMPLING_RATE_HERTZ,
        }
        for word in kept
    ]
    holds["sound_file"] = file
    holds["silenced_milliseconds"] = sum(span.end - span.start for span in masked.muted) * 1000 // SAMPLING_RATE_HERTZ
    return holds


def consent_entry(event: ConsentEvent) -> Mapping[str, object]:
    """Return what the archive says of one decision, with the text that was shown."""
    try:
        text = load_wording(event.purpose, event.wording_language, event.wording_version).text
    except FileNotFoundError:
        text = None
    return {
        "purpose": event.purpose.value,
        "given": event.given,
        "recorded_at": event.recorded_at,
        "channel": event.channel.value,
        "wording_version": event.wording_version,
        "wording_language": event.wording_language,
        "wording_sha256": event.wording_hash.hex(),
        "wording": text,
    }


def account_entry(customer: Customer, devices: tuple[ListedDevice, ...]) -> Mapping[str, object]:
    """Return what the archive says of the account."""
    return {
        "login": customer.login,
        "region": customer.region,
        "language": customer.language,
        "programme": customer.programme.value,
        "retention_days": customer.retention_days,
        "restricted": customer.restricted,
        "devices": [asdict(device) for device in devices],
    }


def encode(holds: Mapping[str, object]) -> bytes:
    """Return JSON; moments are ISO 8601 in UTC."""
    return json.dumps(holds, ensure_ascii=False, indent=1, default=_plain).encode("utf-8")


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, UUID):
        return str(value)
    raise TypeError("an export holds texts, numbers, moments and identifiers")
